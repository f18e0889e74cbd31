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
    paths = models.JSONField(default=list, help_text="What was given to the importer.")
    options = models.JSONField(default=dict, help_text="The options it ran with.")
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "finished", "interrupted"]), name="import_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk} of {self.started_at:%Y-%m-%d %H:%M}"


class ImportItem(models.Model):
    """What became of one file of an import."""

    class Outcome(models.TextChoices):
        CREATED = "created", "Created"
        UNCHANGED = "unchanged", "Unchanged"
        UPDATED = "updated", "Updated"
        REJECTED = "rejected", "Rejected"

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items", verbose_name="import")
    path = models.CharField(max_length=1000)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(blank=True, help_text="Why it was rejected.")
    warnings = models.JSONField(default=list, blank=True, help_text="What the reader was unsure of.")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, related_name="items")
    article = models.ForeignKey("articles.Article", on_delete=models.SET_NULL, null=True, related_name="import_items")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["created", "unchanged", "updated", "rejected"]),
                name="import_item_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(reason=""), name="import_item_rejected_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["run", "outcome"], name="items_of_a_run_by_outcome")]

    def __str__(self) -> str:
        return f"{self.path}: {self.get_outcome_display()}"
