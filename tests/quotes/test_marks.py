"""Which passages stand between quotation marks."""

import pytest

from articles.quotes.marks import find_passages, paragraphs


def passages(text: str) -> list[str]:
    """The words of each passage, its parts joined by a bar."""
    found = find_passages(text, paragraphs(text))
    return [" | ".join(text[start:end] for start, end in passage.spans) for passage in found]


@pytest.mark.parametrize(
    "text",
    [
        "The sign said “mind the step” in red.",
        'The sign said "mind the step" in red.',
        "The sign said ‘mind the step’ in red.",
        "The sign said 'mind the step' in red.",
        "The sign said «mind the step» in red.",
        "The sign said « mind the step » in red.",
        "The sign said »mind the step« in red.",
        "The sign said „mind the step“ in red.",
        "The sign said ”mind the step” in red.",
        "The sign said ''mind the step'' in red.",
        "The sign said ``mind the step'' in red.",
        "The sign said ‹mind the step› in red.",
        "The sign said ‚mind the step‘ in red.",
    ],
)
def test_every_pair_of_marks_is_read(text: str) -> None:
    assert passages(text) == ["mind the step"]


@pytest.mark.parametrize(
    "text",
    [
        "It's the dogs' bowl and the cats’ door, isn’t it?",
        "In the '90s they danced to rock 'n' roll.",
        "’Twas the baker’s idea.",
        'The shelf is 6\' 2" wide and the door 30" high.',
        "She is 5'7'' tall.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert passages(text) == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert passages("‘We don’t know the voters’ mood,’ she said.") == ["We don’t know the voters’ mood,"]
    assert passages("'We don't know the voters' mood,' she said.") == ["We don't know the voters' mood,"]


def test_inches_inside_a_quote_do_not_end_it() -> None:
    assert passages('"I bought a 12" pipe for the well," he said.') == ['I bought a 12" pipe for the well,']


def test_nested_marks_belong_to_the_outer_quote() -> None:
    assert passages("“She told me ‘never again’ and left,” he said.") == ["She told me ‘never again’ and left,"]
    assert passages("‘She told me “never again” and left,’ he said.") == ["She told me “never again” and left,"]
    assert passages("“She told me “never again” and left,” he said.") == ["She told me “never again” and left,"]
    assert passages("«Me dijo “nunca más” y se fue», contó.") == ["Me dijo “nunca más” y se fue"]


def test_a_mark_that_opens_each_paragraph_makes_one_quote() -> None:
    text = "“The first day was calm.\n\n“The second was not.\n\n“On the third we left,” she said."
    assert passages(text) == ["The first day was calm. | The second was not. | On the third we left,"]


def test_paragraphs_run_together_still_make_one_quote() -> None:
    text = '"The first day was calm. "The second was not," she said.'
    assert passages(text) == ["The first day was calm. | The second was not,"]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    assert passages("“We are going home.\n\nThe crowd left.") == ["We are going home."]


def test_a_mark_left_open_inside_a_paragraph_ends_with_its_sentence() -> None:
    assert passages("She called it “a bad day. Then she left the hall. Nobody followed.") == ["a bad day."]


def test_a_closing_mark_alone_is_no_quote() -> None:
    assert passages("We are going home,” she said.") == []


def test_an_opening_mark_typed_for_a_closing_one_closes() -> None:
    assert passages("They spoke of “an open door“ that week.") == ["an open door"]


def test_an_empty_pair_is_no_quote() -> None:
    assert passages('He wrote "" and “ ” on the form.') == []


def test_marks_in_one_paragraph_do_not_reach_into_the_next() -> None:
    assert passages("It was “odd, they felt\n\nNobody knew” why.") == ["odd, they felt"]
