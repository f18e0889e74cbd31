"""Reporting in headlines, after datelines, in clauses before the quote, by statements and by words of somebody."""

import pytest

from articles.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brandt Says Ivo Lund ‘Makes You Want To Leave Town’\n\nAda Brandt spoke. Ivo Lund came.", "Ada Brandt"),
        ("Guns Are ‘The Ultimate Harbour Crisis,’ Ada Brandt Tells Convention\n\nAda Brandt spoke.", "Ada Brandt"),
        (
            "ELBY, Dec. 8 (EPI) — In response, the mayor’s deputy rallied pilots, saying: “We must be ready.”",
            "the mayor’s deputy",
        ),
        (
            "ELBY, Ohio — In response, the mayor’s deputy rallied pilots, saying: “We must be ready.”",
            "the mayor’s deputy",
        ),
        ("Ada Brandt came. Then Brandt issued a statement, “Last night our town was flooded.”", "Ada Brandt"),
        ("They grow because, in Brandt’s words, “they are the most daring pilots of all”.", "Brandt’s"),
        ("Ada Brandt said that when Eva Lund railed in the port, “she is speaking for all of us.”", "Ada Brandt"),
        ("Likewise, a paper from Elby had this to say about it: “Pilots would gain more.”", "a paper from Elby"),
        (
            "Ada Brandt came. Brandt sold a list of what she called “Tides” in May, writing “it is all free.”",
            "Ada Brandt",
        ),
        ("A spokesman for Ada Brandt could only quip: “I guess that it was booked.”", "A spokesman for Ada Brandt"),
        ("The rise does not astonish pollster Ada Brandt: “Pilots do well at the start.”", "Ada Brandt"),
    ],
)
def test_the_speaker_is_the_one_who_reports(text: str, speaker: str) -> None:
    assert find_quotes(text)[-1].speaker == speaker


def test_a_verb_with_a_capital_is_none_outside_headlines() -> None:
    [quote] = find_quotes("The ship Lund Says crossed the “old harbour of the town” on Friday.")
    assert quote.rule == "sentence_subject"
