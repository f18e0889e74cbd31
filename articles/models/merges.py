"""Merged records of people: what a merge moved, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.authorities import NAME_LENGTH


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    """Verbs for merges."""

    def standing(self) -> "PersonMergeQuerySet":
        """Not undone."""
        return self.filter(undone_at__isnull=True)


class PersonMerge(models.Model):
    """One record of a person merged into another: who did it and when, and all that undoing it needs.

    The two are named by id, not by foreign key: the merged record is gone until the merge is undone, and the one
    that stayed may be merged in its turn; once that is undone, it has its own merges again.
    """

    kept_id = models.BigIntegerField()
    merged_id = models.BigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, help_text="The name of the merged record.")
    record = models.JSONField(help_text="The merged record's fields.")
    former_slugs = models.JSONField(default=list, help_text="Former addresses of the merged record.")
    quote_ids = models.JSONField(default=list, help_text="The quotes that the merge moved.")
    taken_aliases = models.JSONField(default=list, help_text="The spellings that the merge gave to the other record.")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "merge of people"
        verbose_name_plural = "merges of people"
        ordering = ["-id"]
        indexes = [models.Index(fields=["kept_id"], name="merges_into_person")]  # a person's page in the admin

    def __str__(self) -> str:
        return self.name
