"""The doors of whole lists: the explorer's and the quotes' questions, answered with a file instead of a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles.exports.formats import ARTICLES, QUOTES, Format
from articles.forms import Exploring, Problem, QuoteSearch, RefusedParameters, read
from articles.models import Quote
from articles.search.engine import SearchRequest, SearchUnavailable, Sort, TooBroad
from articles.search.engines import get_engine
from articles.search.query import ParsedQuery, parse
from articles.search.quote_query import parse_for_quotes
from articles.templatetags.exports import OF_PAGES
from articles.views.cite import reading_now
from articles.views.former import with_present_names
from articles.views.listing import chosen_filters
from articles.views.unavailable import unavailable

_NAME_LENGTH = 60


class WholeList(Exploring):
    """The explorer's question, without what chooses a page of the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_PAGES:
            self.fields.pop(name, None)


class WholeQuoteList(WholeList, QuoteSearch):
    """The same of quotes."""


@require_safe
@with_present_names
def export_articles(request: HttpRequest, form: str) -> HttpResponseBase:
    """All articles of the explorer's question as a file. 400 where the words cannot be understood."""
    chosen = _format(form, ARTICLES)
    parameters = read(request, WholeList)
    question = question_of(parameters, parse(parameters["q"], parameters["exact"]), parameters["sort"])
    try:
        ids = begun(get_engine().walk(question).batches)
    except TooBroad as error:
        raise refused_words(parameters, str(error)) from error
    except SearchUnavailable as error:
        return unavailable(request, error)
    return _file(request, chosen, ids, _name("articles", parameters))


@require_safe
@with_present_names
def export_quotes(request: HttpRequest, form: str) -> HttpResponseBase:
    """All quotes of a question as a file. 400 where the words cannot be understood."""
    chosen = _format(form, QUOTES)
    parameters = read(request, WholeQuoteList)
    question = question_of(parameters, parse_for_quotes(parameters["q"], parameters["exact"]), parameters["sort"])
    kind = parameters["kind"] or Quote.Kind.UTTERANCE.value
    filters = replace(question.filters, kinds=() if kind == "all" else (kind,))
    try:
        ids = begun(get_engine().walk_quotes(replace(question, filters=filters)).batches)
    except TooBroad as error:
        raise refused_words(parameters, str(error)) from error
    except SearchUnavailable as error:
        return unavailable(request, error)
    return _file(request, chosen, ids, _name("quotes", parameters))


def question_of(parameters: Mapping[str, Any], understood: ParsedQuery, sort: Sort) -> SearchRequest:
    """The engine's question. Raises RefusedParameters where the words are refused: nothing is never everything."""
    if understood.refused:
        raise refused_words(parameters, *(problem.message for problem in understood.refused))
    return SearchRequest(chosen_filters(parameters), query=understood.node, sort=sort, highlight=False)


def refused_words(parameters: Mapping[str, Any], *messages: str) -> RefusedParameters:
    """What to raise where the words cannot be answered, with each reason."""
    return RefusedParameters([Problem("q", parameters["q"], message) for message in messages])


def begun(batches: Iterator[Sequence[int]]) -> Iterator[Sequence[int]]:
    """The same batches, the first already at hand: an engine that cannot be read says so before anything is sent."""
    first = list(next(batches, ()))
    return chain([first], batches)


def _format(name: str, formats: Mapping[str, Format]) -> Format:
    if name not in formats:
        raise Http404(f"Lists leave as {', '.join(formats)}.")
    return formats[name]


def _file(request: HttpRequest, chosen: Format, ids: Iterator[Sequence[int]], name: str) -> HttpResponseBase:
    """The file as it is written; where the engine or the database fails on the way, the connection breaks off, so that
    a part is not taken for the whole."""
    pieces = chosen.write(ids, reading_now(request))
    response = StreamingHttpResponse(pieces, content_type=f"{chosen.media_type}; charset=utf-8")
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{chosen.ending}")
    response.headers["Content-Disposition"] = str(disposition)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _name(kind: str, parameters: Mapping[str, Any]) -> str:
    """A file's name: what it is, what was asked, and when."""
    records = (one.slug for name in ("source", "agency", "topic", "speaker") for one in parameters[name])
    days = (parameters[name].text for name in ("since", "until") if parameters[name])
    asked = slugify(" ".join([parameters["q"], *records, *parameters["language"], *days]), allow_unicode=True)
    stood = parameters["as_of"] or timezone.now()
    return "-".join(filter(None, [kind, asked[:_NAME_LENGTH].strip("-"), f"{timezone.localdate(stood)}"]))
