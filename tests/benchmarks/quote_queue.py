"""What the editors' queue costs with very many quotes: each page in milliseconds, the median of five.

usage: quote_queue -- [--quotes N]

Fills a database of its own with N quotes (a million by default), ten to an article, of 500 sources: the first has half
of all articles, the last has one. TEST_DATABASE_URL may name an empty PostgreSQL database; else it is SQLite.
"""

import argparse
import os
import random
import statistics
import time
from importlib import import_module
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.quotes.confidence import CONFIDENCE

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
models: Any = import_module("articles.models")  # tables can be loaded only now
users: Any = import_module("django.contrib.auth.models")

QUEUE = "/admin/articles/quote/queue/"
CONFIRM = "/admin/articles/quote/confirm/"
PAGES = {
    "first in the queue": QUEUE,
    "in the middle of it": QUEUE + "?after=0.0:{middle}",
    "all that wait, far on": QUEUE + "?sure=all&after=0.94:{middle}",
    "of one rule": QUEUE + "?rule=colon",
    "of the largest source": QUEUE + "?source=source-0",
    "of a source with one article": QUEUE + "?source=source-499",
    "the same, all that wait": QUEUE + "?sure=all&source=source-499",
    "front page of the admin": "/admin/",
    "sample of a rule": CONFIRM + "?rule=verb_before",
    "list of what was decided": "/admin/articles/quote/",
}
RUNS = 5
BODY = "The council met.\n\n“We will build,” said Ana Ruiz, the mayor.\n\nIt rained."
SOURCES, PER_ARTICLE, CHUNK = 500, 10, 2000


def fill(quotes: int) -> Any:
    """Write the records, a tenth of the quotes decided; the editor."""
    chance, rules = random.Random(1), sorted(CONFIDENCE.items())
    sources = models.Source.objects.bulk_create(
        models.Source(name=f"Source {number}", slug=f"source-{number}") for number in range(SOURCES)
    )
    editor = users.User.objects.create_superuser("elena")

    def article(number: int) -> Any:
        source = sources[0] if number % 2 else chance.choice(sources[:-1])
        return models.Article(
            headline=f"Story {number}", slug=f"story-{number}", body=BODY, language="en",
            source=source if number else sources[-1],
        )  # fmt: skip

    def quote(article: Any) -> Any:
        rule, confidence = chance.choice(rules)
        by = editor if chance.random() < 0.1 else None
        return models.Quote(
            article=article, text="We will build,", spans=[[19, 33]], rule=rule, confidence=confidence,
            confirmed=by is not None, decided_by=by, decided_at=timezone.now() if by else None,
        )  # fmt: skip

    for first in range(0, quotes // PER_ARTICLE, CHUNK):
        numbers = range(first, min(first + CHUNK, quotes // PER_ARTICLE))
        made = models.Article.objects.bulk_create(article(number) for number in numbers)
        models.Quote.objects.bulk_create(quote(one) for one in made for _ in range(PER_ARTICLE))
    return editor


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    quotes = parser.parse_args().quotes
    call_command("migrate", verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(fill(quotes))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{quotes:,} quotes, {connection.vendor}; milliseconds a page, median of {RUNS}")
    for name, address in PAGES.items():
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            response = client.get(address.format(middle=quotes // 2))
            times.append((time.perf_counter() - start) * 1000)
            assert response.status_code == 200, response.status_code
        print(f"{name:30} {statistics.median(times):8.0f}")


if __name__ == "__main__":
    main()
