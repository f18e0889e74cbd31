"""The parts that processes play in outbox_stress: `python -m tests.benchmarks.outbox_roles ROLE SEED`."""

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import django
from django.db import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
django.setup()
models: Any = import_module("articles.models")  # tables can be loaded only now
sync: Any = import_module("articles.search.sync")
engine: Any = import_module("articles.search.engine")
engines: Any = import_module("articles.search.engines")

KEPT = 50
"""Articles that no writer deletes: a reader that finds fewer has seen an index that is not whole."""


def new_article(chance: random.Random, headline: str) -> Any:
    """An article of a random day."""
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**6))
    source = chance.choice(models.Source.objects.all())
    return models.Article.objects.create(
        headline=headline, slug=f"s{chance.randrange(10**12)}", body="Rain fell.", source=source,
        published_at=moment, status="published", language="en",
    )  # fmt: skip


def prepare(chance: random.Random) -> None:
    """What all the others need."""
    for number in range(5):
        models.Source.objects.create(name=f"Source {number}")
        models.Person.objects.create(name=f"Person {number}")
        models.Topic.objects.create(name=f"Topic {number}")
    for _ in range(KEPT):
        new_article(chance, "Kept for ever")


def write(chance: random.Random) -> None:
    """One change after the other."""
    while True:
        try:
            chance.choice(CHANGES)(chance)
        except (OperationalError, models.Article.DoesNotExist, IndexError):
            continue  # the database was busy for long, or another process deleted the article


def _any_article(chance: random.Random) -> Any:
    others = models.Article.objects.exclude(headline="Kept for ever")
    return chance.choice(others[:200])


def _edit(chance: random.Random) -> None:
    article = _any_article(chance)
    article.headline = f"Edited {chance.randrange(1000)}"
    article.save(update_fields=["headline"])


def _quote(chance: random.Random) -> None:
    person = chance.choice(models.Person.objects.all())
    models.Quote.objects.create(article=_any_article(chance), text=f"Said {chance.randrange(1000)}", speaker=person)


def _rename(chance: random.Random) -> None:
    kind = chance.choice([models.Source, models.Person, models.Topic])
    record = chance.choice(kind.objects.all())
    record.name = f"{kind.__name__} {chance.randrange(10**9)}"
    record.save(update_fields=["name"])


CHANGES: tuple[Callable[[random.Random], object], ...] = (
    lambda chance: new_article(chance, f"New {chance.randrange(1000)}"),
    lambda chance: new_article(chance, f"New {chance.randrange(1000)}"),
    lambda chance: _any_article(chance).delete(),
    lambda chance: _any_article(chance).topics.add(chance.choice(models.Topic.objects.all())),
    _edit,
    _quote,
    _rename,
)


def read(_: random.Random) -> None:
    """Ask until told to end; an error, or an index without the kept articles, ends with status 1."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    question = engine.SearchRequest(engine.Filters(None), facets=("source", "speaker"), timeline="month", limit=20)
    while True:
        answer = engines.get_engine().search(question)
        if answer.total < KEPT or sum(value.count for value in answer.facets["source"]) != answer.total:
            sys.exit(f"A reader saw {answer.total} articles: {answer.facets['source']}")


def rebuild(_: random.Random) -> None:
    """One rebuild after the other."""
    while True:
        sync.rebuild()


if __name__ == "__main__":
    ROLES = {"prepare": prepare, "write": write, "read": read, "rebuild": rebuild}
    ROLES[sys.argv[1]](random.Random(sys.argv[2]))
