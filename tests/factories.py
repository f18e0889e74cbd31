"""Records for tests, with defaults for everything a test does not talk about."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from articles.models import Article, Original, Person, Quote, Source, Topic

_numbers = count(1)


def make_source(**fields: Any) -> Source:
    """A publisher in UTC."""
    return Source.objects.create(**({"name": f"Daily Example {next(_numbers)}"} | fields))


def make_person(**fields: Any) -> Person:
    """A person with a name of their own."""
    return Person.objects.create(**({"name": f"Ana Example {next(_numbers)}"} | fields))


def make_topic(**fields: Any) -> Topic:
    """A topic."""
    return Topic.objects.create(**({"name": f"Topic {next(_numbers)}"} | fields))


def make_article(**fields: Any) -> Article:
    """A published English article of 4 March 2024, 09:30 UTC."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "headline": f"Council approves plan number {number}",
        "body": "The council met on Monday.\n\nIt approved the plan after two hours.",
        "language": "en",
        "published_at": datetime(2024, 3, 4, 9, 30, tzinfo=UTC),
        "status": Article.Status.PUBLISHED,
    }
    if "source" not in fields:
        fields["source"] = make_source()
    return Article.objects.create(**(defaults | fields))


def make_original(**fields: Any) -> Original:
    """A text file that was imported on 5 May 2024."""
    defaults: dict[str, Any] = {
        "sha256": f"{next(_numbers):064x}",
        "size": 1234,
        "media_type": "text/plain",
        "filename": "council.txt",
        "imported_at": datetime(2024, 5, 5, 8, 0, tzinfo=UTC),
    }
    return Original.objects.create(**(defaults | fields))


def make_quote(article: Article, text: str, speaker: Person | None = None, **fields: Any) -> Quote:
    """An utterance in the article's body, with its place there where the body holds the words."""
    start = article.body.find(text)
    defaults: dict[str, Any] = {
        "text": text,
        "spans": [[start, start + len(text)]] if start >= 0 else [],
        "kind": Quote.Kind.UTTERANCE,
        "speaker": speaker,
        "speaker_as_printed": speaker.name if speaker else "",
    }
    return Quote.objects.create(article=article, **(defaults | fields))
