"""Trends: up to five questions over time beside each other, as a page, as a table (CSV) and as a drawing (SVG)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.csv_rows import BOM, CONTENT_TYPE, csv_lines
from articles.forms import Comparing, period, read
from articles.search.engine import FacetCount, FacetName, SearchUnavailable, TimeUnit, TooBroad
from articles.search.syntax import to_text
from articles.views.chart import HEIGHT, STYLES, WIDTH, chart
from articles.views.comparing import Asked, Comparison, Line, TooManyTimes, compare, read_questions
from articles.views.facets import Chosen, Links, chosen, facets, kept, named, narrower
from articles.views.former import with_present_names
from articles.views.listing import chosen_filters, counts
from articles.views.strip import Ways, to_explorer
from articles.views.times import written
from articles.views.unavailable import unanswered

COLUMNS = ("line", "words", "from", "to", "articles", "all articles", "share", "address")
NOTHING_ASKED = "There is nothing to save yet. Give the words to be compared."

_EXAMPLES: dict[FacetName, str] = {"topic": "Topics", "speaker": "People quoted", "source": "Sources"}
_PER_EXAMPLE = 3
_OWN = ("q", "by", "share")
"""The parameters that are not filters of the explorer, or not for all lines."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the questions: the lines, or why there are none."""

    comparison: Comparison | None = None
    problem: str = ""
    unavailable: str = ""
    units: Sequence[TimeUnit] = ()
    """In which it can be drawn."""
    status: int = 200


@require_safe
@with_present_names
def trends(request: HttpRequest) -> HttpResponse:
    """The page. 400 where a question cannot be understood or has too many times, 503 without the engine."""
    parameters = read(request, Comparing)
    asked = read_questions(parameters["q"], parameters["exact"])
    return _page(request, parameters, asked, _outcome(request, parameters, asked))


@require_safe
@with_present_names
def trends_table(request: HttpRequest) -> HttpResponse:
    """The numbers, one row for each line and time; where there are none, the page that says why."""
    return _saved(request, _table)


@require_safe
@with_present_names
def trends_chart(request: HttpRequest) -> HttpResponse:
    """The drawing, to stand on its own; where there is none, the page that says why."""
    return _saved(request, _file)


def _saved(
    request: HttpRequest, write: Callable[[HttpRequest, Mapping[str, Any], Comparison], HttpResponse]
) -> HttpResponse:
    parameters = read(request, Comparing)
    asked = read_questions(parameters["q"], parameters["exact"])
    outcome = _outcome(request, parameters, asked)
    if outcome.comparison is None:
        return _page(request, parameters, asked, _not_saved(outcome))
    return write(request, parameters, outcome.comparison)


def _table(request: HttpRequest, _parameters: Mapping[str, Any], comparison: Comparison) -> HttpResponse:
    return _download(BOM + "".join(csv_lines(_rows(request, comparison))), CONTENT_TYPE, "trends.csv")


def _file(request: HttpRequest, parameters: Mapping[str, Any], comparison: Comparison) -> HttpResponse:
    links = Links(reverse("trends"), request.GET)
    context = _drawing(parameters, comparison) | {
        "filters": " · ".join(one.label for one in chosen(links, parameters)),
        "address": request.build_absolute_uri(links.with_values()),
        "today": timezone.localdate(),
    }
    text = render(request, "articles/trends.svg", context, content_type="image/svg+xml; charset=utf-8")
    return _download(text.content, "image/svg+xml; charset=utf-8", "trends.svg")


def to_trends(query: QueryDict) -> str:
    """The comparison that begins with the explorer's question, and has its filters."""
    known = QueryDict(mutable=True)
    for name in query:
        if name in Comparing.base_fields:
            known.setlist(name, query.getlist(name))
    return Links(reverse("trends"), known).with_values()


def _outcome(request: HttpRequest, parameters: Mapping[str, Any], asked: Sequence[Asked]) -> Outcome:
    if any(one.parsed.refused for one in asked):
        return Outcome(status=400)
    if not asked:
        return Outcome()
    links = {one.letter: to_explorer(_narrowed(request.GET, one)) for one in asked}
    try:
        by = parameters["by"] or None
        comparison = compare(asked, chosen_filters(parameters), by, links, narrower(parameters))
    except TooManyTimes as error:
        return Outcome(problem=str(error), units=error.units, status=400)
    except TooBroad as error:
        return Outcome(problem=str(error), status=400)
    except SearchUnavailable as error:
        return Outcome(unavailable=str(error))
    return Outcome(comparison, units=comparison.units)


