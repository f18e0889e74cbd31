"""All quotes of one person as a table (CSV), sent row by row: the memory it takes does not grow with the person."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from articles.csv_rows import CONTENT_TYPE
from articles.exports.formats import csv_table
from articles.exports.tables import QUOTE_COLUMNS, Row, quote_row
from articles.forms import read
from articles.models import Person, Quote
from articles.public import public_people
from articles.views.former import to_present

ROWS_AT_ONCE = 1000


@require_safe
def person_quotes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The person's public quotes, the latest first, in UTF-8; a former address redirects."""
    read(request)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(public_people(), slug, "person-quotes")
    rows = csv_table(QUOTE_COLUMNS, _rows(found, request.build_absolute_uri))
    response = StreamingHttpResponse(rows, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-quotes.csv"'
    return response


def _rows(person: Person, absolute: Callable[[str], str]) -> Iterator[Row]:
    quotes = Quote.objects.public().filter(speaker=person).for_lists().order_by("-article__published_at", "-pk")
    for quote in quotes.iterator(chunk_size=ROWS_AT_ONCE):
        yield quote_row(quote, absolute)
