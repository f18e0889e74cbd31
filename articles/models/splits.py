"""Quotes of one person given to another: what a split moved, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.authorities import NAME_LENGTH, Person


class SplitQuerySet(models.QuerySet["Split"]):
    """Verbs for splits."""

    def standing(self) -> "SplitQuerySet":
        """Not undone."""
        return self.filter(undone_at__isnull=True)

    def of(self, person: Person) -> "SplitQuerySet":
        """Those that took quotes from this person, or gave them some."""
        return self.filter(models.Q(from_id=person.pk) | models.Q(to_id=person.pk))


class Split(models.Model):
    """Some of a person's quotes given to somebody else: who did it and when, and all that undoing it needs.

    The two people are named by id, not by foreign key: each may be merged in its turn, and parted again.
    """

    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    from_name = models.CharField(max_length=NAME_LENGTH)
    to_name = models.CharField(max_length=NAME_LENGTH)
    made_new = models.BooleanField(default=False, help_text="Whether the other record was made for it.")
    quotes = models.JSONField(
        help_text="Of each quote moved: its id, and as what it counted before (method, confirmed, decided by and when)."
    )
    aliases = models.JSONField(default=list, help_text="The spellings that the one person lost.")
    taken_aliases = models.JSONField(default=list, help_text="Those of them that the other one did not have before.")
    split_at = models.DateTimeField(default=timezone.now)
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = SplitQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [  # a person's page in the admin
            models.Index(fields=["from_id"], name="splits_from_person"),
            models.Index(fields=["to_id"], name="splits_to_person"),
        ]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to_name}"
