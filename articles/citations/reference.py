"""What a citation tells of an article, whatever its form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from articles.citations.names import Author, author
from articles.models import Article
from articles.text import normalise, squeeze


@dataclass(frozen=True, slots=True)
class Reference:
    """A newspaper article as it is cited. All texts are single lines.

    `key` is lasting and unique in the archive. `published` is the day on the source's calendar: newspapers are cited
    by the day. `address` is where it was read: its lasting address in the archive. `url` is where it was published,
    if that was online.
    """

    key: str
    title: str
    authors: tuple[Author, ...]
    source: str
    agency: str
    published: date | None
    language: str
    abstract: str
    topics: tuple[str, ...]
    url: str
    archive: str
    address: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """Where and when an article is read: the archive's name, what makes full addresses of paths, and the day."""

    archive: str
    absolute: Callable[[str], str]
    day: date


def reference(article: Article, topics: Iterable[str], reading: Reading) -> Reference:
    """The article as it is cited. Asks the database for nothing where source and agency are at hand.

    An agency's story without a byline is the agency's, as style guides have it.
    """
    agency = article.agency.name if article.agency and article.agency_id != article.source_id else ""
    authors = tuple(author(one_line(name), article.language) for name in article.authors)
    if not authors and agency:
        authors = (Author(agency),)
    return Reference(
        key=f"{article.slug}-{article.published_on}".lower(),
        title=one_line(article.headline),
        authors=authors,
        source=one_line(article.source.name),
        agency=one_line(agency),
        published=article.published_on,
        language=article.language,
        abstract=one_line(article.standfirst),
        topics=tuple(one_line(topic) for topic in topics),
        url=article.url,
        archive=one_line(reading.archive),
        address=reading.absolute(article.get_absolute_url()),
        read_on=reading.day,
    )


def one_line(text: str) -> str:
    """The text without line breaks and other signs that no print shows."""
    return squeeze(normalise(text))


def notes(cited: Reference) -> list[str]:
    """What formats have no field for: agency and first address."""
    found = []
    if cited.agency:
        found.append(f"Agency: {cited.agency}")
    if cited.url:
        found.append(f"Published at: {cited.url}")
    return found
