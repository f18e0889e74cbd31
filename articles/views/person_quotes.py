"""All quotes of one person as a table (CSV), sent row by row: the memory it takes does not grow with the person."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from articles.csv_rows import CONTENT_TYPE, csv_lines
from articles.forms import read
from articles.models import Person, Quote
from articles.public import public_people
from articles.views.former import to_present
from articles.views.linked_data import published

COLUMNS = (
    "quote",
    "words",
    "kind",
    "speaker",
    "speaker as printed",
    "role as printed",
    "published",
    "source",
    "headline",
    "article",
    "attributed by",
    "rule",
    "confidence",
    "confirmed",
)
ROWS_AT_ONCE = 1000


@require_safe
def person_quotes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The person's public quotes, the latest first, in UTF-8; a former address redirects."""
    read(request)
    found = public_people().filter(slug=slug).first()
    if found is None:
        return to_present(slug, "person-quotes")
    rows = _rows(found, request.build_absolute_uri)
    response = StreamingHttpResponse(csv_lines(rows), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-quotes.csv"'
    return response


def _rows(person: Person, absolute: Callable[[str], str]) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    quotes = Quote.objects.public().filter(speaker=person).for_lists().order_by("-article__published_at", "-pk")
    for quote in quotes.iterator(chunk_size=ROWS_AT_ONCE):
        yield _row(quote, person, absolute)


def _row(quote: Quote, person: Person, absolute: Callable[[str], str]) -> tuple[object, ...]:
    article = quote.article
    return (
        absolute(quote.get_absolute_url()),
        quote.text,
        quote.kind,
        person.name,
        quote.speaker_as_printed,
        quote.role,
        published(article),
        article.source.name,
        article.headline,
        absolute(article.get_absolute_url()),
        quote.method,
        quote.rule,
        quote.confidence,
        "yes" if quote.confirmed else "no",
    )
