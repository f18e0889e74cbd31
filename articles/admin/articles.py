"""Articles in the admin: the list that editors work from, and the page of one article."""

from functools import partial
from typing import Any, ClassVar

import reversion
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.admin.article_actions import find_quotes, lift, publish, take_back, withhold
from articles.admin.article_form import ArticleForm, edited_names
from articles.admin.article_list import ArticleList, ArticlePaginator
from articles.admin.article_search import found_by, is_pick_list, search_articles
from articles.admin.base import ArchiveAdmin
from articles.admin.bulk import BulkAdmin
from articles.admin.checking import CheckingAdmin
from articles.admin.filters import LanguageFilter, PublishedFilter, SourceFilter, StateFilter, needs_engine
from articles.admin.inlines import CorrectionInline, RelatedLinkInline
from articles.admin.meanwhile import MeanwhileAdmin
from articles.admin.photos import PhotoInline
from articles.admin.previewing import PreviewAdmin
from articles.admin.quotes import QuoteFormSet, QuoteInline, dropped_after
from articles.admin.related import RelatedAdmin
from articles.admin.rights import RightsAdmin, search_own, sees_all
from articles.admin.states import StatesAdmin, log_of
from articles.admin.trash import TrashAdmin, move_to_trash
from articles.admin.usage import AgencyFilter, SpeakerFilter, TopicFilter
from articles.admin.writing import WritingAdmin
from articles.archive.links import resolve_links
from articles.archive.quoting import requote
from articles.archive.twins import note_copies, note_same
from articles.models import Address, Article
from articles.search.engine import SearchUnavailable

_READ_BY_RULES = {"headline", "standfirst", "body", "language"}
_TOLD_BY = {"headline", "body", "url", "published_at"}
"""By what it is known as a likely duplicate."""
_LISTS = ("_changelist", "autocomplete")


