"""What an answer holds: visible articles, exact counts, order, pages, marks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.search.engine import Bar, FacetCount, Filters, Hit, SearchResponse, Sort
from articles.search.query import parse
from articles.search.syntax import Word, to_text
from tests.search.contract_base import NOW, Contract, marked
from tests.search.documents import make_document, make_said, said_by


class AnswersContract(Contract):
    """Filters, facets, timeline, sorting, paging, highlights."""

    # filters and visibility

    def test_filters(self) -> None:
        self.hold(
            make_document(1, source_id=1, agency_id=8, topic_ids=(1, 2), quotes=said_by(5), language="en"),
            make_document(2, source_id=2, topic_ids=(2,), language="es", status="draft"),
            make_document(3, source_id=3, published_on=date(2020, 5, 5)),
        )
        assert self.found(sources=(1,)) == {1}
        assert self.found(sources=(1, 2)) == {1, 2}
        assert self.found(agencies=(8,)) == {1}
        assert self.found(topics=(2,)) == {1, 2}
        assert self.found(topics=(2,), sources=(2, 3)) == {2}
        assert self.found(speakers=(5, 6)) == {1}
        assert self.found(languages=("es", "fr")) == {2}
        assert self.found(statuses=("draft",)) == {2}
        assert self.found(first_day=date(2020, 5, 5), last_day=date(2020, 5, 5)) == {3}
        assert self.found(first_day=date(2020, 5, 6)) == {1, 2}
        assert self.found(exclude=(1, 3)) == {2}
        assert self.found("h2", sources=(1,)) == set()

    def test_readers_see_only_what_is_published_and_due(self) -> None:
        self.hold(
            make_document(1),
            make_document(2, status="draft"),
            make_document(3, status="withheld"),
            make_document(4, publish_at=NOW + timedelta(minutes=1)),
            make_document(5, publish_at=NOW),
            make_document(6, publish_at=NOW - timedelta(days=1), status="draft"),
        )
        assert self.found(visible_at=NOW) == {1, 5}
        assert self.found(visible_at=NOW + timedelta(minutes=2)) == {1, 4, 5}
        assert self.found("-absent", visible_at=NOW) == {1, 5}
        response = self.ask(filters=Filters(NOW), facets=("source", "status", "year"), timeline="year")
        assert response.facets["status"] == [FacetCount("published", 2)]
        assert response.facets["source"] == [FacetCount(1, 2)]
        assert response.timeline == [Bar(date(2024, 1, 1), 2)]

    # counts

    def test_facets_count_with_the_other_facets_filters(self) -> None:
        self.hold(
            make_document(1, source_id=1, language="en"),
            make_document(2, source_id=2, language="en"),
            make_document(3, source_id=2, language="es"),
            make_document(4, source_id=3, language="fr"),
        )
        response = self.ask(filters=Filters(None, sources=(2,), languages=("en",)), facets=("source", "language"))
        assert response.total == 1
        assert response.facets["source"] == [FacetCount(1, 1), FacetCount(2, 1)]
        assert response.facets["language"] == [FacetCount("en", 1), FacetCount("es", 1)]

    def test_chosen_values_are_counted_even_where_none_or_few_have_them(self) -> None:
        self.hold(*(make_document(pk, source_id=1) for pk in (1, 2)), make_document(3, source_id=2, language="es"))
        chosen = Filters(None, sources=(2, 9), languages=("en",))
        response = self.ask(filters=chosen, facets=("source", "language"), facet_limit=1)
        assert response.facets["source"] == [FacetCount(1, 2), FacetCount(2, 0), FacetCount(9, 0)]
        few = self.ask(filters=Filters(None, sources=(2,)), facets=("source",), facet_limit=1)
        assert few.facets["source"] == [FacetCount(1, 2), FacetCount(2, 1)]

    def test_what_an_article_has_is_asked_for_and_counted_together(self) -> None:
        self.hold(
            make_document(1, quotes=said_by(5), has_photos=True),
            make_document(2, quotes=said_by(5), has_corrections=True),
            make_document(3),
        )
        assert self.found(has=("quotes",)) == {1, 2}
        assert self.found(has=("quotes", "photos")) == {1}
        assert self.found(has=("photos", "corrections")) == set()
        response = self.ask(filters=Filters(None, has=("quotes",)), facets=("has",))
        assert response.facets["has"] == [
            FacetCount("quotes", 2),
            FacetCount("corrections", 1),
            FacetCount("photos", 1),
        ]

    def test_years_months_and_days_are_counted_around_the_chosen_days(self) -> None:
        days = [date(2023, 5, 5), date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1)]
        self.hold(*(make_document(number, published_on=day) for number, day in enumerate(days, 1)))
        chosen = Filters(None, first_day=date(2024, 2, 29), last_day=date(2024, 2, 29))
        response = self.ask(filters=chosen, facets=("year", "month", "day"), timeline="day")
        assert response.total == 1
        assert response.facets["year"] == [FacetCount(2024, 3), FacetCount(2023, 1)]
        assert response.facets["month"] == [FacetCount("2024-02", 2), FacetCount("2024-03", 1)]
        assert response.facets["day"] == [FacetCount("2024-02-01", 1), FacetCount("2024-02-29", 1)]
        assert response.timeline == [Bar(date(2024, 2, 29), 1)]

    def test_an_article_without_a_value_is_in_no_count_of_its_facet(self) -> None:
        self.hold(make_document(1, language="", published_on=None, status="draft"))
        response = self.ask(facets=("language", "agency", "year"), timeline="month")
        assert response == SearchResponse(1, [Hit(1)], {"language": [], "agency": [], "year": []}, [])

    def test_a_facet_gives_its_largest_values_with_exact_counts(self) -> None:
        # In each of two commits the value 99 is behind a hundred others; in both together it is the first.
        for commit in (0, 1):
            others = tuple(range(1000 * commit + 100, 1000 * commit + 200))
            ids = range(10 * commit + 1, 10 * commit + 6)
            self.hold(*(make_document(pk, quotes=said_by(*others, *([] if pk == ids[0] else [99]))) for pk in ids))
        response = self.ask(facets=("speaker",), facet_limit=1)
        assert response.facets["speaker"] == [FacetCount(99, 8)]

    # order and pages

    def test_newest_and_oldest_go_by_time_then_by_id(self) -> None:
        moment = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
        self.hold(make_document(2, published_at=moment), make_document(1, published_at=moment))
        self.hold(make_document(3, published_at=moment - timedelta(seconds=1)))
        self.hold(make_document(4, published_at=None, published_on=None, status="draft"))
        newest = [hit.article_id for hit in self.ask(sort=Sort.NEWEST).hits]
        oldest = [hit.article_id for hit in self.ask(sort=Sort.OLDEST).hits]
        assert newest == [2, 1, 3, 4]
        assert oldest == newest[::-1]

    def test_relevance_puts_headlines_first(self) -> None:
        self.hold(
            make_document(1, body="The budget is mentioned once in this long text about other things altogether."),
            make_document(2, headline="Budget approved", body="The budget passed."),
            make_document(3, body="Nothing."),
        )
        response = self.ask("budget", sort=Sort.RELEVANCE)
        assert [hit.article_id for hit in response.hits] == [2, 1]
        scores = [hit.score or 0 for hit in response.hits]
        assert scores[0] > scores[1] > 0

    @pytest.mark.parametrize("sort", list(Sort))
    def test_pages_have_no_gaps_and_no_doubles(self, sort: Sort) -> None:
        for batch in range(3):
            self.hold(*(make_document(batch * 10 + n, body="same words here") for n in range(1, 9)))
        whole = [hit.article_id for hit in self.ask("words", sort=sort, limit=100).hits]
        pages = [
            hit.article_id
            for offset in range(0, 30, 5)
            for hit in self.ask("words", sort=sort, offset=offset, limit=5).hits
        ]
        assert pages == whole
        assert len(set(whole)) == 24

    def test_no_page_beyond_the_last(self) -> None:
        self.hold(make_document(1), make_document(2))
        assert self.ask(offset=2) == SearchResponse(2, [], start=2)
        assert self.ask(offset=10**12) == SearchResponse(2, [], start=2)
        assert self.ask(limit=0) == SearchResponse(2, [])
        assert len(self.ask(limit=10**9).hits) == 2

    # highlights

    def test_hits_of_a_query_carry_the_headline_and_the_best_passage(self) -> None:
        filler = "Nothing of note happened here for a long while. " * 20
        body = f"The minister spoke.\n\n{filler}\n\nHere the foreign soldiers marched, said the minister.\n\n{filler}"
        self.hold(make_document(1, headline="Foreign ministers meet", body=body))
        (hit,) = self.ask("foreign soldier minister").hits
        assert marked(hit.headline) == ["Foreign", "ministers"]
        assert hit.passage
        assert hit.passage.text == "Here the foreign soldiers marched, said the minister."
        assert marked(hit.passage) == ["foreign", "soldiers", "minister"]

    def test_a_long_paragraph_is_cut_around_the_words(self) -> None:
        filler = "nothing of note happened " * 40
        self.hold(make_document(1, body=f"{filler}until the añejo volcano woke up, {filler}"))
        (hit,) = self.ask("volcano").hits
        assert hit.passage
        assert marked(hit.passage) == ["volcano"]
        assert len(hit.passage.text) <= 300
        assert hit.passage.text == hit.passage.text.strip()

    def test_only_the_phrase_is_marked_where_a_phrase_was_asked(self) -> None:
        self.hold(make_document(1, body="Soldiers came. Foreign soldiers left. Foreign."))
        (hit,) = self.ask('"foreign soldiers"').hits
        assert marked(hit.passage) == ["Foreign", "soldiers"]

    def test_excluded_words_and_other_fields_are_not_marked(self) -> None:
        self.hold(make_document(1, headline="Rain and wind", body="Rain fell in Quito.", byline="Rain"))
        (hit,) = self.ask("rain -snow headline:wind").hits
        assert marked(hit.headline) == ["Rain", "wind"]
        assert marked(hit.passage) == ["Rain"]

    def test_passages_come_from_captions_where_the_text_has_none(self) -> None:
        self.hold(make_document(1, captions="A volcano in Ecuador"))
        (hit,) = self.ask("volcano").hits
        assert hit.passage
        assert hit.passage.text == "A volcano in Ecuador"

    def test_no_highlights_without_a_query_or_when_not_wanted(self) -> None:
        self.hold(make_document(1, body="rain"))
        assert self.ask().hits == [Hit(1)]
        assert self.ask("rain", highlight=False).hits == [Hit(1)]

    @pytest.mark.parametrize("query", ["eleccio*", "elección", '"las elecciones"', "eleccion OR ayer", "=elecciones"])
    def test_marks_are_whole_words_in_accented_text(self, query: str) -> None:
        self.hold(make_document(1, body="Así, después de las elecciones", language="es"))
        (hit,) = self.ask(query).hits
        assert "elecciones" in marked(hit.passage)

    # did you mean

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("solders", "soldiers"),
            ("soldeirs", "soldiers"),
            ("zoldiers", "soldiers"),
            ("soldierss", "soldiers"),
            ("eleccoin", "elección"),
            ("headline:solders", "headline:soldiers"),
            ('"foreign solders"', '"foreign soldiers"'),
            ('="foreign solders land"', '="foreign soldiers land"'),
            ('"foreing solders"~2', '"foreign soldiers"~2'),
            ('"solders foreign"', ""),
            ("speaker:bernake", "speaker:bernanke"),
            ('speaker:"ben bernake" soldiers', 'speaker:"ben bernanke" soldiers'),
            ("source:daili", "source:daily"),
            ("speaker:gernanke", ""),
            ("speaker:bernanke sailors", ""),
            ("foreign solders -rain", "foreign soldiers -rain"),
            ("ships OR solders", ""),
            ("solders rainn", ""),
            ("sailors", ""),
            ("body:solders", ""),
            ("xyz", ""),
        ],
    )
    def test_one_wrong_letter_is_set_right_where_that_finds_something(self, written: str, meant: str) -> None:
        self.hold(
            make_document(
                1, headline="Foreign soldiers land", body="By ships.", quotes=(make_said(speakers=("Ben Bernanke",)),)
            ),
            make_document(2, body="La elección", language="es"),
        )
        suggestion = self.ask(written).suggestion
        assert (to_text(suggestion) if suggestion else "") == meant

    def test_a_misprint_that_an_article_holds_is_set_right_by_a_far_more_frequent_word(self) -> None:
        often = [make_document(pk, headline="Subprime mortgage") for pk in range(10, 60)]
        self.hold(make_document(1, headline="Subprime mortage lender"), *often)
        assert self.ask("subprme mortage").suggestion == parse("subprime mortgage").node
        assert self.ask("mortage zebra").suggestion is None
        self.hold(make_document(2, headline="A mortage"))
        assert self.ask("subprme mortage").suggestion == parse("subprime mortage").node  # 50 are not 50 times 2

    def test_a_rare_word_stands_where_only_it_finds_something(self) -> None:
        often = [make_document(pk, headline="Mortgage") for pk in range(10, 70)]
        self.hold(make_document(1, headline="Subprime mortage"), *often)
        assert self.ask("subprme mortage").suggestion == parse("subprime mortage").node

    def test_a_short_rare_word_is_not_taken_for_a_misprint(self) -> None:
        self.hold(make_document(1, headline="Rain"), *(make_document(pk, headline="Main road") for pk in range(10, 70)))
        assert self.ask("rain road").suggestion is None

    def test_nothing_is_suggested_that_readers_may_not_see(self) -> None:
        self.hold(make_document(1, headline="Soldiers", status="draft"))
        self.hold(make_document(2, quotes=(make_said(speakers=("Greta Lind",)),), status="draft"))
        assert self.ask("solders", filters=Filters(NOW)).suggestion is None
        assert self.ask("speaker:grete", filters=Filters(NOW)).suggestion is None
        assert self.ask("speaker:grete").suggestion == Word("greta", "speaker")
        assert self.ask("solders").suggestion == Word("soldiers")

    def test_no_word_of_a_hidden_article_is_suggested_beside_a_visible_one(self) -> None:
        self.hold(make_document(1, headline="Soldiers", status="draft"), make_document(2, headline="Harvest"))
        suggestion = self.ask("solders OR harvezt", filters=Filters(NOW)).suggestion
        assert suggestion == parse("solders OR harvest").node

    # like articles

    def test_articles_alike_share_rare_words_and_copies_come_first(self) -> None:
        story = "The trawler Ottoline sank off Guamare with herring on board."
        common = "The council met on Monday and said that it would go on."
        self.hold(
            make_document(1, headline="Trawler sinks", body=f"{story} {common}"),
            make_document(2, headline="Trawler sinks", body=f"{story} {common}"),
            make_document(3, body=f"Divers found the Ottoline near Guamare. {common}"),
            *(make_document(pk, body=f"{common} Text t{pk}.") for pk in range(4, 150)),
        )
        hits = self.engine.alike(1, Filters(None), 10)
        assert [hit.article_id for hit in hits] == [2, 3]
        assert hits[0].score == 1.0
        assert hits[1].score is not None
        assert 0 < hits[1].score < 0.9
        assert [hit.article_id for hit in self.engine.alike(1, Filters(None), 1)] == [2]

    def test_articles_alike_are_those_that_the_filters_let_through(self) -> None:
        words = {"body": "Herring and longline off Guamare."}
        self.hold(*(make_document(pk, status=status, **words) for pk, status in ((1, "published"), (2, "draft"))))
        self.hold(make_document(3, publish_at=NOW + timedelta(days=1), **words), make_document(4, **words))
        assert [hit.article_id for hit in self.engine.alike(1, Filters(NOW), 10)] == [4]
        assert {hit.article_id for hit in self.engine.alike(1, Filters(None), 10)} == {2, 3, 4}
        assert [hit.article_id for hit in self.engine.alike(2, Filters(NOW), 10)] != []

    def test_an_article_that_is_not_held_or_says_nothing_is_like_none(self) -> None:
        self.hold(make_document(1), make_document(2, headline="", body=""))
        assert self.engine.alike(99, Filters(None), 10) == []
        assert self.engine.alike(2, Filters(None), 10) == []
