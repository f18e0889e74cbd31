"""Who has an article's form open at the desk."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article

STAYS = timedelta(minutes=3)
"""So long a form counts as open after its last sign; it gives one every minute."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Verbs for open forms."""

    def note(self, article: Article, user: Any) -> None:
        """This account has the article's form open; those that are open no more are forgotten."""
        now = timezone.now()
        self.filter(until__lt=now).delete()
        if not self.filter(article=article, user=user).update(until=now + STAYS):
            self.bulk_create(
                [Presence(article=article, user=user, since=now, until=now + STAYS)], ignore_conflicts=True
            )

    def others(self, article: Article, user: Any) -> "PresenceQuerySet":
        """Who else has it open now, the first first."""
        rows = self.filter(article=article, until__gte=timezone.now()).exclude(user=user)
        return rows.select_related("user").order_by("since")


class Presence(models.Model):
    """An article's form that somebody has open: since when, and until when that counts without another sign."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{name_of(self.user)}, since {timezone.localtime(self.since):%H:%M %Z}"


def name_of(user: Any) -> str:
    """What colleagues call the owner of an account."""
    return str(user.get_full_name() or user.get_username())
