import pytest

from articles.importers import ArticleRecord, UnreadableFile, read_article
from articles.importers.record import CorrectionRecord
from articles.text import paragraphs
from tests.importers.texts import WIRE


@pytest.fixture(scope="module")
def record() -> ArticleRecord:
    return read_article(WIRE.encode(), "strike.txt", quotes=False)


def test_the_marked_lines_are_headline_byline_date_and_address(record: ArticleRecord) -> None:
    assert record.format == "wire"
    assert record.headline == "Harbor workers end strike after nine days"
    assert record.authors == ["Judith Marlow", "Pau Serra-Vidal"]
    assert record.url == "http://wire.example/article/2013/07/09/harbor-strike"
    assert record.published is not None
    assert record.published.local.isoformat() == "2013-07-09T16:15:00"
    assert record.published.time_zone == "America/New_York"


def test_place_agency_and_small_print_leave_the_body(record: ArticleRecord) -> None:
    assert record.place == "PORT ELLERY, Maine"
    assert record.agency == "Northwire"
    assert record.credits == "Reporting by Judith Marlow; Editing by Nell Akers"
    assert paragraphs(record.body) == [
        "Harbor workers went back to their cranes on Tuesday after nine days, the union said.",
        '"We got the second crew," said its chairman, Amos Tell. The port said it was pleased.',
    ]


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("(Northwire) - ", None, "Northwire"),
        ("LIMA/QUITO, March 3 (Reuters) - ", "LIMA/QUITO", "Reuters"),
        ("ASPEN, Colo.  (Northwire Life) -- ", "ASPEN, Colo.", "Northwire Life"),
        ("March 3 (EFE) – ", None, "EFE"),
        ("CARACAS — ", "CARACAS", None),
        ("June 5 (New York) - ", "New York", None),
        ("PORT ELLERY (Port Ellery) - ", "PORT ELLERY", None),
        ("LIMA (Lima) - ", "LIMA", None),
        ("LIMA (Lima Today) - ", "LIMA", "Lima Today"),
        ("Last week (Monday) - ", None, None),
    ],
)
def test_datelines(opening: str, place: str | None, agency: str | None) -> None:
    text = WIRE.replace("PORT ELLERY, Maine  (Northwire) - ", opening)
    record = read_article(text.encode(), "strike.txt", quotes=False)
    assert (record.place, record.agency) == (place, agency)
    assert record.body.startswith("Harbor workers" if place or agency else "Last week (Monday)")


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    text = WIRE.replace("(Northwire) - ", "(Northwire) -\n\n ")
    record = read_article(text.encode(), "strike.txt", quotes=False)
    assert (record.place, record.agency) == ("PORT ELLERY, Maine", "Northwire")
    assert record.body.startswith("Harbor workers")


def test_of_two_known_agencies_the_first_is_kept_and_the_other_told() -> None:
    text = WIRE.replace("(Northwire)", "(Reuters/AFP)")
    record = read_article(text.encode(), "strike.txt", quotes=False)
    assert record.agency == "Reuters"
    assert record.warnings == ["A second agency (line 8) was left out: AFP"]


def test_a_note_of_correction_is_kept_and_other_notes_are_told() -> None:
    text = WIRE.replace("PORT ELLERY", "(Adds quote) (Corrects number of days in first paragraph) PORT ELLERY")
    record = read_article(text.encode(), "strike.txt", quotes=False)
    assert record.corrections == [CorrectionRecord("Corrects number of days in first paragraph")]
    assert record.warnings == ["A note to editors was left out: (Adds quote)."]
    assert record.place == "PORT ELLERY, Maine"


def test_a_byline_with_a_kind_of_story_names_people_only() -> None:
    text = WIRE.replace("and  Pau Serra-Vidal", ", Markets Correspondent - Analysis")
    assert read_article(text.encode(), "strike.txt", quotes=False).authors == ["Judith Marlow"]


def test_without_a_headline_or_a_text_there_is_no_article() -> None:
    with pytest.raises(UnreadableFile, match="no headline"):
        read_article(b"--\n-- \n\nText.", "a.txt", quotes=False)
    with pytest.raises(UnreadableFile, match="no text under its headline"):
        read_article(b"-- Headline\n-- By Ana Paz", "a.txt", quotes=False)


def test_a_story_typed_at_a_fixed_width_is_joined_again() -> None:
    text = WIRE.replace("cranes on Tuesday after", "cranes\non Tuesday after").replace(" The port", "\n The\nport")
    record = read_article(text.encode(), "strike.txt", quotes=False)
    assert paragraphs(record.body) == [
        "Harbor workers went back to their cranes on Tuesday after nine days, the union said.",
        '"We got the second crew," said its chairman, Amos Tell.',
        "The port said it was pleased.",
    ]
