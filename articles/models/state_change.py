"""The changes of an article's state, and who decided them, when and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article


class StateChange(models.Model):
    """One decision of an editor on one article. It outlives both: a recovered article has its log again."""

    article = models.ForeignKey(Article, on_delete=models.DO_NOTHING, db_constraint=False, related_name="state_changes")
    before = models.CharField(max_length=10, choices=Article.State.choices)
    after = models.CharField(max_length=10, choices=Article.State.choices)
    publish_at = models.DateTimeField(null=True, help_text="From when on readers see it, where it is scheduled.")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    by_name = models.CharField(max_length=150, blank=True, help_text="The account's name, in case the account goes.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        when = f" for {self.publish_at:%Y-%m-%d %H:%M} UTC" if self.publish_at else ""
        return f"{self.get_before_display()} → {self.get_after_display()}{when}"
