"""People: whom the articles quote."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.functions import Lower, Substr
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import LETTERS, Paged, PeopleList, read
from articles.models import Person
from articles.public import public_people
from articles.search.engine import Filters, SearchRequest
from articles.text import fold
from articles.views.company import MOST_BESIDE, company, mentions, roles, said_address, sources_quoting
from articles.views.facets import Links
from articles.views.former import to_present
from articles.views.listing import MOST_VALUES, visible
from articles.views.paging import turned
from articles.views.said import find_said, quote_counts
from articles.views.strip import strip, to_page

NAMES_A_PAGE = 100
_SORTS = (("Most quoted", "quotes"), ("By name", "name"))
_LATIN = [(fold(c)[:1].upper(), c) for c in map(chr, range(0x41, 0x250))]
_FIRST_LETTERS = {letter: [c for plain, c in _LATIN if plain == letter] for letter in LETTERS}


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who is quoted, or those under one letter, by name or by the number of quotes."""
    parameters = read(request, PeopleList)
    letter, page = parameters["letter"], parameters["page"]
    held, unavailable = quote_counts("speaker")
    sort = parameters["sort"] or ("name" if letter else "quotes")
    by_name = sort == "name" or bool(unavailable)
    places = slice((page - 1) * NAMES_A_PAGE, page * NAMES_A_PAGE + 1)
    found = list(_under(letter)[places]) if by_name else _most_quoted(held, letter, places)
    if page > 1 and not found:
        raise Http404("This list ends before that page.")
    links = Links(reverse("people"), request.GET)
    context = {
        "people": [(one, held.get(one.pk)) for one in found[:NAMES_A_PAGE]],
        "letter": letter,
        "letters": [(one, links.with_values(letter=[one])) for one in [*LETTERS, "other"]],
        "every_letter": links.with_values(letter=[]),
        "sort": "name" if by_name else "quotes",
        "sorts": [(label, one, links.with_values(sort=[one])) for label, one in _SORTS],
        "page": page,
        "previous_page": page - 1,
        "next_page": page + 1,
        "has_next": len(found) > NAMES_A_PAGE,
        "counted": 0 if by_name or letter or len(held) < MOST_VALUES else MOST_VALUES,
        "unavailable": unavailable,
    }
    return render(request, "people/list.html", context)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: what they said, latest first, as whom, and beside whom; a former address redirects."""
    parameters = read(request, Paged)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(slug)
    filters = visible(Filters(visible_at=None, speakers=(found.pk,)))
    question = SearchRequest(filters, facets=("source",), facet_limit=MOST_BESIDE, highlight=False)
    listing = find_said(turned(question, parameters))
    often, others = roles(found)
    context = {
        "person": found,
        "listing": listing,
        "strip": strip(listing.timeline, to_page(reverse("quotes"), QueryDict(f"speaker={found.slug}&kind=all"))),
        "search": said_address(found),
        "roles": often,
        "other_roles": others,
        "company": company(found),
        "sources": sources_quoting(found, listing.facets.get("source", ())),
        "mentions": mentions(found),
    }
    return render(request, "people/person.html", context)


def _most_quoted(held: dict[int | str, int], letter: str, places: slice) -> Sequence[Person]:
    """The people at these places of the list by number of quotes, which the counts are in already.

    Under a letter, those who are beyond the counts follow by name; without one the list ends with the counts.
    """
    if letter:
        under = _under(letter).values_list("pk", flat=True)
        held = dict.fromkeys(sorted(under, key=lambda pk: -held.get(pk, 0)), 0)
    chosen = [int(pk) for pk in list(held)[places]]
    records = public_people().in_bulk(chosen)
    return [records[pk] for pk in chosen if pk in records]


def _under(letter: str) -> QuerySet[Person]:
    named = public_people().annotate(initial=Substr("name", 1, 1)).order_by(Lower("name"), "pk")
    if letter == "other":
        return named.exclude(initial__in=[c for letters in _FIRST_LETTERS.values() for c in letters])
    return named.filter(initial__in=_FIRST_LETTERS[letter]) if letter else named
