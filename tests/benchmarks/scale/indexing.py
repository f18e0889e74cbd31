"""Building the search index anew: articles a second, memory, and the index's size against that of the text."""

import os
import resource
import time
from pathlib import Path

from django.conf import settings
from django.db.models import F, Sum
from django.db.models.functions import Coalesce, Length

from articles.models import Article, Photo
from articles.search.sync import rebuild
from tests.benchmarks.scale.figures import Figures


def run(figures: Figures) -> None:
    """Rebuild, as `index_articles --rebuild` does, and note the figures."""
    cpu, started = time.process_time(), time.perf_counter()
    read = rebuild()
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    folder = Path(str(settings.SEARCH_INDEX_DIR))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    printed = Article.objects.aggregate(total=Sum(Length("headline") + Length("standfirst") + Length("body")))["total"]
    captions = Photo.objects.aggregate(total=Coalesce(Sum(Length(F("caption"))), 0))["total"]
    figures.note(
        rebuild_rate=read / seconds,
        rebuild_cores=cpu / seconds,
        rebuild_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        index_mb=size / 1e6,
        text_mb=(printed + captions) / 1e6,
        machine=f"{os.cpu_count()} cores, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
    )
