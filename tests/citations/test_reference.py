"""What is taken from an article."""

from datetime import UTC, date, datetime

import pytest

from articles.citations.names import Author
from articles.citations.reference import Reading, notes, reference
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db

READING = Reading("News Archive", lambda path: f"https://archive.example{path}", date(2026, 11, 24))


def test_it_is_cited_by_its_day_on_the_source_s_calendar_and_its_lasting_address() -> None:
    source = make_source(name="El Diario", time_zone="America/Caracas")
    article = make_article(source=source, slug="plan", published_at=datetime(2024, 3, 4, 2, tzinfo=UTC))
    cited = reference(article, ["Town hall"], READING)
    assert cited.published == date(2024, 3, 3)
    assert cited.address == "https://archive.example/2024/03/03/plan/"
    assert cited.key == "plan-2024-03-03"
    assert (cited.source, cited.archive, cited.read_on) == ("El Diario", "News Archive", date(2026, 11, 24))
    assert cited.topics == ("Town hall",)


def test_everything_stands_on_one_line() -> None:
    cited = reference(make_article(headline="Council\r\n says\u2028yes\x07", standfirst="At\n\nlast."), [], READING)
    assert (cited.title, cited.abstract) == ("Council says yes", "At last.")


def test_an_agency_s_story_without_a_byline_is_the_agency_s() -> None:
    wire = make_source(name="Wire Press", kind="agency")
    assert reference(make_article(agency=wire), [], READING).authors == (Author("Wire Press"),)
    signed = reference(make_article(agency=wire, byline="Rosa Perez; JF"), [], READING)
    assert signed.authors == (Author("Perez", "Rosa"), Author("JF"))
    assert notes(signed) == ["Agency: Wire Press"]


def test_the_source_s_own_story_names_no_agency() -> None:
    wire = make_source(name="Wire Press", kind="agency")
    cited = reference(make_article(source=wire, agency=wire, url="https://wire.example/1"), [], READING)
    assert (cited.authors, cited.agency) == ((), "")
    assert notes(cited) == ["Published at: https://wire.example/1"]
