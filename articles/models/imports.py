"""Originals, and the runs of the importer that brought them."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q


class Original(models.Model):
    """The bytes an article came from, kept for ever in a file named by their SHA-256."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255, help_text="The file's name when it was imported.")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-imported_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(sha256=""), name="original_has_checksum")]

    def __str__(self) -> str:
        return f"{self.filename} ({self.sha256[:12]}…)"

    @property
    def path(self) -> Path:
        """Where the bytes lie: originals/ab/cd/<sha256>."""
        return Path(settings.ORIGINALS_DIR) / self.sha256[:2] / self.sha256[2:4] / self.sha256


class Import(models.Model):
    """One run of the importer."""

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        FINISHED = "finished", "Finished"
        INTERRUPTED = "interrupted", "Interrupted"

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    paths = models.JSONField(default=list, help_text="What was given to the importer.")
    options = models.JSONField(default=dict, help_text="The options it ran with.")
    held_before = models.JSONField(
        null=True, help_text="The highest ids of people, sources and topics when it began: higher ones came with it."
    )
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "finished", "interrupted"]), name="import_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk} of {self.started_at:%Y-%m-%d %H:%M}"


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    """Verbs for the files of imports."""

    def waiting(self) -> "ImportItemQuerySet":
        """An editor has to look at them before readers may."""
        return self.filter(review=ImportItem.Review.WAITING)

    def failed(self) -> "ImportItemQuerySet":
        """No reader could read them, and nobody has set them aside."""
        return self.filter(outcome=ImportItem.Outcome.REJECTED, review="")

    def applied(self) -> "ImportItemQuerySet":
        """Without those of the import desk that would update an article and were not accepted."""
        held_back = Q(review__in=[ImportItem.Review.WAITING, ImportItem.Review.REJECTED])
        return self.exclude(held_back, outcome=ImportItem.Outcome.UPDATED)


class ImportItem(models.Model):
    """What became of one file of an import."""

    class Outcome(models.TextChoices):
        CREATED = "created", "Created"
        UNCHANGED = "unchanged", "Unchanged"
        UPDATED = "updated", "Updated"
        REJECTED = "rejected", "Rejected"

    class Review(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items", verbose_name="import")
    path = models.CharField(max_length=1000)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(blank=True, help_text="Why it was rejected.")
    warnings = models.JSONField(default=list, blank=True, help_text="What the reader was unsure of.")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, related_name="items")
    article = models.ForeignKey("articles.Article", on_delete=models.SET_NULL, null=True, related_name="import_items")
    review = models.CharField(
        max_length=10, choices=Review.choices, blank=True, help_text="Empty: it needed no editor's word."
    )
    review_reason = models.TextField(blank=True, help_text="Why the editor rejected it.")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review__in=["", "waiting", "accepted", "rejected"]), name="import_item_review_known"
            ),
            models.CheckConstraint(
                condition=~Q(review="rejected") | ~Q(review_reason=""), name="import_item_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["created", "unchanged", "updated", "rejected"]),
                name="import_item_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(reason=""), name="import_item_rejected_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["run", "outcome"], name="items_of_a_run_by_outcome"),
            # the editors' queues: stories to review, files that failed
            models.Index(fields=["review", "outcome", "id"], name="items_by_review"),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.get_outcome_display()}"


class GoneAddress(models.Model):
    """An address that readers knew, of what an undone import took along: it answers that it is gone, unless
    something stands there again.
    """

    path = models.CharField(max_length=300, unique=True, help_text="As it begins behind the host name: /2024/05/03/….")
    gone_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "gone addresses"

    def __str__(self) -> str:
        return self.path
