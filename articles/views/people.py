"""People: whom the articles quote."""

from collections import defaultdict
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.forms import LETTERS, Paged, PeopleList, read
from articles.models import Person, Quote
from articles.public import public_people
from articles.search.engine import Filters, SearchRequest
from articles.search.mentions import articles_mentioning, query_text
from articles.text import fold
from articles.views.former import to_present
from articles.views.listing import counts, find, total, visible
from articles.views.strip import strip, to_explorer

MOST_QUOTED = 40
NAMES_A_PAGE = 100
_LATIN = [(fold(c)[:1].upper(), c) for c in map(chr, range(0x41, 0x250))]
_FIRST_LETTERS = {letter: [c for plain, c in _LATIN if plain == letter] for letter in LETTERS}


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people quoted most, or those under one letter."""
    parameters = read(request, PeopleList)
    letter, page = parameters["letter"], parameters["page"]
    if page > 1 and not letter:
        raise Http404("Names come in pages only under a letter.")
    held, unavailable = counts("speaker")
    if letter or unavailable:
        found = list(_under(letter)[(page - 1) * NAMES_A_PAGE : page * NAMES_A_PAGE + 1])
    else:
        most = list(held["speaker"])[:MOST_QUOTED]
        names = public_people().in_bulk(most)
        found = [names[pk] for pk in most if pk in names]
    if page > 1 and not found:
        raise Http404("This list ends before that page.")
    context = {
        "people": [(one, held["speaker"].get(one.pk)) for one in found[:NAMES_A_PAGE]],
        "letter": letter,
        "letters": [*LETTERS, "other"],
        "page": page,
        "previous_page": page - 1,
        "next_page": page + 1,
        "has_next": len(found) > NAMES_A_PAGE,
        "unavailable": unavailable,
    }
    return render(request, "people/list.html", context)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person, and what they are quoted with, article by article, latest first; a former address redirects."""
    page = read(request, Paged)["page"]
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(slug)
    filters = visible(Filters(visible_at=None, speakers=(found.pk,)))
    listing = find(SearchRequest(filters, highlight=False), page)
    said: dict[int, list[Quote]] = defaultdict(list)
    for quote in Quote.objects.filter(speaker=found, article__in=[row.article for row in listing.rows]):
        said[quote.article_id].append(quote)
    context = {
        "person": found,
        "listing": listing,
        "rows": [(row, said[row.article.pk]) for row in listing.rows],
        "strip": strip(listing.timeline, to_explorer(QueryDict(f"speaker={found.slug}"))),
        "mentions": _mentions(found),
    }
    return render(request, "people/person.html", context)


def _mentions(found: Person) -> dict[str, object]:
    """How many articles name the person (None without the engine), and the explorer's question for them."""
    question = SearchRequest(visible(), query=articles_mentioning(found), limit=0, highlight=False)
    return {"total": total(question), "query": urlencode({"q": query_text(found)})}


def _under(letter: str) -> QuerySet[Person]:
    named = public_people().annotate(initial=Substr("name", 1, 1)).order_by("name", "pk")
    if letter == "other":
        return named.exclude(initial__in=[c for letters in _FIRST_LETTERS.values() for c in letters])
    return named.filter(initial__in=_FIRST_LETTERS[letter]) if letter else named
