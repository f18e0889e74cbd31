"""The links by which others may look at an article before it is public."""

from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.models.article import Article

_SIGNER = Signer(salt="articles.preview", sep="~")


def _new_key() -> str:
    return uuid4().hex


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Verbs for preview links."""

    def of_token(self, token: str) -> "PreviewLink | None":
        """The link that was sent round with this token, with its article as a page needs it; None for a made-up one."""
        related = [f"article__{name}" for name in ("source", "agency", "original")]
        try:
            key = _SIGNER.unsign(token)
        except BadSignature:
            return None
        return self.filter(key=key).select_related(*related).first()


class PreviewLink(models.Model):
    """An address at which whoever has it sees one article in any state, for some days or until it is revoked.

    It shows nothing while its article is in the trash, or withheld: what has to go must not be read on by an address
    that was sent round before. A link that is made once it is withheld works.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=32, unique=True, default=_new_key)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"preview link open until {self.expires_at:%Y-%m-%d %H:%M} UTC"

    def get_absolute_url(self) -> str:
        """The address that is sent round."""
        return reverse("shared-preview", args=[self.token])

    @property
    def token(self) -> str:
        """What opens the preview. Signed: a copy of the database alone opens nothing."""
        return _SIGNER.sign(self.key)

    @property
    def ended(self) -> str:
        """Why it shows nothing, in a word: revoked, hidden or expired. Empty where it opens."""
        if self.revoked_at:
            return "revoked"
        is_withheld = self.article.withheld_at and self.article.withheld_at > self.made_at
        if is_withheld or self.article.state == Article.State.TRASHED:
            return "hidden"
        return "expired" if self.expires_at <= timezone.now() else ""
