"""What stands among the paragraphs of a page and is none of its story's, by what it looks like."""

import pytest

from articles.importers import ArticleRecord, read_article
from articles.importers.record import PhotoRecord
from articles.text import paragraphs
from tests.importers.texts import CRANE_STORY

HEADLINE = "Harbour town votes to keep its old crane"
BYLINE = "By Ida Morrow"
FIRST, SECOND, THIRD = CRANE_STORY
LATER = [f"A year later: {paragraph}" for paragraph in CRANE_STORY]
SUMMARY = ["• The town has voted for its crane.", "• The feet of the crane stand in sand, the council says."]
OTHER = [
    "Ferry office closes for good",
    "The two clerks of the ferry office have sold their last ticket, and the chair goes to a museum.",
    "Key points",
    "• The last ticket went to a schoolboy from the island.",
    "• The museum pays for the clerks' chair with a model of the ferry.",
    "A schoolboy from the island bought the last ticket on Friday at noon, and was given the stamp along with it.",
    "The museum wants to show the chair of the clerks beside a model of the ferry that it keeps in a cellar.",
]


def read(*lines: str, byline: str = BYLINE) -> ArticleRecord:
    return read_article("\n".join(filter(None, [HEADLINE, byline, *lines])).encode(), "crane.txt", quotes=False)


def text(*lines: str) -> list[str]:
    return paragraphs(read(*lines).body)


def test_a_second_story_with_a_summary_of_its_own_is_left_out() -> None:
    assert text(*CRANE_STORY, *OTHER) == CRANE_STORY
    assert text("Key points", *SUMMARY, *CRANE_STORY, *OTHER)[-3:] == CRANE_STORY


def test_a_summary_of_the_story_itself_does_not_end_it() -> None:
    body = [*CRANE_STORY, "At a glance", *SUMMARY, *LATER]
    assert text(*body)[-1] == body[-1]


def test_links_under_one_label_are_left_out() -> None:
    links = ("SEE OUR SHOP | Ten views of the old crane", "SEE OUR SHOP | A rope from the market hall")
    assert text(FIRST, links[0], SECOND, links[1], THIRD) == CRANE_STORY
    assert text(FIRST, links[0], SECOND, THIRD) == [FIRST, links[0], SECOND, THIRD]


def test_a_film_is_left_out_with_its_length_and_what_is_told_of_it() -> None:
    film = ("WATCH | The crane turns for the last time:", "A turn to the left", "Duration 1:30")
    told = "The old crane of the harbour is seen here as it turns towards the market hall, with a gull on its hook."
    assert text(FIRST, *film, told, SECOND, THIRD) == CRANE_STORY


def test_a_paragraph_that_is_printed_twice_is_kept_once() -> None:
    assert text(FIRST, SECOND, THIRD, FIRST) == CRANE_STORY


def test_a_label_without_its_links_is_left_out() -> None:
    assert text(*CRANE_STORY, "Lesen Sie auch", *LATER) == CRANE_STORY + LATER


def test_a_heading_above_teasers_at_the_end_goes_with_them() -> None:
    baths = "The baths open in May, and the water will be as cold as it has been in every May that anybody remembers."
    teaser = (
        "The market hall opens at six, and who comes first has the fish. So it was for two hundred years, and so it is "
    )
    teaser += "to be for the next two hundred, if the council does not find the money for a roof over the stairs of it."
    lines = ["More on this harbour", baths, "The ferry", baths.replace("baths", "ferries"), "Listen"]
    for number in range(4):
        lines += [f"What comes in week {number}", f"{number}: {teaser}"]
    assert text(*CRANE_STORY, *(f"And: {line}" for line in LATER), *lines)[-1] == f"And: {LATER[-1]}"


@pytest.mark.parametrize(
    "line",
    [
        "Please note that your comments must be on topic and respectful; we remove what is abusive or racist.",
        "Bitte achten Sie darauf, dass Ihre Kommentare sachlich sind; Beleidigungen werden nicht veröffentlicht.",
        "Un journal libre a besoin de vous. Êtes-vous avec nous, et avec la grue du port ? Je fais un don",
        "Der Kran braucht Freunde, und wir brauchen Ihre Hilfe. Sind Sie dabei? Jetzt unterstützen",
        "4 Wochen für nur 1 € testen",
        "Sie können sich jederzeit wieder abmelden, wenn Sie das wollen.",
        "Abonniere unseren Whatsapp-Kanal mit allem vom Kran auf dein Handy, und sei der Erste.",
        "Lesezeit: 3 Min.",
        "Duration: 12:38",
        "Darum geht’s",
        "Hier können Sie die Rechte an diesem Artikel erwerben.",
        "Dieser Browser wird nicht mehr unterstützt.",
    ],
)
def test_words_to_readers_are_left_out(line: str) -> None:
    assert text(FIRST, SECOND, line, THIRD) == CRANE_STORY


@pytest.mark.parametrize(
    "line",
    [
        "The council removed racist and abusive comments from the wall of the crane, and asked nobody for a reason.",
        "The crane was let for 6 months for £200, and nobody has seen the money since the winter of that year.",
        "The duration of the debate was 12:38 hours, and the mayor asked for your patience more than once in it.",
    ],
)
def test_what_sounds_like_words_to_readers_and_is_text_is_kept(line: str) -> None:
    assert text(FIRST, SECOND, line, THIRD) == [FIRST, SECOND, line, THIRD]


