"""The search engine in process: Tantivy."""

import os
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

from tantivy import DocAddress, FieldType, Index, IndexWriter, Occur, Order, Query, Searcher

from articles.search.aggregations import Counts, count_roles, count_values
from articles.search.alike import alike_query
from articles.search.compiler import QUOTE_WEIGHTS, WEIGHTS, Compiler
from articles.search.counting import count
from articles.search.document import SearchDocument
from articles.search.engine import (
    Filters,
    Hit,
    Passage,
    QuoteHit,
    QuoteResponse,
    RoleCount,
    SearchRequest,
    SearchResponse,
    SearchUnavailable,
    Sort,
    Walk,
)
from articles.search.filters import filter_clauses
from articles.search.highlight import Highlighter
from articles.search.paging import Pages, Slice
from articles.search.schema import SCHEMA, stored_text, to_index
from articles.search.spelling import suggest
from articles.search.storage import Indexes, Storage, reading, writing
from articles.search.syntax import Node

_EDIT_HEAP = 50_000_000  # holds a batch of the outbox in one segment; what is not needed is not taken
_BUILD_THREADS = 2
_PASSAGE_FIELDS = ("body", "standfirst", "caption")

_AnyHit = TypeVar("_AnyHit", Hit, QuoteHit)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The two indexes as one search sees them from its beginning to its end."""

    generation: str
    version: Hashable
    indexes: Indexes
    articles: Compiler
    quotes: Compiler


class TantivyEngine:
    """One per process; its methods may be called from any thread."""

    def __init__(self, storage: Storage, build_memory: int = 100_000_000) -> None:
        """`build_memory`: bytes that a rebuild may fill before it writes a segment. With much of it few segments are
        written, and none are merged, which would cost a quarter of the time."""
        self._storage = storage
        self._build_heap = build_memory * 4 // 5  # the quotes have the rest
        self._snapshot: _Snapshot | None = None
        self._opening = threading.Lock()

    def search(self, request: SearchRequest) -> SearchResponse:
        """Answer one question. Raises SearchUnavailable."""
        return SearchResponse(**_answer(self._current().articles, request, "id", _article_hits))

    def search_quotes(self, request: SearchRequest) -> QuoteResponse:
        """Answer a question about quotes. Raises SearchUnavailable."""
        return QuoteResponse(**_answer(self._current().quotes, request, "quote_id", _quote_hits))

    def marker(self, query: Node) -> Highlighter:
        """What marks a query's words in any text."""
        return Highlighter(query)

    def walk(self, request: SearchRequest) -> Walk:
        """Ids of all articles that match. Raises SearchUnavailable."""
        return _walk(self._current().articles, request, "id")

    def walk_quotes(self, request: SearchRequest) -> Walk:
        """Ids of all quotes that match. Raises SearchUnavailable."""
        return _walk(self._current().quotes, request, "quote_id")

    def roles(self, filters: Filters) -> Sequence[RoleCount]:
        """The offices printed with quotes. Raises SearchUnavailable."""
        searcher = self._current().quotes.searcher
        with reading():
            return count_roles(
                searcher, Query.boolean_query([(Occur.Must, Query.all_query()), *filter_clauses(filters)])
            )

    def alike(self, article_id: int, filters: Filters, limit: int) -> Sequence[Hit]:
        """Articles that share this one's rarest words. Raises SearchUnavailable."""
        searcher = self._current().articles.searcher
        with reading():
            wanted = alike_query(searcher, article_id)
            query = Query.boolean_query([(Occur.Must, wanted), *filter_clauses(filters)])
            found: Any = searcher.search(query, limit + 1, count=False)  # Tantivy's type stub knows no plain scores
            ids = Pages(searcher, "id").numbers("id", [address for _, address in found.hits])
        scores: dict[int, float] = {pk: score for pk, (score, _) in zip(ids, found.hits, strict=True)}
        whole = scores.pop(article_id, max(scores.values(), default=1.0))
        return [Hit(pk, min(score / whole, 1.0)) for pk, score in scores.items()][:limit]

    def apply(self, documents: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Write these documents over any with the same id, remove those ids, and make both visible at once."""
        with _writers(self._current().indexes, _EDIT_HEAP, 1) as writers:
            changed = _write(writers, documents, removed)
        self._storage.committed()
        self._storage.note_changes(changed)

    def writing(self, wait: bool) -> AbstractContextManager[bool]:
        """Hold the one right to apply changes; yields False where another process or thread has it."""
        return self._storage.lock("write", wait)

    @contextmanager
    def rebuild(self, documents: Iterable[SearchDocument]) -> Iterator["TantivyRebuild"]:
        """Build a new index beside the one in use; it is put into use by `swap`, else discarded."""
        with self._storage.lock("rebuild", wait=False) as free:
            if not free:
                raise SearchUnavailable("The search index is being rebuilt already. Wait until that is done.")
            with self.writing(wait=True):
                self._storage.watch_changes()
            try:
                generation = self._storage.create()
                indexes = self._storage.open(generation)
                with _writers(indexes, self._build_heap, _BUILD_THREADS) as writers:
                    for document in documents:
                        _add(writers, document)
                yield TantivyRebuild(self._storage, generation, indexes)
            finally:
                self._storage.take_changes()

    def release(self) -> None:
        """Open the index's files, which Tantivy maps into memory, anew, and close them as they were. Whoever asks
        meanwhile is answered from those; a question that is being answered keeps them open until then."""
        try:
            generation = self._storage.current()
            with self._opening:
                version = self._storage.version(generation)
                held, opened = self._snapshot, _snapshot(generation, version, self._storage.open(generation))
                unchanged = self._storage.version(generation) == version
                if held and unchanged and (held.generation, held.version) == (generation, version):
                    opened.articles.know(held.articles)
                    opened.quotes.know(held.quotes)
                self._snapshot = opened
        except SearchUnavailable:  # the next question tells
            self._snapshot = None

    def exists(self) -> bool:
        """Whether an index was ever built, readable or not."""
        return self._storage.exists()

    def begin(self) -> None:
        """Put an empty index into use where there has never been one; call it while holding `writing`."""
        with self._storage.lock("rebuild", wait=False) as free:
            if free and not self._storage.exists():
                self._storage.use(self._storage.create())

    def digests(self, first: int, last: int | None) -> dict[int, int]:
        """Digest by id, of all documents from id `first` to `last` (None: to the end)."""
        searcher = self._current().articles.searcher
        query = Query.range_query(SCHEMA, "id", FieldType.Unsigned, lower_bound=first, upper_bound=last)
        with reading():
            found = searcher.search(query, max(searcher.num_docs, 1), count=False, order_by_field="id", order=Order.Asc)
            addresses = [address for _, address in found.hits]
            pages = Pages(searcher, "id")
            return dict(zip(pages.numbers("id", addresses), pages.numbers("digest", addresses), strict=True))

    def _current(self) -> _Snapshot:
        """The present state of the index, opened anew where it was changed or replaced."""
        while True:
            generation = self._storage.current()
            try:
                return self._opened(generation)
            except SearchUnavailable:
                if self._storage.current() == generation:
                    raise  # else it was replaced between reading its name and opening it

    def _opened(self, generation: str) -> _Snapshot:
        version = self._storage.version(generation)
        held = self._snapshot
        if held and (held.generation, held.version) == (generation, version):
            return held
        with self._opening:
            held = self._snapshot
            if held and (held.generation, held.version) == (generation, version):
                return held
            same = held and held.generation == generation
            indexes = held.indexes if held and same else self._storage.open(generation)
            self._snapshot = _snapshot(generation, version, indexes)
            return self._snapshot


def _snapshot(generation: str, version: Hashable, indexes: Indexes) -> _Snapshot:
    """The indexes as they are now."""
    with reading():
        for index in indexes:
            index.reload()
        articles = Compiler(indexes.articles.searcher(), WEIGHTS)
        quotes = Compiler(indexes.quotes.searcher(), QUOTE_WEIGHTS)
    return _Snapshot(generation, version, indexes, articles, quotes)


class TantivyRebuild:
    """A new generation that is complete but for the last changes."""

    def __init__(self, storage: Storage, generation: str, indexes: Indexes) -> None:
        self._storage = storage
        self._generation = generation
        self._indexes = indexes

    def changed(self) -> set[int]:
        """Ids of the articles that were applied to the index in use since the rebuild began."""
        return self._storage.take_changes()

    def swap(self, documents: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Apply the last changes and put the new index into use."""
        with _writers(self._indexes, _EDIT_HEAP, 1) as writers:
            _write(writers, documents, removed)
        self._storage.committed()
        self._storage.use(self._generation)


class _Writers(NamedTuple):
    articles: IndexWriter
    quotes: IndexWriter


@contextmanager
def _writers(indexes: Indexes, heap: int, threads: int) -> Iterator[_Writers]:
    """Quotes are committed first: what the articles' digests tell is then in both indexes. They are short, and one
    thread writes them while `threads` write the articles."""
    of_quotes = max(heap // 4, _EDIT_HEAP)
    with _writer(indexes.articles, heap, threads) as articles, _writer(indexes.quotes, of_quotes, 1) as quotes:
        yield _Writers(articles, quotes)


@contextmanager
def _writer(index: Index, heap: int, threads: int) -> Iterator[IndexWriter]:
    """Commit at the end and let the merges finish; nothing is written where an error leaves the block."""
    with writing():
        writer = index.writer(heap, threads)
        # A process that was killed before its commit was noted leaves files whose names the next one would use again.
        writer.garbage_collect_files()
    yield writer
    with writing():
        writer.commit()
        writer.wait_merging_threads()


def _write(writers: _Writers, documents: Iterable[SearchDocument], removed: Iterable[int]) -> list[int]:
    changed = []
    for article_id in removed:
        _delete(writers, article_id)
        changed.append(article_id)
    for document in documents:
        _delete(writers, document.id)
        _add(writers, document)
        changed.append(document.id)
    return changed


def _add(writers: _Writers, document: SearchDocument) -> None:
    article, quotes = to_index(document)
    with writing():
        writers.articles.add_document(article)
        for quote in quotes:
            writers.quotes.add_document(quote)


def _delete(writers: _Writers, article_id: int) -> None:
    # By query: delete_documents_by_term finds no unsigned number (tantivy-py 0.27).
    of_article = Query.term_query(SCHEMA, "id", article_id)
    with writing():
        for writer in writers:
            writer.delete_documents_by_query(of_article)


@cache
def _threads() -> ThreadPoolExecutor:
    """Threads that count beside. They are kept, for to start and to end one takes a tenth of a short answer."""
    return ThreadPoolExecutor(thread_name_prefix="count")


os.register_at_fork(after_in_child=_threads.cache_clear)  # a forked process has none of its parent's threads


def _answer(
    compiler: Compiler,
    request: SearchRequest,
    record: str,
    told: Callable[[Pages, Slice, SearchRequest], list[_AnyHit]],
) -> dict[str, Any]:
    """What answers about articles and about quotes have alike: all of it, the hits as `told` tells them.

    Counting takes as long as finding the hits and marking their passages, so it is done beside that: Tantivy lets other
    threads run while it searches.
    """
    pages = Pages(compiler.searcher, record)
    with reading():
        wanted, query = _queries(compiler, request)
        counts: Callable[[], Counts] = cache(partial(count_values, compiler.searcher, wanted, request))
        if request.limit > 0 and (request.facets or request.timeline):  # else one of the two has nothing to do
            counts = _threads().submit(counts).result

        def total() -> int:
            counted = counts().total
            return count(compiler.searcher, query) if counted is None else counted

        page = pages.slice(query, request, total)
        hits = told(pages, page, request)
        suggestion = suggest(compiler, request) if not page.total and request.query else None
        following, previous = pages.around(page, request.sort)
        counted = counts()
    return {
        "total": page.total,
        "hits": hits,
        "facets": counted.facets,
        "timeline": counted.timeline,
        "suggestion": suggestion,
        "start": page.start,
        "next": following,
        "previous": previous,
    }


def _queries(compiler: Compiler, request: SearchRequest) -> tuple[Query, Query]:
    """What the words ask for, to be counted, and the same within the filters, to be put in the request's order."""
    if not request.query:
        wanted = ordered = Query.all_query()
    else:
        wanted = ordered = compiler.compile(request.query, ranked=False)
        if request.sort is Sort.RELEVANCE:
            ordered = compiler.compile(request.query)
    return wanted, Query.boolean_query([(Occur.Must, ordered), *filter_clauses(request.filters)])


def _walk(compiler: Compiler, request: SearchRequest, record: str) -> Walk:
    with reading():
        _, query = _queries(compiler, request)
        total = count(compiler.searcher, query)
    return Walk(total, _told(Pages(compiler.searcher, record).walk(query, request)))


def _told(batches: Iterator[list[int]]) -> Iterator[list[int]]:
    with reading():
        yield from batches


def _article_hits(pages: Pages, page: Slice, request: SearchRequest) -> list[Hit]:
    ids = pages.numbers("id", page.addresses)
    if request.query is None or not request.highlight:
        return [Hit(article_id, score) for article_id, score in zip(ids, page.scores, strict=True)]
    highlighter = Highlighter(request.query)
    return [
        _highlighted(pages.searcher, highlighter, address, article_id, score)
        for address, article_id, score in zip(page.addresses, ids, page.scores, strict=True)
    ]


def _quote_hits(pages: Pages, page: Slice, request: SearchRequest) -> list[QuoteHit]:
    article_ids, ids = pages.numbers("id", page.addresses), pages.numbers("quote_id", page.addresses)
    words: list[Passage | None] = [None] * len(ids)
    if request.query and request.highlight:
        highlighter = Highlighter(request.query)
        words = [_words(pages.searcher, highlighter, address) for address in page.addresses]
    return [QuoteHit(*each) for each in zip(ids, article_ids, page.scores, words, strict=True)]


def _words(searcher: Searcher, highlighter: Highlighter, address: DocAddress) -> Passage:
    stored = searcher.doc(address)
    return highlighter.mark(stored_text(stored, "quote"), "quote", stored.get_first("language") or "")


def _highlighted(
    searcher: Searcher, highlighter: Highlighter, address: DocAddress, article_id: int, score: float | None
) -> Hit:
    stored = searcher.doc(address)
    language = stored.get_first("language") or ""
    headline = highlighter.mark(stored_text(stored, "headline"), "headline", language)
    for field in _PASSAGE_FIELDS:
        text = stored_text(stored, field)
        passage = highlighter.best_passage(text, field, language) if text else None
        if passage:
            return Hit(article_id, score, headline, passage)
    return Hit(article_id, score, headline)
