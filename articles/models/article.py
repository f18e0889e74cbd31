"""Article, and its former addresses."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models.authorities import Source, Topic
from articles.models.fields import SLUG_LENGTH, free_slug, slug_of, validate_zone
from articles.models.imports import Original
from articles.models.saving import Searched
from articles.text import fold, paragraphs, word_count
from articles.zones import zone

KEY_LENGTH = 300


def title_key(title: str) -> str:
    """The key by which a printed title finds the article it names."""
    return fold(title)[:KEY_LENGTH]


NOT_LISTED = ("body", "field_spans", "edited_fields", "dropped_quotes")
"""Fields that no list shows, and that may be long."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Verbs for articles."""

    def public(self) -> "ArticleQuerySet":
        """What readers may see now: published, and not scheduled for later."""
        return self.filter(
            Q(publish_at__isnull=True) | Q(publish_at__lte=timezone.now()), status=Article.Status.PUBLISHED
        )

    def withheld(self) -> "ArticleQuerySet":
        """Taken out of public view; their addresses answer 410."""
        return self.filter(status=Article.Status.WITHHELD)

    def scheduled(self) -> "ArticleQuerySet":
        """Published from a later moment on."""
        return self.filter(status=Article.Status.PUBLISHED, publish_at__gt=timezone.now())

    def standing(self) -> "ArticleQuerySet":
        """Not in the trash."""
        return self.exclude(status=Article.Status.TRASHED)

    def listed(self) -> "ArticleQuerySet":
        """Not in the trash: for long lists, which choose ids along an index that does not hold the status."""
        return self.exclude(pk__in=Article.objects.filter(trashed_at__isnull=False).values("pk"))

    def trashed(self) -> "ArticleQuerySet":
        """In the trash, latest first."""
        return self.filter(status=Article.Status.TRASHED).order_by("-trashed_at", "-id")

    def undated(self) -> "ArticleQuerySet":
        """Without a date, so not publishable: for review by an editor."""
        return self.filter(published_on__isnull=True)  # as good as published_at, and it has an index

    def at_desk_of(self, user: Any) -> "ArticleQuerySet":
        """What this account works on: everybody's articles, or the drafts that it has entered itself."""
        if user.has_perm("articles.change_any_article"):
            return self
        return self.filter(created_by=user.pk, status=Article.Status.DRAFT)

    def sample(self) -> "ArticleQuerySet":
        """The archive's own sample material."""
        return self.filter(is_sample=True)

    def newest(self) -> "ArticleQuerySet":
        """Latest first."""
        return self.order_by("-published_at", "-id")

    def in_year(self, year: int) -> "ArticleQuerySet":
        """Published in a year, by the source's calendar."""
        return self.filter(published_on__gte=date(year, 1, 1), published_on__lte=date(year, 12, 31))

    def in_month(self, year: int, month: int) -> "ArticleQuerySet":
        """Published in a month, by the source's calendar."""
        last = date(year, month, monthrange(year, month)[1])
        return self.filter(published_on__gte=date(year, month, 1), published_on__lte=last)

    def on(self, day: date) -> "ArticleQuerySet":
        """Published on a day, by the source's calendar."""
        return self.filter(published_on=day)

    def for_lists(self) -> "ArticleQuerySet":
        """With what a list line shows, and no full text."""
        return self.select_related("source", "agency").defer(*NOT_LISTED)


