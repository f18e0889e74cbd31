"""Suggestions for a search box while somebody types: headlines, people, sources and topics that readers may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.forms import Suggesting, read
from articles.models import Article
from articles.public import public_people, public_sources, public_topics
from articles.search.engine import FacetCount, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.type_ahead import as_words, begins_in, headline_request, names_request, typed_words
from articles.templatetags.archive import in_words
from articles.text import fold
from articles.views.listing import public_by_id, visible

OF_A_KIND = 5
LASTING = 60
"""Seconds that a browser may keep an answer; what was withheld meanwhile is not suggested longer."""
_LOOKED_AT = 12

_kept = cache_control(public=True, max_age=LASTING)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A headline or a name, what is to be known of it, and its page."""

    label: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The suggestions of one kind."""

    title: str
    items: Sequence[Suggestion]


@require_safe
@_kept
def suggest(request: HttpRequest) -> HttpResponse:
    """For the archive's own search box: `{"q": …, "groups": [{"title": …, "items": [{"label", "note", "url"}]}]}`."""
    typed = read(request, Suggesting)["q"]
    return JsonResponse({"q": typed, "groups": [asdict(group) for group in suggestions(typed)]})


@require_safe
@_kept
def suggest_to_browser(request: HttpRequest) -> HttpResponse:
    """For a browser's search field, as the OpenSearch Suggestions extension has it: the words typed, completions that
    can be searched for, what each is, and where it leads."""
    typed = read(request, Suggesting)["q"]
    found = [(group.title, one) for group in suggestions(typed) for one in group.items]
    columns = [
        [as_words(one.label) for _, one in found],
        [f"{title}: {one.note}" for title, one in found],
        [request.build_absolute_uri(one.url) for _, one in found],
    ]
    return JsonResponse([typed, *columns], safe=False, content_type="application/x-suggestions+json")


def suggestions(typed: str) -> list[Group]:
    """What the words typed so far may become, kind by kind; nothing for a single letter, nor without the engine."""
    words = typed_words(typed)
    if not words:
        return []
    try:
        groups = [
            Group("People", _people(words)),
            Group("Sources", _sources(words)),
            Group("Topics", _topics(words)),
            Group("Headlines", _headlines(words)),
        ]
    except SearchUnavailable:  # a page that is asked for the same words says why
        return []
    return [group for group in groups if group.items]


def _headlines(words: list[str]) -> list[Suggestion]:
    """The latest with these words; of those that several sources carried, one."""
    hits = get_engine().search(headline_request(words, visible(), _LOOKED_AT)).hits
    found = public_by_id(Article.objects.for_lists(), [hit.article_id for hit in hits])
    articles = [found[hit.article_id] for hit in hits if hit.article_id in found]
    once = {fold(article.headline): article for article in reversed(articles)}
    return [
        Suggestion(article.headline, _origin(article), article.get_absolute_url())
        for article in list(reversed(once.values()))[:OF_A_KIND]
    ]


def _origin(article: Article) -> str:
    return f"{article.source.name}, {in_words(article.published_on)}" if article.published_on else article.source.name


def _people(words: list[str]) -> list[Suggestion]:
    counts = get_engine().search_quotes(names_request(words, "speaker", visible())).facets["speaker"]
    return _named(words, public_people(), _by_value(counts), "quote")


def _sources(words: list[str]) -> list[Suggestion]:
    """Publishers and agencies."""
    counts = Counter[int]()
    for field in ("source", "agency"):
        counts.update(_by_value(get_engine().search(names_request(words, field, visible())).facets[field]))
    return _named(words, public_sources(), counts, "article")


def _topics(words: list[str]) -> list[Suggestion]:
    counts = get_engine().search(names_request(words, "topic", visible())).facets["topic"]
    return _named(words, public_topics(), _by_value(counts), "article")


def _by_value(counts: Iterable[FacetCount]) -> dict[int, int]:
    return {int(one.value): one.count for one in counts}


def _named(words: list[str], records: QuerySet[Any], counts: dict[int, int], noun: str) -> list[Suggestion]:
    """The records with most articles or quotes among those that the words begin to name. One query."""
    if not counts:
        return []
    found = [
        record
        for record in records.filter(pk__in=list(counts)).order_by()
        if begins_in(words, [record.name, *getattr(record, "aliases", [])])
    ]
    found.sort(key=lambda record: (-counts[record.pk], record.name))
    return [
        Suggestion(record.name, _how_many(counts[record.pk], noun), record.get_absolute_url())
        for record in found[:OF_A_KIND]
    ]


def _how_many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
