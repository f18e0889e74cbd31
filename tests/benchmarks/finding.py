"""What suggestions and “more like this” cost in the archive that the environment names (DATA_DIR and so on).

usage: finding [--articles N]

Looks at N articles (200) drawn from those that readers see, and types the beginnings of words of their headlines, of
people and of sources. Milliseconds by the clock, and of the processor alone, which says more where other programs run.
"""

import argparse
import os
import random
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import Any

import django
from django.test import Client

os.environ["DJANGO_SETTINGS_MODULE"] = "newsarchive.settings"
os.environ["LIMITS"] = "off"
django.setup()
models: Any = import_module("articles.models")  # tables can be loaded only now
page: Any = import_module("articles.views.article")
views: Any = import_module("articles.views.alike")
suggesting: Any = import_module("articles.views.suggest")


def measure(name: str, calls: Iterable[Callable[[], object]]) -> None:
    """One line of the table."""
    clock, processor = [], []
    for call in calls:
        started, used = time.perf_counter(), time.process_time()
        call()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    figures = [sorted(times)[int(len(times) * share)] for times in (clock, processor) for share in (0.5, 0.95)]
    print(f"{name:34}" + "".join(f"{figure:9.1f}" for figure in figures))


def main() -> None:
    """Draw, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(4)
    last = models.Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    keys = chance.sample(range(1, last + 1), min(2 * options.articles, last))
    held = models.Article.objects.public().select_related("source").filter(pk__in=keys)[: options.articles]
    articles, client = list(held), Client(headers={"host": "localhost"})
    client.get(articles[0].get_absolute_url())  # what is loaded once
    print(f"{len(articles)} articles{'':22}p50 ms   p95 ms  p50 cpu  p95 cpu")
    measure("more like this, with copies", (partial(views.alike, one) for one in articles))
    measure("article page", (partial(client.get, one.get_absolute_url()) for one in articles))
    page.alike = lambda _article: views.Alike()
    measure("article page without it", (partial(client.get, one.get_absolute_url()) for one in articles))
    words = {
        "headline": [one.headline.split()[0] for one in articles],
        "person": [one.name.split()[-1] for one in models.Person.objects.order_by("pk")[: options.articles]],
        "source": [one.name.split()[0] for one in models.Source.objects.order_by("pk")[: options.articles]],
    }
    for letters in (2, 3, 5):
        for kind, typed in words.items():
            beginnings = [word[:letters] for word in typed]
            name = f"suggestions, {letters} letters of a {kind}"
            measure(name, (partial(suggesting.suggestions, word) for word in beginnings))


if __name__ == "__main__":
    main()
