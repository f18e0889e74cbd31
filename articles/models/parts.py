"""What belongs to an article: photos, quotes, related links, corrections."""

from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models.article import KEY_LENGTH, NOT_LISTED, Article, title_key
from articles.models.authorities import Person
from articles.models.saving import Searched
from articles.quotes.confidence import UNSURE_BELOW


class Photo(Searched):
    """A photo as printed: its caption and credit, and the picture where an editor has added it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="photos/%Y/%m/", blank=True)
    alt = models.CharField(
        "what it shows",
        max_length=500,
        blank=True,
        help_text="In a sentence, for readers who do not see the picture: it is read out in its place. "
        "What the caption says already need not be said again.",
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    widths = models.JSONField(default=list, blank=True, editable=False)
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.caption or self.credit or "Photo"

    @property
    def address(self) -> str:
        """The lasting address of the picture."""
        return reverse("photo", args=[self.pk])

    @property
    def key(self) -> str:
        """The name of the picture's files without folder, width and suffix; another picture has another one."""
        return PurePosixPath(self.image.name or "").stem

    def file_of(self, width: int) -> str:
        """The file of the picture in one of its `widths`; the largest is the picture itself."""
        path = PurePosixPath(self.image.name or "")
        return str(path if width == self.widths[-1] else path.with_stem(f"{path.stem}-{width}"))

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """The addresses of the picture in its widths; none for one from before sizes were made."""
        return [(reverse("photo-size", args=[self.pk, self.key, width]), width) for width in self.widths]


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Verbs for quotes."""

    def public(self) -> "QuoteQuerySet":
        """Quotes of articles that readers may see now."""
        return self.filter(
            Q(article__publish_at__isnull=True) | Q(article__publish_at__lte=timezone.now()),
            article__status=Article.Status.PUBLISHED,
        )

    def utterances(self) -> "QuoteQuerySet":
        """Somebody's speech, not the terms in marks."""
        return self.filter(kind=Quote.Kind.UTTERANCE)

    def for_lists(self) -> "QuoteQuerySet":
        """With the speaker and what a list shows of the article, without its text."""
        related = self.select_related("speaker", "article__source", "article__agency")
        return related.defer(*(f"article__{name}" for name in NOT_LISTED))

    def waiting(self) -> "QuoteQuerySet":
        """As a rule decided it, and no editor has looked; nothing of the trash. Every rule says how sure it is."""
        unseen = self.filter(confirmed=False, method=Quote.Method.RULE, confidence__isnull=False)
        return unseen.exclude(article__status=Article.Status.TRASHED)

    def unsure(self) -> "QuoteQuerySet":
        """Decided by rules that are wrong in more than one case of five."""
        return self.filter(confidence__lt=UNSURE_BELOW)


class Quote(Searched):
    """Words between quotation marks, verbatim, and who said them."""

    class Field(models.TextChoices):
        HEADLINE = "headline", "Headline"
        STANDFIRST = "standfirst", "Standfirst"
        BODY = "body", "Body"

    class Kind(models.TextChoices):
        UTTERANCE = "utterance", "Utterance"
        FRAGMENT = "fragment", "Fragment"

    class Method(models.TextChoices):
        RULE = "rule", "By rule"
        EDITOR = "editor", "By an editor"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotes")
    field = models.CharField(max_length=10, choices=Field.choices, default=Field.BODY)
    spans = models.JSONField(
        default=list,
        blank=True,
        help_text="Where the words stand in the field: [[start, end], …] in characters.",
    )
    text = models.TextField(help_text="The words between the marks, verbatim.")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UTTERANCE)
    speaker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    speaker_as_printed = models.CharField(max_length=300, blank=True)
    role = models.CharField(
        max_length=200, blank=True, help_text="The speaker's office as printed here, for example former President."
    )
    speaker_span = models.JSONField(null=True, blank=True, editable=False)
    cue = models.CharField("reporting verb", max_length=100, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.RULE)
    rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(null=True, blank=True, help_text="How sure the rule is, from 0 to 1.")
    confirmed = models.BooleanField(default=False, help_text="An editor has looked at it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveIntegerField(default=0)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["utterance", "fragment"]), name="quote_kind_known"),
            models.CheckConstraint(condition=Q(method__in=["rule", "editor"]), name="quote_method_known"),
            models.CheckConstraint(condition=Q(field__in=["headline", "standfirst", "body"]), name="quote_field_known"),
        ]
        indexes = [
            # the editors' queue, least sure first; the condition is one that SQLite proves without its parameters
            models.Index(
                fields=["kind", "confidence", "id"], name="quotes_waiting_least_sure", condition=Q(confirmed=False)
            ),
            # the same for one rule, and confirming all quotes of that rule
            models.Index(
                fields=["rule", "kind", "confidence", "id"], name="quotes_waiting_of_rule", condition=Q(confirmed=False)
            ),
            # the editors' list of what was decided last, and taking back what was confirmed at one moment
            models.Index(
                fields=["-decided_at", "-id"], name="quotes_last_decided", condition=Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.pk])

    @property
    def role_beside_name(self) -> str:
        """The speaker's office, empty where the name that pages show says it already: of King Juan, not “King”."""
        name = self.speaker.name if self.speaker else self.speaker_as_printed
        return "" if set(self.role.casefold().split()) <= set(name.casefold().split()) else self.role

    @property
    def is_unsure(self) -> bool:
        """As an unsure rule decided it, and no editor has looked: readers are told."""
        by_rule = self.method == Quote.Method.RULE and not self.confirmed
        return by_rule and self.confidence is not None and self.confidence < UNSURE_BELOW


class RelatedLinkQuerySet(models.QuerySet["RelatedLink"]):
    """Verbs for related links."""

    def open(self) -> "RelatedLinkQuerySet":
        """Those that have found no article; nothing of the trash."""
        return self.filter(target__isnull=True).exclude(article__status=Article.Status.TRASHED)


class RelatedLink(models.Model):
    """A printed RELATED entry, and the article it means when the archive holds it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    title = models.CharField(max_length=500)
    title_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    url = models.URLField("address", max_length=1000, blank=True)
    target = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="linked_from")
    after_paragraph = models.PositiveIntegerField(
        default=0, help_text="It stands after this paragraph of the body; 0: before the first."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = RelatedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            # an article that arrives looks for the links waiting for it, by headline and by address
            models.Index(fields=["title_key"], name="links_waiting_by_title", condition=Q(target__isnull=True)),
            models.Index(fields=["url"], name="links_waiting_by_url", condition=Q(target__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the key made from the title."""
        self.title_key = title_key(self.title)
        super().save(*args, **kwargs)


class Correction(Searched):
    """A public note on what was corrected, with its date where one is printed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(null=True, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return self.text[:80]
