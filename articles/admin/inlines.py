"""Related links and corrections, edited on their article's page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.admin.base import PlainFields
from articles.admin.known import KnownInline, name_known
from articles.admin.rights import sees_all
from articles.models import Article, Correction, RelatedLink

if TYPE_CHECKING:
    LinkModelForm = forms.ModelForm[RelatedLink]
    LinksOfArticle = forms.BaseInlineFormSet[RelatedLink, Article, LinkModelForm]
    LinkStackedInline = admin.StackedInline[RelatedLink, Article]
    CorrectionTabularInline = admin.TabularInline[Correction, Article]
else:
    LinkModelForm = forms.ModelForm
    LinksOfArticle = forms.BaseInlineFormSet
    LinkStackedInline = admin.StackedInline
    CorrectionTabularInline = admin.TabularInline


class RelatedLinkForm(LinkModelForm):
    """A printed RELATED entry and its place in the body."""

    class Meta:
        labels = {"url": "Address on the web", "target": "Article in the archive", "position": "Order"}
        widgets = {"title": forms.TextInput(attrs={"size": 80})}
        help_texts = {"target": "Left empty, it is found by the address or the title, also when it comes later."}

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        name_known(self, "target")

    def clean_after_paragraph(self) -> int:
        number: int = self.cleaned_data["after_paragraph"]
        last = len(self.article.paragraphs)
        if number > last:
            raise ValidationError(
                "The body has %(last)s paragraphs; give a number from 0 to %(last)s.", params={"last": last}
            )
        return number

    def clean(self) -> dict[str, Any]:
        """A link that now says something else looks for its article anew."""
        cleaned = super().clean() or self.cleaned_data
        if {"title", "url"} & set(self.changed_data) and "target" not in self.changed_data:
            cleaned["target"] = None
        if cleaned.get("target") and cleaned["target"].pk == self.article.pk:
            self.add_error("target", "An article cannot be related to itself.")
        return cleaned


class RelatedLinkFormSet(LinksOfArticle):
    """All related links of an article."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "article": self.instance}


class RelatedLinkInline(KnownInline, LinkStackedInline):
    """Related links as printed."""

    model = RelatedLink
    fk_name = "article"
    form = RelatedLinkForm
    formset = RelatedLinkFormSet
    extra = 0
    known_fields = ("target",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without the article that was found, for those who see only their own: it may be another's draft."""
        fields = ["title", "url", "target", "after_paragraph", "position"]
        return [(None, {"fields": fields if sees_all(request) else [name for name in fields if name != "target"]})]


class CorrectionInline(PlainFields, CorrectionTabularInline):
    """Public notes on what was corrected."""

    model = Correction
    extra = 0
