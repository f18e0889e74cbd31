"""Which articles a query text finds."""

from datetime import date

import pytest

from articles.search.engine import SearchResponse, SearchUnavailable
from articles.search.query import parse
from articles.search.syntax import Word
from tests.search.contract_base import Contract
from tests.search.documents import make_document, make_said


class WordsContract(Contract):
    """Words, phrases, languages, fields, dates."""

    # words

    def test_an_empty_index_answers(self) -> None:
        response = self.ask("rain", facets=("source", "year"), timeline="year")
        assert response == SearchResponse(0, [], {"source": [], "year": []}, [])

    def test_no_query_is_everything(self) -> None:
        self.hold(make_document(1), make_document(2))
        assert self.found() == {1, 2}

    def test_all_words_must_match_in_any_part_of_the_story(self) -> None:
        self.hold(
            make_document(1, headline="Soldiers land", body="They came by sea.", captions="A foreign ship."),
            make_document(2, headline="Soldiers leave"),
        )
        assert self.found("soldiers") == {1, 2}
        assert self.found("soldiers foreign sea") == {1}
        assert self.found("soldiers absent") == set()

    def test_words_are_found_in_any_inflection_and_case(self) -> None:
        self.hold(make_document(1, body="The MINISTERS were voting."))
        assert self.found("minister vote") == {1}

    def test_exact_words_are_not_inflected(self) -> None:
        self.hold(make_document(1, body="The ministers were voting."))
        assert self.found("=ministers =VOTING") == {1}
        assert self.found("=minister") == set()
        assert self.found("minister", exact=True) == set()
        assert self.found('"ministers were"', exact=True) == {1}
        assert self.found('"minister were"', exact=True) == set()

    def test_phrases_stand_together_and_in_order(self) -> None:
        self.hold(
            make_document(1, body="The foreign soldiers left."), make_document(2, body="Soldiers of a foreign army.")
        )
        assert self.found('"foreign soldiers"') == {1}
        assert self.found('"soldiers foreign"') == set()
        assert self.found('"soldiers army"~2') == set()
        assert self.found('"soldiers army"~3') == {2}
        assert self.found('"soldiers foreign"~2') == {1, 2}

    def test_phrases_do_not_run_from_one_part_or_quote_into_the_next(self) -> None:
        self.hold(
            make_document(
                1,
                headline="Peace",
                standfirst="Talks",
                quotes=(make_said("Never again."), make_said("Peace talks failed.")),
            )
        )
        assert self.found('"peace talks"') == set()
        assert self.found('quote:"peace talks"') == {1}
        assert self.found('quote:"again peace"') == set()

    def test_a_word_with_signs_in_it_is_a_phrase(self) -> None:
        self.hold(make_document(1, body="The U.S. didn’t sign."), make_document(2, body="S and U; did it? T."))
        assert self.found("U.S.") == {1}
        assert self.found("didn't") == {1}

    def test_alternatives_exclusions_and_groups(self) -> None:
        self.hold(
            make_document(1, body="rain wind"), make_document(2, body="rain snow"), make_document(3, body="wind frost")
        )
        assert self.found("rain OR frost") == {1, 2, 3}
        assert self.found("rain -snow") == {1}
        assert self.found("rain NOT snow") == {1}
        assert self.found("wind (rain OR snow)") == {1}
        assert self.found("-(rain AND wind)") == {2, 3}
        assert self.found("rain OR -wind") == {1, 2}
        assert self.found("-rain -frost") == set()

    def test_only_excluded_words_mean_everything_but_them(self) -> None:
        self.hold(make_document(1, body="rain"), make_document(2, body="snow"))
        assert self.found("-rain") == {2}
        assert self.found("-rain", sources=(9,)) == set()

    def test_beginnings_of_words(self) -> None:
        self.hold(make_document(1, body="The invasion began."), make_document(2, body="Invoices were sent."))
        assert self.found("inva*") == {1}
        assert self.found("INV*") == {1, 2}
        assert self.found('"the invas"*') == {1}
        assert self.found("body:inva*") == {1}
        assert self.found("headline:inva*") == set()

    def test_too_many_endings_in_a_phrase_are_refused_with_advice(self) -> None:
        words = [f"the abc{number}" for number in range(10_001)]
        self.hold(make_document(1, body=" ".join(words)))
        with pytest.raises(SearchUnavailable, match=r"Give more letters"):
            self.ask('"the abc"*')
        assert self.found('"the abc123"*') == {1}

    def test_a_text_without_any_word_matches_nothing(self) -> None:
        self.hold(make_document(1))
        assert self.found("?!") == set()
        assert self.found("-?!") == set()

    # languages

    @pytest.mark.parametrize(
        ("language", "text", "query"),
        [
            ("es", "Las elecciones de ayer", "elección"),
            ("es", "La elección de ayer", "eleccion"),
            ("es", "La eleccion de ayer", "elección"),
            ("es-VE", "El presidente habló", "hablo"),
            ("fr", "Les députés étrangers", "depute"),
            ("pt", "As eleições de domingo", "eleição"),
            ("pt-BR", "A eleição de domingo", "eleicao"),
            ("de", "Die Häuser der Straße", "haus strasse"),
            ("en", "A naïve café owner", "naive cafes"),
            ("it", "La città è bella", "citta"),
            ("", "Żółty dom", "zołty"),
        ],
    )
    def test_languages_and_accents(self, language: str, text: str, query: str) -> None:
        self.hold(make_document(1, body=text, language=language), make_document(2, body="Something else."))
        assert self.found(query) == {1}

    def test_a_word_is_found_in_every_language_present(self) -> None:
        self.hold(
            make_document(1, body="The general nation.", language="en"),
            make_document(2, body="El general habla.", language="es"),
            make_document(3, body="Il generale parla.", language="it"),
            make_document(4, body="General Müller", language="de"),
        )
        assert self.found("general") == {1, 2, 4}
        assert self.found("language:es general") == {2}

    def test_words_as_they_are_written_are_found_in_every_language_present(self) -> None:
        for number, language in enumerate(("en", "de", "es", "fr", "pt", "nl", ""), 1):
            self.hold(make_document(number, language=language, headline="Zamora talks", body="Zamorano talks."))
        for query in ("=talks", "zamor*", "headline:zamor*", '"zamorano tal"*', "zamorano", "zamorano talks"):
            assert self.found(query) == {1, 2, 3, 4, 5, 6, 7}, query
        assert self.found('"zamorano talks"', exact=True) == {1, 2, 3, 4, 5, 6, 7}
        assert self.found("=talk") == set()
        assert all(hit.headline and hit.headline.ranges for hit in self.ask("=talks").hits)

    @pytest.mark.parametrize("language", ["en", "es", "nl"])
    def test_misprints_are_told_in_every_language(self, language: str) -> None:
        self.hold(make_document(1, language="en"), make_document(2, language="es"), make_document(3, language="nl"))
        self.hold(make_document(4, language=language, body="Zamorano talks."))
        assert self.ask("zamorino").suggestion == Word("zamorano")

    def test_decomposed_accents_are_found(self) -> None:
        self.hold(make_document(1, body="La eleccio\u0301n", language="es"))
        assert self.found("elección") == {1}
        assert self.found("eleccio\u0301n") == {1}

    @pytest.mark.parametrize("word", ["Москва", "東京", "القاهرة", "Αθήνα", "ÆRØ", "x" * 200, "ﬁne", "İstanbul"])
    def test_words_in_any_script(self, word: str) -> None:
        self.hold(make_document(1, body=f"It is {word} today.", language=""), make_document(2))
        assert self.found(f'"{word}"') == {1}

    @pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b", "🙂", "\u202e", "e" + "\u0301" * 50, "\\", "'"])
    def test_odd_characters_do_no_harm(self, text: str) -> None:
        self.hold(make_document(1))
        assert parse(text).node is None or self.found(text) == set()

    # fields

    def test_fields(self) -> None:
        self.hold(
            make_document(
                1,
                headline="Alpha rises",
                standfirst="Beta falls",
                body="Gamma stays",
                captions="Delta seen from above",
                quotes=(make_said("Epsilon is near", speakers=("Rafael Correa", "the leader")),),
                source="Zeta Times",
                agency="Eta Press",
                agency_id=7,
                byline="Ana Theta; IO",
                topics=("Kappa Studies",),
                place="Lambda City",
                language="es",
            ),
            make_document(2, body="Alpha beta gamma delta epsilon Correa zeta eta theta kappa lambda"),
        )
        for query in (
            "headline:alpha",
            "standfirst:beta",
            "caption:delta",
            "quote:epsilon",
            "speaker:correa",
            'speaker:"rafael correa"',
            "source:zeta",
            "agency:eta",
            "author:theta",
            "topic:kappa",
            "place:lambda",
            "language:es",
            "headline:(alpha rises)",
            "speaker:corr*",
        ):
            assert self.found(query) == {1}, query
        assert self.found("body:alpha") == {2}
        assert self.found("body:stays") == {1}
        assert self.found('speaker:"correa the"') == set()

    def test_dates(self) -> None:
        self.hold(
            make_document(1, published_on=date(2024, 12, 31)),
            make_document(2, published_on=date(2025, 2, 20)),
            make_document(3, published_on=date(2025, 3, 1)),
            make_document(4, published_on=None, status="draft"),
        )
        assert self.found("on:2025") == {2, 3}
        assert self.found("on:2025-02") == {2}
        assert self.found("on:2025-02-20") == {2}
        assert self.found("before:2025") == {1}
        assert self.found("after:2025-02-20") == {3}
        assert self.found("after:2024 before:2025-03") == {2}
