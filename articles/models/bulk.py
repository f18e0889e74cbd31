"""What an editor did to several records at once, so that it can be undone as one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from reversion.models import Version


class BulkAction(models.Model):
    """One action on several records: what was done, by whom, when, and to how many."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "Articles"
        IMPORT_ITEM = "importitem", "Files of imports"
        TWINS = "twins", "Likely duplicates"
        RELATED_LINK = "relatedlink", "Related links"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = models.CharField(max_length=200, help_text="What was done, as a message says it: Published.")
    number = models.PositiveIntegerField()
    left = models.PositiveIntegerField(help_text="Of how many it stands: the others were undone.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="bulk_actions")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.what


class BulkItem(models.Model):
    """One of the records, with what it was before and after: for an article two of its versions, else fields."""

    action = models.ForeignKey(BulkAction, on_delete=models.CASCADE, related_name="items")
    record_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    older: Any = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    newer: Any = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