def _narrowed(query: QueryDict, asked: Asked) -> QueryDict:
    """The explorer's parameters for one line."""
    own = query.copy()
    for name in _OWN:
        own.pop(name, None)
    own["q"] = asked.words
    return own


def _page(
    request: HttpRequest, parameters: Mapping[str, Any], asked: Sequence[Asked], outcome: Outcome
) -> HttpResponse:
    links = Links(reverse("trends"), request.GET)
    examples, unavailable = ([], "") if asked else _examples(links)
    context: dict[str, Any] = {
        "action": links.address,
        "parameters": parameters,
        "slots": [
            (letter, style, asked[number].words if number < len(asked) else "")
            for number, (letter, style) in enumerate(STYLES.items())
        ],
        "kept": kept(request.GET),
        "chosen": chosen(links, parameters),
        "asked": asked,
        "refused": any(one.parsed.refused for one in asked),
        "problem": outcome.problem,
        "unavailable": outcome.unavailable or unavailable,
        "units": [(unit, links.with_values(by=[unit])) for unit in outcome.units],
        "comparison": outcome.comparison,
        "unfiltered": links.with_values(**{name: [] for name in request.GET if name not in _OWN}),
        "examples": examples,
    }
    if outcome.comparison:
        context |= _drawing(parameters, outcome.comparison) | {
            "key": [_key(request.GET, links, line) for line in outcome.comparison.lines],
            "rows": list(zip(*(line.points for line in outcome.comparison.lines), strict=True)),
            "facets": facets(outcome.comparison.facets, links, parameters, outcome.comparison.total),
            "ways": Ways(links.with_values(share=[]), links.with_values(share=["yes"])),
            "saved": request.GET.urlencode(),
        }
    page = render(request, "articles/trends.html", context, status=outcome.status)
    return unanswered(page, outcome.unavailable) if outcome.unavailable else page


def _drawing(parameters: Mapping[str, Any], comparison: Comparison) -> dict[str, Any]:
    """What the page and the file share."""
    shares = parameters["share"] == "yes"
    return {
        "comparison": comparison,
        "shares": shares,
        "chart": chart(comparison, shares) if comparison.starts else None,
        "width": WIDTH,
        "height": HEIGHT,
    }


def _key(query: QueryDict, links: Links, line: Line) -> dict[str, Any]:
    """A line's entry in the key: where its articles are, and what else might have been meant."""
    address = Links(reverse("explorer"), _narrowed(query, line.asked)).with_values()
    meant = to_text(line.suggestion) if line.suggestion else ""
    words = [meant if text == line.asked.words else text for text in links.given("q")]
    return {
        "line": line,
        "style": STYLES[line.asked.letter],
        "url": address,
        "meant": Chosen(meant, links.with_values(q=words)) if meant else None,
    }


def _examples(links: Links) -> tuple[list[Chosen], str]:
    """Comparisons of what the archive has most of; and why there are none, without the engine."""
    held, unavailable = counts(*_EXAMPLES)
    examples = []
    for facet, title in _EXAMPLES.items():
        most = [FacetCount(value, count) for value, count in held[facet].items()][:_PER_EXAMPLE]
        names = [name.replace('"', " ").strip() for _, name, _ in named(facet, most)]
        if len(names) > 1:
            words = [f'{facet}:"{name}"' for name in names]
            examples.append(Chosen(f"{title}: {', '.join(names)}", links.with_values(q=words)))
        if names and facet == "speaker":
            both = [f'"{names[0]}"', f'speaker:"{names[0]}"']
            examples.append(Chosen(f"{names[0]}, named and quoted", links.with_values(q=both)))
    return examples, unavailable


def _not_saved(outcome: Outcome) -> Outcome:
    """A file that was asked for and has nothing to hold is a mistake in its address."""
    return outcome if outcome.unavailable or outcome.status != 200 else Outcome(problem=NOTHING_ASKED, status=400)


def _rows(request: HttpRequest, comparison: Comparison) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    site = request.build_absolute_uri("/").rstrip("/")
    days = [_days(comparison.unit, start, *comparison.days) for start in comparison.starts]
    for line in comparison.lines:
        for point, (first, last) in zip(line.points, days, strict=True):
            share = point.count / point.held if point.held else None
            address = f"{site}{point.url}" if point.url else None
            yield line.asked.letter, line.asked.words, first, last, point.count, point.held, share, address


def _days(unit: TimeUnit, start: date, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and the last day that were counted."""
    whole = period(written(unit, start))
    return max(whole.first, first or whole.first), min(whole.last, last or whole.last)


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
