"""Saving what the search shows."""

from typing import Any

from django.db import models, transaction


class Searched(models.Model):
    """A record of which search documents show something: saved in one transaction with its entry in the outbox, which a
    signal makes after the row is written. A process that ends between the two would else leave it out of the index."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, all or nothing."""
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