class Article(Searched):
    """One published story."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHHELD = "withheld", "Withheld"
        TRASHED = "trashed", "In the trash"

    class State(models.TextChoices):
        """The status as it works now: what is published from a later moment on is scheduled until then."""

        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        WITHHELD = "withheld", "Withheld"
        TRASHED = "trashed", "In the trash"

    class Precision(models.TextChoices):
        MINUTE = "minute", "To the minute"
        DAY = "day", "The day only"

    headline = models.CharField(max_length=500)
    headline_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    slug = models.SlugField(
        max_length=SLUG_LENGTH,
        blank=True,
        help_text="The last part of the address. Left empty, the headline gives it.",
    )
    standfirst = models.TextField(blank=True, help_text="The line under the headline.")
    body = models.TextField(help_text="Plain text; a blank line between paragraphs.")
    language = models.CharField(max_length=12, blank=True, help_text="Language code, for example en or es.")
    byline = models.CharField(
        max_length=500, blank=True, help_text="Names or initials as printed; a semicolon between two."
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    agency = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agency_articles",
        help_text="Whose wire copy this is, if any.",
    )
    place = models.CharField(max_length=120, blank=True, help_text="The dateline's place, as printed.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(
        max_length=6, choices=Precision.choices, default=Precision.MINUTE, verbose_name="precision"
    )
    published_zone = models.CharField(
        max_length=40,
        blank=True,
        validators=[validate_zone],
        help_text="The zone of the printed time. Left empty, the source's.",
    )
    published_on = models.DateField(null=True, blank=True, editable=False)
    url = models.URLField("address", max_length=1000, blank=True, help_text="Where it was published, if online.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    publish_at = models.DateTimeField(
        null=True, blank=True, help_text="Readers see a published article from this time on. Empty: at once."
    )
    public_since = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_at = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_reason = models.TextField(blank=True, help_text="Shown to readers in the article's place.")
    withheld_headline = models.BooleanField(
        default=False, help_text="Whether readers are told the headline of the withheld article."
    )
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    trashed_from = models.CharField(max_length=10, blank=True, editable=False)
    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, null=True, blank=True, related_name="articles", editable=False
    )
    original_locator = models.CharField(max_length=1000, blank=True, editable=False)
    field_spans = models.JSONField(default=dict, blank=True, editable=False)
    edited_fields = models.JSONField(default=list, blank=True, editable=False)
    dropped_quotes = models.JSONField(default=list, blank=True, editable=False)
    quotes_stamp = models.CharField(max_length=16, blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="entered by",
    )
    is_sample = models.BooleanField("sample material", default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        permissions = [
            ("change_any_article", "Can see and change articles that others entered, and published ones"),
            ("publish_article", "Can publish articles and take them back to draft"),
            ("withhold_article", "Can withhold articles and lift it"),
            ("empty_trash", "Can delete for good what is in the trash"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["published_on", "slug"], name="article_address_once_per_day"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "withheld", "trashed"]), name="article_status_known"
            ),
            models.CheckConstraint(
                condition=Q(published_precision__in=["minute", "day"]), name="article_precision_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False, published_on__isnull=False),
                name="article_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(withheld_reason=""), name="article_withheld_has_reason"
            ),
        ]
        indexes = [
            # the front page and every list of public articles, latest first
            models.Index(fields=["status", "-published_at", "-id"], name="articles_newest_public"),
            # the front page's list of what came in last
            models.Index(fields=["status", "-created_at", "-id"], name="articles_last_added"),
            # a day, the days before and after it that have articles, a month's sitemap
            models.Index(fields=["status", "published_on", "slug"], name="articles_of_day"),
            # a source's page
            models.Index(fields=["source", "status", "-published_at", "-id"], name="articles_of_source"),
            # an agency's page
            models.Index(fields=["agency", "status", "-published_at", "-id"], name="articles_of_agency"),
            # the editors' list of what is scheduled
            models.Index(fields=["publish_at"], name="articles_scheduled", condition=Q(publish_at__isnull=False)),
            # the editors' list of one language, last added first
            models.Index(fields=["language", "-id"], name="articles_of_language"),
            # a related link looks for the article of its title
            models.Index(fields=["headline_key"], name="articles_by_headline"),
            # an import or a related link looks for the article of its address
            models.Index(fields=["url"], name="articles_by_url", condition=~Q(url="")),
            # the editors' list, last added first: its ids without their rows
            models.Index(fields=["-id"], name="articles_last_ids"),
            # the trash, latest first
            models.Index(
                fields=["-trashed_at", "-id"], name="articles_in_trash", condition=Q(trashed_at__isnull=False)
            ),
            # removing the sample material
            models.Index(fields=["id"], name="articles_sample", condition=Q(is_sample=True)),
        ]
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with all derived fields made anew."""
        self.derive()
        if not self.slug:
            self.choose_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The lasting address; undated articles have none but the admin's."""
        day = self.published_on
        if day is None:
            return reverse("admin:articles_article_change", args=[self.pk])
        return reverse("article", args=[day.year, day.month, day.day, self.slug])

    def clean(self) -> None:
        """Refuse what the database would refuse, in an editor's words."""
        if self.status == self.Status.PUBLISHED and not self.published_at:
            raise ValidationError({"published_at": "A published article needs its date."})
        if self.status == self.Status.WITHHELD and not self.withheld_reason.strip():
            raise ValidationError({"withheld_reason": "Say why the article is withheld; readers are shown this."})

    def derive(self) -> None:
        """Fill what follows from other fields: day, keys, counts, dates. Bulk writers call this themselves."""
        self.published_on = self.local_published.date() if self.local_published else None
        self.headline_key = title_key(self.headline)
        self.word_count = word_count(self.body)
        self.updated_at = timezone.now()
        self.public_since = self._public_since(self.updated_at)
        if self.status == self.Status.TRASHED:
            return
        self.trashed_at, self.trashed_by, self.trashed_from = None, None, ""
        if self.status != self.Status.WITHHELD:
            self.withheld_at = None
        elif not self.withheld_at:
            self.withheld_at = timezone.now()

    def _public_since(self, now: datetime) -> datetime | None:
        """When readers first could see it, or can: it stays once that moment is past. None: never yet."""
        if self.public_since and self.public_since <= now:
            return self.public_since
        if self.status != self.Status.PUBLISHED:
            return None
        return max(self.publish_at, now) if self.publish_at else now

    def choose_slug(self, also_taken: Iterable[str] = ()) -> None:
        """A slug from the headline that no article, present or former, has on this day."""
        slug = slug_of(self.headline, "article")
        alike = {"slug__startswith": slug[: SLUG_LENGTH - 6]}
        present = Article.objects.filter(published_on=self.published_on, **alike).exclude(pk=self.pk)
        taken = set(present.values_list("slug", flat=True))
        if self.published_on:
            former = Address.objects.filter(day=self.published_on, **alike).exclude(article=self.pk)
            taken |= set(former.values_list("slug", flat=True))
        self.slug = free_slug(slug, taken.union(also_taken))

    @property
    def zone_name(self) -> str:
        """The zone of the printed time."""
        return self.published_zone or self.source.time_zone

    @property
    def local_published(self) -> datetime | None:
        """The publication time on the source's clock."""
        return self.published_at.astimezone(zone(self.zone_name)) if self.published_at else None

    @property
    def published_iso(self) -> str:
        """The printed date in ISO 8601, as exactly as it is known; empty where there is none."""
        local = self.local_published
        if local is None:
            return ""
        if self.published_precision == self.Precision.DAY:
            return local.date().isoformat()
        return local.isoformat(timespec="minutes")

    @property
    def authors(self) -> list[str]:
        """The byline's names, one by one."""
        return [name.strip() for name in self.byline.split(";") if name.strip()]

    @property
    def paragraphs(self) -> list[str]:
        """The body, paragraph by paragraph."""
        return paragraphs(self.body)

    @property
    def is_public(self) -> bool:
        """Whether readers may see it now."""
        return self.status == self.Status.PUBLISHED and (not self.publish_at or self.publish_at <= timezone.now())

    @property
    def news_at(self) -> datetime:
        """When readers last got something new of it: its last change, or the moment from which they see it."""
        return max(self.updated_at, self.public_since or self.updated_at)

    @property
    def state(self) -> "Article.State":
        """The status as it works now."""
        is_scheduled = self.status == self.Status.PUBLISHED and not self.is_public
        return self.State.SCHEDULED if is_scheduled else self.State(self.status)


class AddressQuerySet(models.QuerySet["Address"]):
    """Verbs for former addresses."""

    def follow(self, before: Article, now: Article) -> None:
        """After an editor's change: an address that readers knew and that no longer shows the article leads to it.

        `before` is the article as it stood. One that is taken back to draft, or goes to the trash, keeps its address
        too, because it may get another one while nobody sees it.
        """
        own = {"day": now.published_on, "slug": now.slug}
        unseen = (Article.Status.DRAFT, Article.Status.TRASHED)
        if now.status not in unseen:
            self.filter(article=now, **own).delete()
        moved = own != {"day": before.published_on, "slug": before.slug}
        known = before.status not in unseen and before.published_on
        if known and (moved or now.status in unseen):
            self.update_or_create(day=before.published_on, slug=before.slug, defaults={"article": now})


class Address(models.Model):
    """A former address of an article: it redirects to the present one."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")
    day = models.DateField()
    slug = models.SlugField(max_length=SLUG_LENGTH)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = "former address"
        verbose_name_plural = "former addresses"
        constraints = [models.UniqueConstraint(fields=["day", "slug"], name="former_address_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y/%m/%d}/{self.slug}"
