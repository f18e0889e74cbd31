"""Suggestions for a search box while somebody types: headlines, people, sources and topics that readers may see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.forms import Suggesting, read
from articles.models import Article, Source, Topic
from articles.public import public_people, public_sources, public_topics
from articles.search.engine import FacetName, SearchRequest, SearchUnavailable, TooBroad
from articles.search.engines import get_engine
from articles.search.type_ahead import as_words, begins_in, headline_request, name_keys, typed_words
from articles.templatetags.archive import in_words
from articles.text import fold
from articles.views.listing import MOST_VALUES, public_by_id, visible
from articles.views.named_people import people_named
from articles.views.unavailable import unanswered

OF_A_KIND = 5
LASTING = 60
"""Seconds that a browser may keep an answer; what was withheld meanwhile is not suggested longer."""
_LOOKED_AT = 12
_MOST_PEOPLE = 60

Known = tuple[int, int, str]
"""A record's key, how many articles or quotes it has, and the same in words. Plain, for it is kept between versions."""


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


def _lasting(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers may be kept for a minute. Without the engine there is none, which is not kept: 503."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            response = view(request)
        except SearchUnavailable as error:
            return unanswered(JsonResponse({"error": "Search is not available at the moment."}), str(error))
        patch_cache_control(response, public=True, max_age=LASTING)
        return response

    return answered


@require_safe
@_lasting
def suggest(request: HttpRequest) -> HttpResponse:
    """For the archive's own search box: `{"q": …, "groups": [{"title": …, "items": [{"label", "note", "url"}]}]}`."""
    typed = read(request, Suggesting)["q"]
    return JsonResponse({"q": typed, "groups": [asdict(group) for group in suggestions(typed)]})


@require_safe
@_lasting
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
    """What the words typed so far may become, kind by kind; nothing for a single letter. Raises SearchUnavailable."""
    words = typed_words(typed)
    if not words:
        return []
    kinds = {"People": _people, "Sources": _sources, "Topics": _topics, "Headlines": _headlines}
    groups = [Group(title, _fitting(find, words)) for title, find in kinds.items()]
    return [group for group in groups if group.items]


def _fitting(find: Callable[[list[str]], list[Suggestion]], words: list[str]) -> list[Suggestion]:
    """What is found of a kind; nothing yet where too many words begin as the last part of “al-s” does."""
    try:
        return find(words)
    except TooBroad:
        return []


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
    """Two queries."""
    named = people_named(words, _MOST_PEOPLE)
    return _public([(int(pk), count, _how_many(count, "quote")) for pk, count in named.items()], public_people())


def _sources(words: list[str]) -> list[Suggestion]:
    """Publishers and agencies. One query."""
    names = _names("source", Source.objects.all(), {"source": "", "agency": " as agency"})
    return _public([known for known, keys in names if begins_in(words, keys)], public_sources())


def _topics(words: list[str]) -> list[Suggestion]:
    """One query."""
    names = _names("topic", Topic.objects.all(), {"topic": ""})
    return _public([known for known, keys in names if begins_in(words, keys)], public_topics())


def _names(kind: str, records: QuerySet[Any], facets: dict[FacetName, str]) -> list[tuple[Known, list[list[str]]]]:
    """The records of which there are few, with the words they are found by; `facets` says in what they are counted,
    and what is said of each: a source that is an agency too has no sum, and the larger number is given.

    They are read once a minute and looked through by every question: to count the articles of those that fit would
    take the longer the more articles there are.
    """
    found: list[tuple[Known, list[list[str]]]] | None = cache.get(f"suggest-{kind}")
    if found is None:
        question = SearchRequest(visible(), limit=0, facets=tuple(facets), facet_limit=MOST_VALUES, highlight=False)
        held: dict[int, Known] = {}
        for facet, counts in get_engine().search(question).facets.items():
            for one in counts:
                known = (int(one.value), one.count, _how_many(one.count, "article") + facets[facet])
                held[known[0]] = max(held.get(known[0], known), known, key=_count)
        named = [record for record in records.order_by() if record.pk in held]
        found = [(held[one.pk], name_keys([one.name, *getattr(one, "aliases", [])])) for one in named]
        cache.set(f"suggest-{kind}", found, LASTING)
    return found


def _public(fitting: Iterable[Known], records: QuerySet[Any]) -> list[Suggestion]:
    """Those with most articles or quotes, as far as readers may know of them now. One query, none for nothing."""
    first = {known[0]: known for known in sorted(fitting, key=_count, reverse=True)[: 2 * OF_A_KIND]}
    shown = [(first[record.pk], record) for record in records.filter(pk__in=first).order_by()] if first else []
    shown.sort(key=lambda each: (-_count(each[0]), each[1].name))
    return [Suggestion(record.name, note, record.get_absolute_url()) for (_, _, note), record in shown[:OF_A_KIND]]


def _count(known: Known) -> int:
    return known[1]


def _how_many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
