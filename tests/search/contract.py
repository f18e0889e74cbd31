"""What every search engine does. A subclass gives the engine; nothing here knows which one it is."""

from articles.search.engine import FacetCount
from tests.search.contract_answers import AnswersContract
from tests.search.contract_numbers import NumbersContract
from tests.search.contract_paging import PagingContract
from tests.search.contract_quotes import QuotesContract
from tests.search.contract_words import WordsContract
from tests.search.documents import make_document


class EngineContract(WordsContract, AnswersContract, NumbersContract, QuotesContract, PagingContract):
    """The one test class that all engines pass; to what is asked it adds how the index is written."""

    # writing

    def test_a_document_written_twice_is_there_once_with_its_last_text(self) -> None:
        self.hold(make_document(1, body="before"), make_document(2))
        self.hold(make_document(1, body="after"))
        self.hold(make_document(1, body="after"))
        assert self.found("after") == {1}
        assert self.found("before") == set()
        assert self.ask().total == 2

    def test_removed_documents_are_gone(self) -> None:
        self.hold(make_document(1), make_document(2))
        self.engine.apply([], [1, 99])
        assert self.found() == {2}
        assert self.ask(facets=("source",)).facets["source"] == [FacetCount(1, 1)]

    def test_digests_tell_what_is_held(self) -> None:
        documents = [make_document(pk) for pk in (3, 1, 2)]
        self.hold(*documents)
        expected = {document.id: document.digest() for document in sorted(documents, key=lambda each: each.id)}
        assert list(self.engine.digests(0, None).items()) == list(expected.items())
        assert self.engine.digests(2, 3) == {2: expected[2], 3: expected[3]}
        assert self.engine.digests(4, None) == {}

    def test_a_rebuild_replaces_everything_with_the_last_changes_in_it(self) -> None:
        self.hold(make_document(1, body="old"), make_document(2, body="old"))
        with self.engine.rebuild([make_document(1, body="new"), make_document(2, body="new")]) as fresh:
            assert self.found("old") == {1, 2}
            self.engine.apply([make_document(3, body="new")], [2])
            assert self.found("old") == {1}
            assert fresh.changed() == {2, 3}
            fresh.swap([make_document(3, body="new")], [2])
        assert self.found("new") == {1, 3}
        assert self.found("old") == set()
        assert self.ask().total == 2

    def test_an_unfinished_rebuild_leaves_the_index_as_it_was(self) -> None:
        self.hold(make_document(1, body="old"))
        with self.engine.rebuild([make_document(1, body="new")]):
            pass
        assert self.found("old") == {1}
        self.hold(make_document(2))
        assert self.ask().total == 2

    def test_one_writer_at_a_time(self) -> None:
        with self.engine.writing(wait=False) as first, self.engine.writing(wait=False) as second:
            assert (first, second) == (True, False)
        with self.engine.writing(wait=False) as again:
            assert again
