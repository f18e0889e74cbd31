"""Merged records of people, sources and topics: what a merge moved, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.authorities import NAME_LENGTH, Authority, Person, Source, Topic

RECORDS: dict[str, type[Authority]] = {"person": Person, "source": Source, "topic": Topic}


class MergeQuerySet(models.QuerySet["Merge"]):
    """Verbs for merges."""

    def standing(self) -> "MergeQuerySet":
        """Not undone."""
        return self.filter(undone_at__isnull=True)

    def into(self, record: Authority) -> "MergeQuerySet":
        """Those that gave something to this record."""
        return self.filter(kind=record._meta.model_name, kept_id=record.pk)


class Merge(models.Model):
    """One record merged into another of its kind: who did it and when, and all that undoing it needs.

    The two are named by id, not by foreign key: the merged record is gone until the merge is undone, and the one
    that stayed may be merged in its turn; once that is undone, it has its own merges again.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "People"
        SOURCE = "source", "Sources"
        TOPIC = "topic", "Topics"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    kept_id = models.BigIntegerField()
    merged_id = models.BigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, help_text="The name of the merged record.")
    record = models.JSONField(help_text="The merged record's fields.")
    former_slugs = models.JSONField(default=list, help_text="Former addresses of the merged record.")
    moved = models.JSONField(default=dict, help_text="What the merge moved: ids of quotes or articles, by what it was.")
    taken_aliases = models.JSONField(default=list, help_text="The spellings that the merge gave to the other record.")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kept_id"], name="merges_into_person")]  # a record's page in the admin

    def __str__(self) -> str:
        return self.name

    @property
    def model(self) -> type[Authority]:
        """The kind of records that were merged."""
        return RECORDS[self.kind]
