"""People: whom the articles quote."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from articles.forms import LETTERS, Paged, PeopleList, read
from articles.models import Person
from articles.models.filing import OTHER_LETTER
from articles.public import public_people
from articles.search.engine import Filters, SearchRequest, SearchUnavailable, TooBroad
from articles.search.type_ahead import typed_words
from articles.views.company import (
    MOST_BESIDE,
    ask_mentions,
    ask_quoting,
    ask_roles,
    company,
    mentions,
    roles,
    said_address,
    sources_quoting,
)
from articles.views.facets import Links
from articles.views.former import to_present
from articles.views.listing import MOST_VALUES, visible
from articles.views.named_people import people_named
from articles.views.paging import turned
from articles.views.said import ask_said, quote_counts, said_listing
from articles.views.strip import strip, to_page
from articles.views.unavailable import unanswered

NAMES_A_PAGE = 100
_TOO_LITTLE = "Type at least two letters or digits of a first name, a surname or another spelling."
_SORTS = (("Most quoted", "quotes"), ("By surname", "name"))


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who is quoted, or those of a name or under one letter, by name or by the number of quotes. 503 for a
    name without the engine."""
    parameters = read(request, PeopleList)
    asked, letter, page = parameters["q"], parameters["letter"], parameters["page"]
    held, unavailable, refused = _counts(asked)
    sort = parameters["sort"] or ("name" if letter else "quotes")
    by_name = sort == "name" or bool(unavailable and not asked)
    listed = _listed(letter, held if asked else None)
    places = slice((page - 1) * NAMES_A_PAGE, page * NAMES_A_PAGE + 1)
    found = list(listed[places]) if by_name else _most_quoted(held, listed if letter else None, places)
    if page > 1 and not found:
        raise Http404("This list ends before that page.")
    links = Links(reverse("people"), request.GET)
    context = {
        "people": [(one, held.get(one.pk)) for one in found[:NAMES_A_PAGE]],
        "asked": asked,
        "refused": refused,
        "letter": letter,
        "letters": [(one, links.with_values(q=[], letter=[one])) for one in [*LETTERS, "other"]],
        "every_letter": links.with_values(q=[], letter=[]),
        "sort": "name" if by_name else "quotes",
        "sorts": [(label, one, links.with_values(sort=[one])) for label, one in _SORTS],
        "page": page,
        "previous_page": page - 1,
        "next_page": page + 1,
        "has_next": len(found) > NAMES_A_PAGE,
        "counted": 0 if by_name or letter or len(held) < MOST_VALUES else MOST_VALUES,
        "unavailable": unavailable,
    }
    response = render(request, "people/list.html", context, status=400 if refused else 200)
    return unanswered(response, unavailable) if asked and unavailable else response


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: what they said, latest first, as whom, and beside whom; a former address redirects."""
    parameters = read(request, Paged)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(public_people(), slug, "person")
    filters = visible(Filters(visible_at=None, speakers=(found.pk,)))
    question = SearchRequest(filters, facets=("source",), facet_limit=MOST_BESIDE, highlight=False)
    said = ask_said(turned(question, parameters))
    # To search needs a processor, but not Python: the page goes on meanwhile. What it begins with has been asked alone,
    # and two more threads would only wait for each other.
    with ThreadPoolExecutor(1) as thread:
        quoting, naming = thread.submit(ask_quoting, found), thread.submit(ask_mentions, found)
        often, others = roles(found, ask_roles(found))
        listing = said_listing(said)
        drawn = strip(listing.timeline, to_page(reverse("quotes"), QueryDict(f"speaker={found.slug}&kind=all")))
        sources = sources_quoting(found, listing.facets.get("source", ()))
        context = {
            "person": found,
            "listing": listing,
            "strip": drawn,
            "search": said_address(found),
            "roles": often,
            "other_roles": others,
            "company": company(found, quoting.result()),
            "sources": sources,
            # Waited for where the page has come to it.
            "mentions": SimpleLazyObject(
                lambda: mentions(found, naming.result(), (row.quote.article for row in listing.rows))
            ),
        }
        return render(request, "people/person.html", context)


def _counts(asked: str) -> tuple[Mapping[int | str, int], str, str]:
    """How many quotes each has, most first, of those whose names fit what is asked; why that is not known; and why
    nobody can be found by that."""
    if not asked:
        return *quote_counts("speaker"), ""
    words = typed_words(asked)
    if not words:
        return {}, "", _TOO_LITTLE
    try:
        return people_named(words, MOST_VALUES), "", ""
    except TooBroad as error:
        return {}, "", str(error)
    except SearchUnavailable as error:
        return {}, str(error), ""


def _listed(letter: str, named: Iterable[int | str] | None) -> QuerySet[Person]:
    """The people under a letter, by name; with `named`, only these."""
    people = public_people().order_by("sort_key", "pk")
    if letter:
        people = people.filter(sort_letter=OTHER_LETTER if letter == "other" else letter.lower())
    return people if named is None else people.filter(pk__in=list(named))


def _most_quoted(held: Mapping[int | str, int], under: QuerySet[Person] | None, places: slice) -> Sequence[Person]:
    """The people at these places of the list by number of quotes, which the counts are in already.

    Under a letter, those who are beyond the counts follow by name; without one the list ends with the counts.
    """
    if under is not None:
        listed = under.values_list("pk", flat=True)
        held = dict.fromkeys(sorted(listed, key=lambda pk: -held.get(pk, 0)), 0)
    chosen = [int(pk) for pk in list(held)[places]]
    records = public_people().in_bulk(chosen)
    return [records[pk] for pk in chosen if pk in records]
