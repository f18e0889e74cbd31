"""Quotes: what was said, each with an address of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import PER_PAGE, QuoteSearch, read
from articles.models import Article, Quote
from articles.quotes.explanations import EXPLANATIONS
from articles.search.engine import FacetCount, FacetName, SearchRequest, Sort, TooBroad
from articles.search.query import ParsedQuery
from articles.search.quote_query import parse_for_quotes
from articles.search.syntax import describe, ranks
from articles.text import beginning, ending, excerpt
from articles.views.body import Paragraph, Segment, compose
from articles.views.cite import how_to_cite
from articles.views.facets import FACET_LIMIT, Choice, Links, chosen, facets, kept, narrower
from articles.views.former import with_present_names
from articles.views.lasting import lasting
from articles.views.linked_data import quotation_page
from articles.views.listing import chosen_filters
from articles.views.marks import names_marker
from articles.views.paging import turned
from articles.views.readings import Readings, meant
from articles.views.said import SaidListing, find_said, total_said, with_held_quotes
from articles.views.same_words import same_words
from articles.views.strip import Ways, strip, to_page
from articles.views.unavailable import unanswered
from articles.views.unknown_names import reasons

COUNTED: tuple[FacetName, ...] = ("speaker", "source", "topic", "language", "year", "kind")
KINDS = {Quote.Kind.UTTERANCE.value: "Utterances", Quote.Kind.FRAGMENT.value: "Fragments", "all": "All"}
BESIDE = 600
"""Characters of the passage shown before and after the quote, where its paragraph goes on."""
GONE = (
    "The archive has no quote at this address. A quote gets another address when its article is corrected so that "
    "its words are no longer there as they were; search for them under Quotes."
)


@require_safe
@with_present_names
def quotes(request: HttpRequest) -> HttpResponse:
    """Quotes that match the words and the filters. 400 where the words cannot be understood, 503 for words without the
    engine."""
    parameters = read(request, QuoteSearch)
    understood = parse_for_quotes(parameters["q"], parameters["exact"])
    sort = parameters["sort"]
    kind = parameters["kind"] or Quote.Kind.UTTERANCE.value
    question = _question(parameters, understood, sort, kind)
    listing = SaidListing(rows=[], total=0)
    if not understood.refused:
        try:
            listing = find_said(turned(question, parameters))
        except TooBroad as error:
            understood = understood.refuse(str(error))
    refused = understood.refused
    shares = parameters["share"] == "yes"
    timeline = with_held_quotes(listing.timeline, question.filters) if shares else listing.timeline
    links = Links(reverse("quotes"), request.GET)
    readings = Readings(links, parse_for_quotes, total_said)
    nothing = not (listing.total or listing.unavailable or refused)
    context = {
        "action": links.address,
        "parameters": parameters,
        "words": parameters["q"],
        "problems": understood.problems,
        "refused": refused,
        "understood": describe(understood.node) if understood.node else "",
        "listing": listing,
        "meant": meant(listing.suggestion, links),
        "reasons": reasons(question) if nothing else None,
        "included": readings.included(question) if nothing else None,
        "alone": readings.words_alone(question, parameters["q"]) if refused else None,
        "names": names_marker(understood.node),
        "lasting": None if refused else lasting(question, links, total_said),
        "kinds": _kinds(links, kind, listing.facets.get("kind", ())),
        "facets": facets(listing.facets, links, parameters, listing.total),
        "chosen": chosen(links, parameters),
        "strip": strip(timeline, to_page(links.address, request.GET)),
        "ways": Ways(links.with_values(share=[]), links.with_values(share=["yes"])),
        "sort": sort.value,
        "sorts": [one.value for one in Sort if ranks(understood.node) or one is not Sort.RELEVANCE],
        "sizes": PER_PAGE,
        "kept": kept(request.GET),
    }
    page = render(request, "quotes/list.html", context, status=400 if refused else 200)
    return unanswered(page, listing.unavailable) if understood.node and listing.unavailable else page


def _question(parameters: dict[str, Any], understood: ParsedQuery, sort: Sort, kind: str) -> SearchRequest:
    filters = replace(chosen_filters(parameters), kinds=() if kind == "all" else (kind,))
    return SearchRequest(
        filters, query=understood.node, sort=sort, facets=COUNTED + narrower(parameters), facet_limit=FACET_LIMIT
    )


def _kinds(links: Links, kind: str, counts: Sequence[FacetCount]) -> list[Choice]:
    """Utterances, fragments, or both, each with how many there are."""
    held: dict[int | str, int] = {one.value: one.count for one in counts}
    held["all"] = sum(held.values())
    return [
        Choice(label, held.get(name, 0), links.with_values(kind=[name]), chosen=name == kind)
        for name, label in KINDS.items()
    ]


@require_safe
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote with the paragraph around it, how it was attributed, and where else the same words stand."""
    read(request)
    records = Quote.objects.select_related("speaker", "article__source", "article__agency")
    found = records.filter(pk=pk).first()
    if found is None:
        raise Http404(GONE)
    if found.article.status == Article.Status.WITHHELD:
        return render(request, "errors/410.html", {"withheld": found.article}, status=410)
    if not found.article.is_public:
        raise Http404(GONE)
    canonical = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "quote": found,
        "article": found.article,
        "passage": _passage(found),
        "explanation": EXPLANATIONS.get(found.rule, ""),
        "elsewhere": same_words(found),
        "canonical": canonical,
        "description": f"{found.speaker or found.speaker_as_printed or 'Quoted'}: {excerpt(found.text, 160)}",
        "data": quotation_page(found, request.build_absolute_uri),
    }
    return render(request, "quotes/quote.html", context | how_to_cite(request, found.article))


def _passage(found: Quote) -> list[Paragraph]:
    """The paragraphs that the quote stands in; of long ones, what is near it."""
    text = {
        Quote.Field.HEADLINE: found.article.headline,
        Quote.Field.STANDFIRST: found.article.standfirst,
        Quote.Field.BODY: found.article.body,
    }[Quote.Field(found.field)]
    holding = [one for one in compose(text, [found]) if any(segment.quote for segment in one.segments)]
    if holding:
        first, last = holding[0].segments, holding[-1].segments
        if not first[0].quote:
            first[0] = Segment(ending(first[0].text, BESIDE))
        if not last[-1].quote:
            last[-1] = Segment(beginning(last[-1].text, BESIDE))
    return holding
