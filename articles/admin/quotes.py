"""Quotes of an article, edited on the article's page: their places in the text are found, not typed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.fields import PlainTextField
from articles.admin.known import KnownInline, name_known
from articles.archive.merging import now_standing_for
from articles.models import Article, Person, Quote
from articles.quotes.places import Spans, find_words, stands_at, why_missing

if TYPE_CHECKING:
    QuoteModelForm = forms.ModelForm[Quote]
    QuotesOfArticle = forms.BaseInlineFormSet[Quote, Article, QuoteModelForm]
    QuoteStackedInline = admin.StackedInline[Quote, Article]
else:
    QuoteModelForm, QuotesOfArticle = forms.ModelForm, forms.BaseInlineFormSet
    QuoteStackedInline = admin.StackedInline

_FIELDS = [Quote.Field.HEADLINE, Quote.Field.STANDFIRST, Quote.Field.BODY]


class QuoteForm(QuoteModelForm):
    """One quote: its words and who said them."""

    class Meta:
        model = Quote
        fields = ("text", "field", "kind", "speaker", "speaker_as_printed", "role", "cue", "confirmed")
        field_classes = {"text": PlainTextField}
        labels = {"field": "Stands in", "speaker_as_printed": "Speaker as printed", "confirmed": "Checked by an editor"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "cols": 80})}
        help_texts = {
            "text": "The words between the marks, verbatim; their place in the text is found by itself.",
            "speaker_as_printed": "For example “the minister” or “he”.",
            "cue": "For example “said” or “according to”.",
        }

    def __init__(self, *args: Any, article: Article, texts_before: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.texts_before = texts_before
        self.moved = False
        """Whether the quote is to be saved though nobody changed it: its text has moved."""
        self._follow_merge()
        name_known(self, "speaker")

    def _follow_merge(self) -> None:
        """A former state that is looked at, or brought back, may name a person who has been merged since."""
        quote = self.instance
        if quote.speaker_id and quote.speaker is None and (person := now_standing_for(Person, quote.speaker_id)):
            quote.speaker = person
            self.initial["speaker"] = person.pk
            self.moved = True

    def has_changed(self) -> bool:
        return self.moved or super().has_changed()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("text") and cleaned.get("field"):
            self._place(cleaned["text"], cleaned["field"])
        return cleaned

    def _place(self, words: str, field: str) -> None:
        """Find where the words stand now. Words that nobody touched and that were nowhere before may stay so."""
        text: str = getattr(self.article, field)
        held: Spans = tuple((start, end) for start, end in self.instance.spans)
        if stands_at(words, text, held) and "field" not in self.changed_data:
            return
        spans = find_words(words, text, held[0][0] if held else None)
        touched = {"text", "field"} & set(self.changed_data)
        if not spans and not touched and self._is_the_rules():
            return  # found anew, or gone, when the article is saved
        if not spans and (touched or text != self.texts_before[field]):
            raise ValidationError(self._missing(words, field))
        if spans != held:
            self.moved = True
            self._place_speaker(text, spans[0][0] - held[0][0] if spans and held else 0)
            self.instance.spans = [list(span) for span in spans]

    def _is_the_rules(self) -> bool:
        return bool(self.instance.pk) and self.instance.method == Quote.Method.RULE and not self.instance.confirmed

    def _missing(self, words: str, field: str) -> dict[str, str]:
        name = Quote.Field(field).label.lower()
        for other in _FIELDS:
            if other != field and find_words(words, getattr(self.article, other)):
                return {"field": f"These words stand in the {other.label.lower()}, not in the {name}."}
        why = why_missing(words, getattr(self.article, field))
        return {"text": f"These words do not stand in the {name} this way. {why}"}

    def _place_speaker(self, text: str, by: int) -> None:
        """Move the place of the speaker's name along with the quote, or forget it."""
        if span := self.instance.speaker_span:
            start, end = span[0] + by, span[1] + by
            fits = text[max(0, start) : end] == self.instance.speaker_as_printed
            self.instance.speaker_span = [start, end] if fits else None

    def save(self, commit: bool = True) -> Quote:
        """Save; a quote that the editor changed is the editor's from now on."""
        if set(self.changed_data) - {"confirmed"}:
            self.instance.method = Quote.Method.EDITOR
            self.instance.confirmed = True
            self.instance.rule, self.instance.confidence = "", None
            if "speaker_as_printed" in self.changed_data:
                self.instance.speaker_span = None
        return super().save(commit)

    def sign(self, editor: User) -> None:
        """Note who decided and when, where anything was; a quote that is to be looked at again is nobody's."""
        if not self.changed_data:
            return
        decided = bool(set(self.changed_data) - {"confirmed"}) or self.cleaned_data["confirmed"]
        self.instance.decided_by = editor if decided else None
        self.instance.decided_at = timezone.now() if decided else None


class QuoteFormSet(QuotesOfArticle):
    """All quotes of an article, in the order of its text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts_before = {field.value: getattr(self.instance, field) for field in _FIELDS}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(index),
            "article": self.instance,
            "texts_before": self.texts_before,
        }

    def clean(self) -> None:
        """Number the quotes in the order in which a reader meets them."""
        super().clean()
        if any(self.errors):
            return
        live = [
            form
            for form in self.forms
            if isinstance(form, QuoteForm)
            and form.instance.text
            and form not in self.deleted_forms
            and (form.instance.pk or form.has_changed())
        ]
        live.sort(key=lambda form: (_FIELDS.index(Quote.Field(form.instance.field)), form.instance.spans or [[10**9]]))
        for position, form in enumerate(live):
            if form.instance.position != position:
                form.instance.position = position
                form.moved = True

    def sign(self, editor: User) -> None:
        """Note the editor at every quote that was decided here."""
        for form in self.forms:
            if isinstance(form, QuoteForm) and form not in self.deleted_forms:
                form.sign(editor)


def dropped_after(formset: QuoteFormSet, dropped: list[list[str]]) -> list[list[str]]:
    """What Article.dropped_quotes becomes: words that an editor took away or changed are not found again.

    Words that stand in one of the quotes again are dropped no longer.
    """
    held = [[form.instance.field, form.instance.text] for form in formset.forms if form not in formset.deleted_forms]
    left = [
        [form.initial["field"], form.initial["text"]]
        for form in formset.initial_forms
        if form in formset.deleted_forms or {"field", "text"} & set(form.changed_data)
    ]
    new = [key for key in left if key not in dropped]
    return [key for key in [*dropped, *new] if key not in held]


class QuoteInline(KnownInline, QuoteStackedInline):
    """Each quote folded to one line that says what and who; unfolded to be changed."""

    model = Quote
    form = QuoteForm
    formset = QuoteFormSet
    extra = 0
    template = "admin/articles/quotes_inline.html"
    known_fields = ("speaker",)
    fieldsets = [
        (
            None,
            {"fields": ["text", ("field", "kind"), "speaker", ("speaker_as_printed", "role"), ("cue", "confirmed")]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names of those who decided."""
        return super().get_queryset(request).select_related("decided_by")