def test_the_title_of_another_story_goes_with_its_age_in_short() -> None:
    assert text(FIRST, SECOND, "Das Fährbüro schließt früher", "vor 2 Std.", THIRD) == CRANE_STORY


@pytest.mark.parametrize(
    "last",
    [
        (
            "“I have painted it for thirty years with what was left over from the boats of my neighbours, and I will "
            "paint it until it falls into the water,” said Tell"
        ),
        "Der Kran bleibt stehen, sagte der alte Maler am Abend im Rathaus: „Er gehört uns, und er ist aus Rost.“",
        "Der Kran bleibt vorerst stehen, wo er immer stand, und der Maler hat wieder Farbe bekommen. (ido)",
    ],
)
def test_a_last_paragraph_may_end_otherwise_than_with_a_full_stop(last: str) -> None:
    assert text(*CRANE_STORY, last, "Share", "Related posts", "Ferry office closes")[-1] == last


def test_who_owns_a_text_is_no_credit_of_its_last_paragraph() -> None:
    owner = "© Harbour Journal Ltd. 2024"
    assert text(FIRST, SECOND, THIRD, owner, *LATER) == [*CRANE_STORY, *LATER]


def test_a_note_that_the_text_goes_on_under_a_picture_makes_no_caption_of_it() -> None:
    line = f"{THIRD} (Text continues below the photo.)"
    assert text(FIRST, line, SECOND) == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    ("line", "photo"),
    [
        (
            "Painters of the crane (from left): Amos Tell, Ida Morrow and Cem Arslan",
            PhotoRecord("Painters of the crane (from left): Amos Tell, Ida Morrow and Cem Arslan"),
        ),
        (
            "Der Vorstand (von li. nach re.): Amos Tell, Ida Morrow, Cem Arslan",
            PhotoRecord("Der Vorstand (von li. nach re.): Amos Tell, Ida Morrow, Cem Arslan"),
        ),
        ("Der Kran bei Ebbe. (Archivbild)", PhotoRecord("Der Kran bei Ebbe.", "Archivbild")),
        (
            "Der Kran bei Ebbe. picture alliance / NORTHWIRE | Cem Arslan",
            PhotoRecord("Der Kran bei Ebbe.", "picture alliance / NORTHWIRE | Cem Arslan"),
        ),
    ],
)
def test_a_caption_among_the_paragraphs_becomes_a_photo(line: str, photo: PhotoRecord) -> None:
    record = read(FIRST, SECOND, line, THIRD)
    assert paragraphs(record.body) == CRANE_STORY
    assert record.photos == [photo]


def test_from_left_in_a_sentence_is_no_caption() -> None:
    line = "The wind came from left and right, and Amos Tell held on to the ladder until the boats were in."
    assert line in text(FIRST, SECOND, line, THIRD)


def test_what_a_link_says_to_those_who_cannot_see_it_is_left_out() -> None:
    printed = FIRST.replace("its old crane", "its old crane, opens new tab")
    assert text(printed, SECOND, THIRD) == CRANE_STORY
    window = "It opens new windows on the harbour, said the mayor of the crane, and on the sea behind it as well."
    assert window in text(FIRST, SECOND, window, THIRD)


@pytest.mark.parametrize("post", ["Redakteurin für Kultur und Häfen.", "Reporter", "Redactora de puertos"])
def test_an_author_named_with_a_post_between_the_paragraphs_is_the_author(post: str) -> None:
    record = read(FIRST, SECOND, "Nuria Falk", post, THIRD, *LATER, byline="")
    assert record.authors == ["Nuria Falk"]
    assert "Nuria" not in record.body
    assert post not in record.body
    assert THIRD in record.body


def test_an_author_box_under_the_text_ends_it() -> None:
    told = (
        "Has lived above the fish market since 2019 and knows every gull of the town by name. Writes on harbours, on "
    )
    told += (
        "the ferries of the islands and on what they leave behind, and has won the Silver Oar for it more than once."
    )
    record = read(*CRANE_STORY, "Nuria Falk", "Reporter", "Ver más artículos", told, byline="")
    assert record.authors == ["Nuria Falk"]
    assert paragraphs(record.body) == CRANE_STORY


def test_a_person_of_the_story_with_a_post_is_no_author() -> None:
    speech = f"“It is ours,” said Nuria Falk. {SECOND}"
    record = read(FIRST, speech, "Nuria Falk", "Reporter of the rival paper", THIRD)
    assert record.authors == ["Ida Morrow"]
    assert "Nuria Falk\n\nReporter of the rival paper" in record.body


@pytest.mark.parametrize(
    "line",
    [
        "Morrow covers the coast for the Harbour Journal. She lives above the fish market of the town, with a gull.",
        "Korrespondentin Ida Morrow ist beim Hafenblatt für alte Kräne zuständig. Ihre Texte stehen auf Seite drei.",
    ],
)
def test_a_line_that_introduces_the_author_ends_the_text(line: str) -> None:
    assert text(*CRANE_STORY, line) == CRANE_STORY


def test_a_line_that_introduces_somebody_else_is_text() -> None:
    line = "Amos Tell covers the crane with what is left over from the boats, and has no plans to leave off painting."
    assert text(FIRST, SECOND, line, THIRD)[2] == line
