"""The index follows the database: signals fill the outbox, drain applies it, rebuild and check read everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from articles.models import Article, Correction, Person, Photo, Quote, SearchChange
from articles.search import sync
from articles.search.document import QuoteDocument
from articles.search.engine import Filters, SearchRequest, SearchUnavailable
from articles.search.engines import get_engine
from articles.search.loading import load_documents
from articles.search.query import parse
from tests.factories import make_article, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db


def found(text: str, **filters: object) -> set[int]:
    """Ids of all articles, hidden ones too, that match."""
    given: dict[str, object] = {"visible_at": None} | filters
    request = SearchRequest(Filters(**given), parse(text).node, limit=1000)  # type: ignore[arg-type] # each test gives fitting ones
    return {hit.article_id for hit in get_engine().search(request).hits}


def waiting() -> set[int]:
    """Articles in the outbox."""
    return set(SearchChange.objects.values_list("article_id", flat=True))


@pytest.fixture
def story() -> Article:
    """An indexed article with everything a document shows; the outbox is empty."""
    article = make_article(
        headline="Storm over Quito",
        standfirst="Hail too",
        byline="Ana Autor",
        place="Quito",
        source=make_source(name="Daily Mirror"),
        agency=make_source(name="Wire Press", kind="agency"),
    )
    article.topics.add(make_topic(name="Weather"))
    Photo.objects.create(article=article, caption="A flooded street")
    make_quote(article, "It approved the plan", make_person(name="Rosa Perez"), speaker_as_printed="the mayor")
    sync.drain()
    return article


def test_a_document_shows_all_of_an_article(story: Article) -> None:
    (document,) = load_documents(Article.objects.filter(pk=story.pk))
    quote = story.quotes.get()
    assert (document.headline, document.standfirst, document.body) == (story.headline, "Hail too", story.body)
    assert (document.captions, document.byline, document.place) == ("A flooded street", "Ana Autor", "Quito")
    assert (document.source, document.agency) == ("Daily Mirror", "Wire Press")
    assert (document.source_id, document.agency_id) == (story.source_id, story.agency_id)
    assert (document.topics, document.topic_ids) == (("Weather",), (story.topics.get().pk,))
    assert (document.speakers, document.speaker_ids) == (("Rosa Perez", "the mayor"), (quote.speaker_id,))
    assert document.quotes == (
        QuoteDocument(quote.pk, "It approved the plan", "utterance", quote.speaker_id, ("Rosa Perez", "the mayor")),
    )
    assert document.published_at == datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
    assert document.status == "published"
    assert document.has == ("quotes", "photos")


def test_what_comes_to_an_article_later_is_found_at_once(story: Article) -> None:
    def having(*things: str) -> int:
        return get_engine().search(SearchRequest(Filters(None, has=things))).total

    assert having("quotes", "photos") == 1
    assert having("corrections") == 0
    correction = Correction.objects.create(article=story, text="It was hail.")
    sync.drain()
    assert having("quotes", "photos", "corrections") == 1
    correction.delete()
    story.photos.all().delete()
    story.quotes.all().delete()
    sync.drain()
    assert [having(thing) for thing in ("quotes", "photos", "corrections")] == [0, 0, 0]


def test_loading_takes_the_same_queries_for_any_number_of_articles(
    story: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [story.pk, *(make_article().pk for _ in range(10))]
    with django_assert_num_queries(5):  # photos, corrections, topics, quotes, articles
        assert len(load_documents(Article.objects.filter(pk__in=ids))) == 11


def test_an_edit_is_found_as_soon_as_it_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(headline="Volcano wakes")
    assert found("volcano") == {article.pk}
    assert not waiting()
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert found("volcano") == set()


def _rename_source(article: Article) -> None:
    article.source.name = "Evening Mirror"
    article.source.save()


def _rename_agency(article: Article) -> None:
    assert article.agency
    article.agency.name = "Wireless"
    article.agency.save()


def _rename_speaker(article: Article) -> None:
    person = article.quotes.get().speaker
    assert person
    person.name = "Rosa Gomez"
    person.save(update_fields=["name"])


def _rename_topic(article: Article) -> None:
    topic = article.topics.get()
    topic.name = "Climate"
    topic.save()


def _reattribute(article: Article) -> None:
    quote = article.quotes.get()
    quote.speaker = make_person(name="Luis Vega")
    quote.save()


def _change_caption(article: Article) -> None:
    photo = article.photos.get()
    photo.caption = "A dry street"
    photo.save()


def _make_fragment(article: Article) -> None:
    quote = article.quotes.get()
    quote.kind = Quote.Kind.FRAGMENT
    quote.save(update_fields=["kind"])


CHANGES: dict[str, Callable[[Article], object]] = {
    "its status": lambda article: Article.objects.get(pk=article.pk).save(update_fields=["status"]),
    "its text": lambda article: Article.objects.get(pk=article.pk).save(),
    "a source's name": _rename_source,
    "an agency's name": _rename_agency,
    "a speaker's name": _rename_speaker,
    "a topic's name": _rename_topic,
    "a quote's speaker": _reattribute,
    "a quote's kind": _make_fragment,
    "a caption": _change_caption,
    "a photo taken away": lambda article: article.photos.get().delete(),
    "a quote taken away": lambda article: article.quotes.get().delete(),
    "a speaker deleted": lambda _: Person.objects.get().delete(),
    "a topic deleted": lambda article: article.topics.get().delete(),
    "a topic taken away": lambda article: article.topics.remove(article.topics.get()),
    "all topics taken away": lambda article: article.topics.clear(),
    "a topic given": lambda article: article.topics.add(make_topic()),
    "given to a topic": lambda article: make_topic().articles.add(article.pk),
    "taken from a topic": lambda article: article.topics.get().articles.remove(article),
    "a topic emptied": lambda article: article.topics.get().articles.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_document_shows_enters_the_outbox(story: Article, change: str) -> None:
    make_article()
    sync.drain()
    CHANGES[change](story)
    assert waiting() == {story.pk}
    sync.drain()
    assert sync.check() == []


def test_what_no_document_shows_stays_out(story: Article) -> None:
    story.word_count = 7
    story.save(update_fields=["word_count", "updated_at"])
    story.source.homepage = "https://example.org/"
    story.source.save()
    quote = story.quotes.get()
    quote.confirmed = True
    quote.save(update_fields=["confirmed"])
    make_person(name="Nobody Quoted")
    assert waiting() == set()


def test_check_sees_a_quote_that_the_index_does_not_show_as_it_is(story: Article) -> None:
    story.quotes.update(kind=Quote.Kind.FRAGMENT)
    (difference,) = sync.check()
    assert difference.article_id == story.pk
    sync.rebuild()
    assert sync.check() == []
    fragments = SearchRequest(Filters(None, kinds=("fragment",)))
    assert [hit.quote_id for hit in get_engine().search_quotes(fragments).hits] == [story.quotes.get().pk]


def test_a_rename_reaches_every_article_in_one_statement() -> None:
    source = make_source(name="Old Name")
    ids = {make_article(source=source).pk for _ in range(30)}
    sync.drain()
    source.name = "New Name"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        source.save()
    assert len(queries) <= 7  # begin and end, the row as it was, was it renamed, two INSERT … SELECT, the row
    assert waiting() == ids
    sync.drain()
    assert found('source:"new name"') == ids
    assert found('source:"old name"') == set()


def test_bulk_writers_tell_the_outbox_themselves() -> None:
    source = make_source()
    articles = [Article(headline=f"Bulk {n}", body="Text.", slug=f"bulk-{n}", source=source) for n in range(1200)]
    Article.objects.bulk_create(articles)
    assert waiting() == set()
    SearchChange.objects.enqueue(article.pk for article in articles)
    assert sync.drain() == 1200
    assert sync.drain() == 0
    assert len(found("bulk")) == 1000
    assert sync.check() == []


def test_a_change_stays_in_the_outbox_until_it_is_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(headline="Volcano")
    engine = get_engine()

    def fail(*_: object) -> None:
        raise SearchUnavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "apply", fail)
        with pytest.raises(SearchUnavailable):
            sync.drain()
    assert waiting() == {article.pk}
    sync.drain()
    assert found("volcano") == {article.pk}


def test_an_index_that_cannot_be_written_does_not_stop_the_editor(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fail(*_: object) -> None:
        raise SearchUnavailable("The disk is full.")

    monkeypatch.setattr(get_engine(), "apply", fail)
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article()
    assert waiting() == {article.pk}
    assert "The disk is full" in caplog.text


def test_who_finds_another_one_at_it_does_not_wait() -> None:
    article = make_article(headline="Volcano")
    with get_engine().writing(wait=False):
        assert sync.drain() == 0
    assert waiting() == {article.pk}


def test_a_change_that_comes_while_the_lock_is_let_go_is_not_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    engine = get_engine()
    real = engine.apply
    late: list[int] = []

    def apply(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type] # passed on as they came
        if not late:
            late.append(make_article().pk)

    monkeypatch.setattr(engine, "apply", apply)
    assert sync.drain() == 2
    assert not waiting()


def test_a_row_committed_late_with_an_earlier_number_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_article()
    late = make_article(headline="Volcano")
    SearchChange.objects.all().delete()
    SearchChange.objects.create(pk=1000, article_id=first.pk)
    engine = get_engine()
    real = engine.apply

    def apply(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type] # passed on as they came
        if not found("volcano"):
            SearchChange.objects.get_or_create(pk=500, article_id=late.pk)

    monkeypatch.setattr(engine, "apply", apply)
    sync.drain()
    assert found("volcano") == {late.pk}


def test_the_outbox_is_looked_at_again_after_the_lock_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    engine = get_engine()
    real = engine.writing
    late: list[int] = []

    @contextmanager
    def writing(wait: bool) -> Iterator[bool]:
        with real(wait) as mine:
            yield mine
            if not late:
                late.append(make_article().pk)  # committed by a process that found the lock taken

    monkeypatch.setattr(engine, "writing", writing)
    assert sync.drain() == 2
    assert not waiting()


def test_rebuild_reads_everything_and_tells_its_progress(story: Article) -> None:
    get_engine().apply([], [story.pk])
    other = make_article()
    told: list[int] = []
    assert sync.rebuild(told.append) == 2
    assert sum(told) == 2
    assert found("") == {story.pk, other.pk}
    assert not waiting()
    assert sync.check() == []


def test_rebuild_includes_what_is_changed_meanwhile(story: Article) -> None:
    gone = make_article()
    sync.drain()

    def change(_: int) -> None:
        # Both articles have been read by now; what changes is drained into the old index.
        if not Article.objects.filter(pk=gone.pk).exists():
            return
        Article.objects.get(pk=story.pk).topics.clear()
        make_article(headline="Late arrival")
        gone.delete()
        assert sync.drain() > 0

    sync.rebuild(change)
    assert found('"late arrival"')
    assert sync.check() == []


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(story: Article) -> None:
    def fail(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync.rebuild(fail)
    assert found("storm") == {story.pk}
    story.headline = "Calm"
    story.save()
    sync.drain()
    assert found("headline:calm") == {story.pk}


def test_check_names_what_differs(story: Article) -> None:
    changed, missing = make_article(), make_article()
    sync.drain()
    Article.objects.filter(pk=changed.pk).update(headline="Changed behind the back")
    get_engine().apply([], [missing.pk])
    (document,) = load_documents(Article.objects.filter(pk=story.pk))
    Quote.objects.all().delete()
    SearchChange.objects.all().delete()
    Article.objects.filter(pk=story.pk).delete()
    SearchChange.objects.all().delete()
    assert document.id == story.pk or document.id
    assert [(each.article_id, each.what) for each in sync.check()] == [
        (document.id, "is in the index, but not in the database"),
        (changed.pk, "is not shown by the index as the database has it"),
        (missing.pk, "is in the database, but not in the index"),
    ]


def test_check_knows_changes_that_wait_from_differences(story: Article) -> None:
    story.headline = "Changed and waiting"
    story.save()
    assert sync.check() == []
