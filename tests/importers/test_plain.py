from articles.importers import read_article
from articles.text import paragraphs
from tests.importers.texts import PLAIN


def test_headline_byline_date_and_paragraphs() -> None:
    record = read_article(PLAIN.encode(), "bakery.txt", quotes=False)
    assert record.format == "plain"
    assert record.headline == "The Bakery That Would Not Close"
    assert record.authors == ["Ida Morrow"]
    assert record.published is not None
    assert (record.published.local.isoformat(), record.published.precision) == ("2021-05-12T00:00:00", "day")
    assert len(paragraphs(record.body)) == 2
    assert record.spans == {"headline": (1, 1), "authors": (3, 3), "published": (5, 5), "body": (7, 9)}


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    text = (
        "The Bakery That Would Not Close\n\n"
        "The bakery on Quay Street has been for sale since the spring, and\n"
        "every Saturday the queue in front of it is longer than it was on\n"
        "the Saturday before, although nobody can say what has changed in\n"
        "the bread.\n"
        "    Nobody has made an offer. The owner, who is eighty, says that\n"
        "he does not mind, because he has never liked to sleep late on any\n"
        "day of the week.\n"
    )
    record = read_article(text.encode(), "bakery.txt", quotes=False)
    assert [piece[-10:] for piece in paragraphs(record.body)] == ["the bread.", " the week."]
    assert record.spans["body"] == (3, 9)


def test_a_missing_date_is_told_and_never_guessed() -> None:
    record = read_article(PLAIN.replace("12 May 2021\n\n", "").encode(), "bakery.txt", quotes=False)
    assert record.published is None
    assert "No date was found." in record.warnings


def test_the_language_of_a_very_short_text_is_not_guessed() -> None:
    record = read_article(b"Bread\n\nSold out.\n", "a.txt", quotes=False)
    assert record.language is None
    assert "The language could not be told from the text." in record.warnings


def test_what_stands_under_the_last_paragraph_of_a_plain_text_is_kept() -> None:
    text = PLAIN + "\nOpening hours\n\nMonday to Friday, six to noon\n\nSaturday, six to two\n"
    record = read_article(text.encode(), "bakery.txt", quotes=False)
    assert paragraphs(record.body)[2:] == ["Opening hours", "Monday to Friday, six to noon", "Saturday, six to two"]
    assert record.warnings == []


def test_a_sentence_with_a_date_at_the_beginning_of_the_text_stays_in_it() -> None:
    text = PLAIN.replace("The bakery on", "It was built on 3 May 1921.\n\nThe bakery on")
    record = read_article(text.encode(), "bakery.txt", quotes=False)
    assert "It was built on 3 May 1921." in record.standfirst + record.body
    assert record.published is not None
    assert record.published.local.year == 2021
