"""The form for an article: printed time in its own zone, text as the archive keeps it, an address that is free."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.fields import Printed, PrintedTimeField, ZoneInput
from articles.admin.meanwhile import changed_since
from articles.archive.trash import address_in_trash
from articles.importers.language import detect
from articles.languages import language_name
from articles.models import Address, Article
from articles.models.fields import slug_of
from articles.text import lines_as_paragraphs
from articles.wording import Segment, compare
from articles.zones import offset_name, zone

if TYPE_CHECKING:
    ArticleModelForm = forms.ModelForm[Article]
else:
    ArticleModelForm = forms.ModelForm

_TIME_HELP = "As printed, on the clocks of the zone below. Leave the time empty where only the day is printed."


class ArticleForm(ArticleModelForm):
    """Everything an editor may change on an article itself."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """Which state of the article the editor was shown."""
    published_at = PrintedTimeField(required=False, label="Printed date and time", help_text=_TIME_HELP)

    class Meta:
        labels = {
            "published_zone": "Time zone",
            "url": "Address on the web",
            "publish_at": "Readers see it from",
            "slug": "Last part of the address",
        }
        widgets = {
            "headline": forms.TextInput(attrs={"size": 90}),
            "body": forms.Textarea(attrs={"rows": 24, "cols": 90}),
            "published_zone": ZoneInput(attrs={"size": 30}),
        }
        help_texts = {
            "body": "Plain text; a blank line between paragraphs. Where there is no blank line at all, "
            "every line becomes a paragraph.",
            "byline": "Names or initials as printed, without “By”; a semicolon between two, for example "
            "“Ana Ruiz; JF”. The agency has its own field.",
            "language": "Language code, for example en or es. Left empty in a new article, its words tell.",
            "published_zone": "For example America/Caracas or UTC-04:00. Left empty, it is the source's zone.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []
        """What was changed in the text while reading it; to be told to the editor."""
        self.is_behind = False
        """Whether somebody else has changed the article since its form was opened."""
        self.both_texts: list[tuple[str, list[Segment]]] = []
        """Where it is: the texts that stand now, and what the form would make of them."""
        self.initial["seen"] = self.instance.updated_at.isoformat() if self.instance.pk else ""
        local = self.instance.local_published if self.instance.pk else None
        if local:
            to_the_minute = self.instance.published_precision == Article.Precision.MINUTE
            clock = local.time().replace(second=0, microsecond=0) if to_the_minute else None
            self.initial["published_at"] = Printed(local.date(), clock)
            if "published_at" in self.fields:
                self.fields["published_at"].help_text = f"{_TIME_HELP} Now: {_in_words(local, self.instance)}."
        if "publish_at" in self.fields:
            self.fields["publish_at"].help_text = (
                "Readers see a published article from this time on. Empty: at once. "
                f"On the archive's own clock, {timezone.get_current_timezone_name()}."
            )

    def clean_seen(self) -> str:
        """Refuse once what would overwrite somebody else's change; sent a second time, it is meant."""
        now: str = self.initial["seen"]
        change = changed_since(self.instance, self.cleaned_data["seen"]) if self.instance.pk else None
        if change is None:
            return now
        self.is_behind = True
        shown_again: Any = self.data
        self.data = shown_again = shown_again.copy()
        shown_again[self.add_prefix("seen")] = now
        self.add_error(
            None,
            format_html(
                "{} Your own text is below. Save again to put it in the place of that change.", change.as_html()
            ),
        )
        return now

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if "body" not in self.changed_data:
            return self.instance.body
        lines = body.split("\n")
        if len(lines) > 1 and all(line.strip() for line in lines):
            self.notes.append(f"The body had no blank line; each of its {len(lines)} lines was made a paragraph.")
        return lines_as_paragraphs(body)

    def clean_byline(self) -> str:
        byline: str = self.cleaned_data["byline"]
        if byline.casefold().startswith("by "):
            raise ValidationError("Give the names without “By”: %(names)s", params={"names": byline[3:].strip()})
        return byline

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_behind:
            self.both_texts = [
                (name.capitalize(), compare(getattr(self.instance, name), cleaned[name]))
                for name in ("headline", "standfirst", "body")
                if name in cleaned and getattr(self.instance, name) != cleaned[name]
            ]
        if not cleaned.get("language") and not self.instance.pk:
            cleaned["language"] = self._language(cleaned)
        if "source" in cleaned and "published_zone" in cleaned and "published_at" in cleaned:
            cleaned["published_at"] = self._moment(cleaned)
            self._check_address(cleaned)
        return cleaned

    def _language(self, cleaned: dict[str, Any]) -> str:
        """The language of a new article's words; where they are too few to tell, its source's."""
        told = detect(cleaned.get("body", ""))
        if told:
            self.notes.append(f"The language was left empty; by its words it is {language_name(told)}.")
        return told or str(getattr(cleaned.get("source"), "language", ""))

    def _moment(self, cleaned: dict[str, Any]) -> datetime | None:
        """The printed time as a moment; the stored one, seconds and all, where the form says the same minute."""
        printed: Printed | None = cleaned["published_at"]
        if printed is None:
            return None
        name = cleaned["published_zone"] or cleaned["source"].time_zone
        try:
            moment = printed.in_zone(zone(name))
        except ValueError as error:
            self.add_error("published_at", str(error))
            return None
        if "published_at" in self.changed_data and printed.comes_twice(zone(name)):
            self.notes.append("The clocks were put back that day, so the printed time comes twice; the first is taken.")
        precision = Article.Precision.MINUTE if printed.clock else Article.Precision.DAY
        held: datetime | None = self.instance.published_at
        if held and self.instance.published_precision == precision and held.replace(second=0, microsecond=0) == moment:
            return held
        self.instance.published_precision = precision
        return moment

    def _check_address(self, cleaned: dict[str, Any]) -> None:
        """Refuse an address that another article has or had; give the free one where none is typed."""
        if not cleaned.get("published_at") or not cleaned.get("headline"):
            return
        day = cleaned["published_at"].astimezone(zone(cleaned["published_zone"] or cleaned["source"].time_zone)).date()
        trial = Article(pk=self.instance.pk, headline=cleaned["headline"], published_on=day)
        slug = cleaned.get("slug")
        if not slug:
            trial.choose_slug()
            cleaned["slug"] = trial.slug
            self._tell_of_trash(trial, trial.slug)
            return
        present = Article.objects.filter(published_on=day, slug=slug).exclude(pk=trial.pk)
        former = Address.objects.filter(day=day, slug=slug).exclude(article=trial.pk)
        if present.exists() or former.exists():
            other = address_in_trash(trial, slug)
            whose = f"“{other.headline}”, which is in the trash," if other else "Another article of that day"
            trial.headline = slug
            trial.choose_slug()
            self.add_error("slug", f"{whose} has this address. Free is: {trial.slug}")

    def _tell_of_trash(self, trial: Article, slug: str) -> None:
        """That the address which the headline gives is kept for a story in the trash."""
        wished = slug_of(trial.headline, "article")
        other = address_in_trash(trial, wished) if slug != wished else None
        if other:
            self.notes.append(
                f"The address “{wished}” of that day is kept for “{other.headline}”, which is in the trash; "
                f"this article has “{slug}”. To free the address, delete that one for good."
            )


def _in_words(local: datetime, article: Article) -> str:
    whose = "as given" if article.published_zone else "the source's zone"
    pattern = "%d %B %Y, %H:%M" if article.published_precision == Article.Precision.MINUTE else "%d %B %Y"
    offset = offset_name(local.utcoffset() or timedelta())
    return f"{local.strftime(pattern)} in {article.zone_name} ({whose}, {offset})"


def edited_names(changed: list[str]) -> set[str]:
    """The form's changed fields as names in Article.edited_fields, which a re-import leaves alone."""
    names = set(changed)
    if names & {"published_at", "published_zone"}:
        names |= {"published_at", "published_precision", "published_zone"}
    return names
