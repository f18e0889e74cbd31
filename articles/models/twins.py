"""Pairs of articles that may be one story twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article


class TwinsQuerySet(models.QuerySet["Twins"]):
    """Verbs for likely duplicates."""

    def open(self) -> "TwinsQuerySet":
        """No editor has looked at them, and neither is in the trash."""
        trashed = Q(article__status=Article.Status.TRASHED) | Q(other__status=Article.Status.TRASHED)
        return self.filter(settled_at__isnull=True).exclude(trashed)

    def of(self, article: Article) -> "TwinsQuerySet":
        """Those that an article is one of."""
        return self.filter(Q(article=article) | Q(other=article))


class Twins(models.Model):
    """An article that came in or was entered, and another one that it may be a duplicate of."""

    class Why(models.TextChoices):
        ADDRESS = "address", "Same address on the web"
        HEADLINE = "headline", "Same headline within a week"
        TEXT = "text", "Nearly the same text"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="twins")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="twins_since")
    why = models.CharField(max_length=10, choices=Why.choices)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = TwinsQuerySet.as_manager()

    class Meta:
        verbose_name = "likely duplicate"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="twins_once"),
            models.CheckConstraint(condition=Q(why__in=["address", "headline", "text"]), name="twins_reason_known"),
        ]
        # the editors' list, latest first
        indexes = [models.Index(fields=["-id"], name="twins_open", condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.article_id} and {self.other_id}: {self.get_why_display()}"
