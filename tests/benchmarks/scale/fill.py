"""Fill an empty archive with made-up stories, past the importer.

One story in 200 is a draft, one in 2,000 withheld, one in 2,000 scheduled; one in five links to an earlier one, one in
fifty has a correction, one in three a photo's caption, three in four have quotes.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain
from multiprocessing import Pool

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Correction, Person, PersonName, Photo, Quote, RelatedLink, Source, Topic
from articles.models.article import title_key
from articles.models.fields import slug_of
from tests.benchmarks.scale.figures import Figures
from tests.benchmarks.scale.press import AGENCIES, SOURCES, TOPICS, Story, speaker_names, stories

_BATCH = 2_000
_Headed = Article.topics.through
_SQLITE = "PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;"  # a benchmark's archive need survive no power cut


def run(figures: Figures, articles: int) -> None:
    """Write the records and note how long it took."""
    started = time.perf_counter()
    for statement in _SQLITE.split(";") if connection.vendor == "sqlite" else ():
        with connection.cursor() as cursor:
            cursor.execute(statement)
    sources = _authorities()
    starts = range(1, articles + 1, _BATCH)
    with Pool(1, initializer=connection.close) as pool:  # the other processor writes
        batches = pool.imap(_stories, ((start, min(_BATCH, articles + 1 - start)) for start in starts))
        for batch in batches:
            with transaction.atomic():
                _write(batch, sources)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    figures.note(articles=articles, filled_seconds=round(time.perf_counter() - started, 1))


def _stories(part: tuple[int, int]) -> list[Story]:
    return stories(*part)


def _authorities() -> list[Source]:
    """Publishers, then agencies; people and topics have the id of their number and one more."""
    publishers = [Source(name=f"Gazette {n}", slug=f"gazette-{n}") for n in range(SOURCES)]
    agencies = [Source(name=f"Agency {n}", slug=f"agency-{n}", kind=Source.Kind.AGENCY) for n in range(AGENCIES)]
    names = speaker_names()
    people = [Person(pk=n, name=name, slug=slug_of(name, "person")) for n, name in enumerate(names, 1)]
    for one in people:
        one.file()
    Person.objects.bulk_create(people)
    PersonName.objects.bulk_create(PersonName(person=one, key=key) for one in people for key in one.name_keys)
    Topic.objects.bulk_create(Topic(pk=n, name=f"Topic {n}", slug=f"topic-{n}") for n in range(1, TOPICS + 1))
    return Source.objects.bulk_create(publishers + agencies)


def _write(batch: list[Story], sources: list[Source]) -> None:
    Article.objects.bulk_create([_article(story, sources) for story in batch])
    headed = ((story, topic) for story in batch for topic in story.topics)
    _Headed.objects.bulk_create([_Headed(article_id=story.number, topic_id=topic + 1) for story, topic in headed])
    Quote.objects.bulk_create(chain.from_iterable(map(_quotes, batch)))
    Photo.objects.bulk_create(
        [Photo(article_id=story.number, caption=story.caption) for story in batch if story.caption]
    )
    RelatedLink.objects.bulk_create(_links(batch))
    corrected = [story.number for story in batch if story.number % 50 == 3]
    Correction.objects.bulk_create([Correction(article_id=key, text="A name was wrong.") for key in corrected])


def _article(story: Story, sources: list[Source]) -> Article:
    number = story.number
    status = Article.Status.PUBLISHED
    if number % 200 == 0:
        status = Article.Status.WITHHELD if number % 2000 == 0 else Article.Status.DRAFT
    article = Article(
        pk=number,
        headline=story.headline,
        slug=f"{slug_of(story.headline, 'story')[:60]}-{number}",
        standfirst=story.standfirst,
        body=story.body,
        language=story.language,
        byline="Ana Autor",
        place="Quito",
        source=sources[story.source],
        agency=None if story.agency is None else sources[SOURCES + story.agency],
        published_at=story.moment,
        status=status,
        withheld_reason="It was withdrawn." if status == Article.Status.WITHHELD else "",
        publish_at=timezone.now() + timedelta(days=365) if number % 2000 == 1 else None,
    )
    article.derive()
    return article


def _quotes(story: Story) -> Iterator[Quote]:
    for position, said in enumerate(story.said):
        yield Quote(
            article_id=story.number,
            spans=[[said.start, said.start + len(said.text)]],
            text=said.text,
            kind=Quote.Kind.UTTERANCE if said.utterance else Quote.Kind.FRAGMENT,
            speaker_id=said.speaker + 1,
            speaker_as_printed=speaker_names()[said.speaker],
            rule="verb_after",
            confidence=0.9,
            position=position,
        )


def _links(batch: Iterable[Story]) -> list[RelatedLink]:
    return [
        RelatedLink(
            article_id=story.number,
            title=story.headline,
            title_key=title_key(story.headline),
            target_id=story.number // 2,
        )
        for story in batch
        if story.number % 5 == 2
    ]