@admin.register(Article)
class ArticleAdmin(
    BulkAdmin,
    TrashAdmin,
    StatesAdmin,
    CheckingAdmin,
    PreviewAdmin,
    WritingAdmin,
    MeanwhileAdmin,
    RelatedAdmin,
    RightsAdmin,
    ArchiveAdmin,
):
    """Articles with their photos, quotes, related links and corrections."""

    form = ArticleForm
    inlines = (PhotoInline, QuoteInline, RelatedLinkInline, CorrectionInline)
    list_display = ("headline", "seen", "printed", "source", "language")
    list_filter = (StateFilter, PublishedFilter, SourceFilter, LanguageFilter, AgencyFilter, TopicFilter, SpeakerFilter)
    paginator: ClassVar[Any] = ArticlePaginator
    list_select_related = ("source", "agency")
    sortable_by = ("printed",)
    search_fields = ("headline",)
    search_help_text = "Words in headline, text, captions, names and quotes; drafts and withheld articles too."
    autocomplete_fields = ("source", "agency", "topics")
    actions = (publish, take_back, withhold, lift, find_quotes, move_to_trash)
    save_on_top = True
    readonly_fields: ClassVar[Any] = (
        "log",
        "provenance",
        "editors_fields",
        "former",
        "word_count",
        "created_at",
        "updated_at",
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("headline", "standfirst", "body")}),
        (
            "Who and when",
            {"fields": (("source", "agency"), ("byline", "place"), ("published_at", "published_zone"), "language")},
        ),
        ("Where it belongs", {"fields": ("topics", "url")}),
        ("Publication", {"fields": ("slug", "log")}),
        (
            "Where this comes from",
            {
                "classes": ("collapse",),
                "fields": ("provenance", "editors_fields", "former", "word_count", "created_at", "updated_at"),
            },
        ),
    )

    @admin.display(description="state")
    def seen(self, article: Article) -> str:
        """The state, and from when on readers see what is scheduled."""
        if article.state == Article.State.SCHEDULED and article.publish_at:
            return f"Scheduled, {timezone.localtime(article.publish_at):%Y-%m-%d %H:%M}"
        return article.state.label

    @admin.display(description="log")
    def log(self, article: Article) -> str:
        """Who published it, took it back, withheld it or lifted that, when and why; the last first."""
        return log_of(article)

    @admin.display(description="printed", ordering="published_on")
    def printed(self, article: Article) -> str:
        """The printed date, and time where there is one, on the clocks of its own zone."""
        local = article.local_published
        if not local:
            return "no date"
        return local.strftime(
            "%Y-%m-%d %H:%M" if article.published_precision == Article.Precision.MINUTE else "%Y-%m-%d"
        )

    @admin.display(description="original")
    def provenance(self, article: Article) -> str:
        """The bytes it was read from."""
        if not article.original:
            return "Entered by hand; there is no original."
        address = reverse("admin:articles_original_change", args=[article.original.pk])
        return format_html('<a href="{}">{}</a> {}', address, article.original, article.original_locator)

    @admin.display(description="changed by editors")
    def editors_fields(self, article: Article) -> str:
        """What the next import of this article leaves alone."""
        names = ", ".join(name.replace("_", " ") for name in article.edited_fields)
        return f"{names}. Another import of this article leaves these alone." if names else "Nothing."

    @admin.display(description="former addresses")
    def former(self, article: Article) -> str:
        """The addresses that lead to this one."""
        addresses = [(str(address),) for address in article.former_addresses.all()] if article.pk else []
        return format_html_join(", ", "/{}/", addresses) if addresses else "None."

    def view_on_site(self, article: Article) -> str | None:
        """The public page; none while readers cannot see the article, or its form is shown again without an address."""
        return article.get_absolute_url() if article.is_public and article.slug else None

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without full texts, and without the trash, where articles are listed."""
        rows: Any = super().get_queryset(request)
        match = request.resolver_match
        in_list = match is not None and (match.url_name or "").endswith(_LISTS)
        return rows.listed().for_lists() if in_list else rows.select_related("source", "agency", "original")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Last added first, or latest first where days or several filters are chosen: always along an index."""
        if "published" in request.GET or needs_engine(request.GET.dict()):
            return ("-published_on", "-id")
        return ("-created_at", "-id") if "state" in request.GET else ("-id",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """The search engine's answer, drafts included; among one's own drafts, the database's."""
        if not sees_all(request):
            return search_own(queryset, search_term), False
        return search_articles(request, queryset, search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        """The list whose pages the search engine may choose."""
        return ArticleList

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list's pages, counted by the search engine."""
        paginator: Any = super().get_paginator(request, *args, **kwargs)
        found = found_by(request)
        if found is not None:
            paginator.take(found)
        elif sees_all(request) and not is_pick_list(request):
            paginator.ask_engine(request.GET.dict())
        return paginator

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        """Save, remember what an editor changed, and keep the former address of a published article."""
        before = Article.objects.only("status", "published_on", "slug").get(pk=obj.pk) if change else None
        obj.edited_fields = sorted({*obj.edited_fields, *edited_names(form.changed_data)})
        super().save_model(request, obj, form, change)
        if before:
            Address.objects.follow(before, obj)
        for note in form.notes:
            messages.info(request, note)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: list[Any], change: bool) -> None:
        """Save what belongs to the article, and let links find their articles."""
        article = form.instance
        touched = {formset.prefix for formset in formsets if _touched(formset)}
        for formset in formsets:
            if isinstance(formset, QuoteFormSet):
                article.dropped_quotes = dropped_after(formset, article.dropped_quotes)
                if isinstance(request.user, User):
                    formset.sign(request.user)
        super().save_related(request, form, formsets, change)
        if touched:
            article.edited_fields = sorted({*article.edited_fields, *touched})
            article.save(update_fields=["edited_fields", "dropped_quotes", "updated_at"])
        resolve_links([article])
        if not change or _READ_BY_RULES & set(form.changed_data):
            self._find_quotes(request, article)
        if not change or _TOLD_BY & set(form.changed_data):
            note_same([article])
            transaction.on_commit(partial(_note_copies, request, article))  # after the index has it

    def _find_quotes(self, request: HttpRequest, article: Article) -> None:
        """Bring the quotes up to a text that was changed; what editors decided stays."""
        (plan,) = requote([article], keep=True)
        reversion.add_to_revision(article)
        told = [(len(plan.new), "new"), (len(plan.changed), "read otherwise"), (len(plan.gone), "gone")]
        if plan:
            found = ", ".join(f"{number} {what}" for number, what in told if number)
            messages.info(request, f"Quotes by the rules: {found}. Look at them below and correct who speaks.")


def _note_copies(request: HttpRequest, article: Article) -> None:
    try:
        note_copies([article])
    except SearchUnavailable as error:
        messages.warning(request, f"Not compared with the texts of other articles: {error}")


def _touched(formset: Any) -> bool:
    """Whether the editor changed, added or took away anything; what merely moved does not count."""
    return bool(formset.deleted_forms) or any(form.changed_data for form in formset.forms)
