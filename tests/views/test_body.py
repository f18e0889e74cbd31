"""A text cut into paragraphs, quotes and links. No database is touched."""

from articles.models import Quote, RelatedLink
from articles.views.body import Paragraph, compose

TEXT = "She said “one, \n\n“two” and “three.”\n\nThe end."


def quote(*words: str, text: str = TEXT, **fields: object) -> Quote:
    """A quote of these words, one span for each."""
    spans = [[text.index(word), text.index(word) + len(word)] for word in words]
    return Quote(text=" ".join(words), spans=spans, **{"speaker_as_printed": "she", **fields})


def marked(paragraphs: list[Paragraph]) -> list[list[str]]:
    """The texts of all segments; those of quotes in brackets."""
    return [[f"[{one.text}]" if one.quote else one.text for one in paragraph.segments] for paragraph in paragraphs]


def test_spans_are_marked_in_their_paragraphs() -> None:
    composed = compose(TEXT, [quote("two"), quote("one", "three.")])
    assert marked(composed) == [["She said “", "[one]", ", "], ["“", "[two]", "” and “", "[three.]", "”"], ["The end."]]


def test_the_parts_of_a_split_quote_name_its_speaker_once() -> None:
    composed = compose(TEXT, [quote("one", "three.")])
    assert [[speaker.name for speaker in paragraph.speakers] for paragraph in composed] == [["she"], [], []]


def test_the_margin_names_a_speaker_again_only_after_another_one() -> None:
    text = "a b c d"
    names = {"a": "she", "b": "she", "c": "he", "d": "she"}
    quotes = [quote(word, text=text, speaker_as_printed=name) for word, name in names.items()]
    (paragraph,) = compose(text, quotes)
    assert [(one.text, one.voice.name) for one in paragraph.segments if one.voice] == [
        ("a", "she"),
        ("c", "he"),
        ("d", "she"),
    ]
    assert [speaker.name for speaker in paragraph.speakers] == ["she", "he"]


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    start, end = TEXT.index("one"), TEXT.index("two") + 3
    composed = compose(TEXT, [Quote(text="one two", spans=[[start, end]], speaker_as_printed="she")])
    assert marked(composed)[:2] == [["She said “", "[one, ]"], ["[“two]", "” and “three.”"]]
    assert [bool(paragraph.speakers) for paragraph in composed] == [True, False, False]


def test_of_two_that_overlap_the_outer_one_is_marked() -> None:
    composed = compose(
        "He said ‘a b c’.", [quote("b", text="He said ‘a b c’."), quote("a b c", text="He said ‘a b c’.")]
    )
    assert marked(composed) == [["He said ‘", "[a b c]", "’."]]


def test_a_span_that_does_not_lie_in_the_text_is_left_out() -> None:
    strange = [Quote(text="x", spans=[[5, 999]]), Quote(text="x", spans=[[7, 3]]), Quote(text="x", spans=[])]
    assert marked(compose("Some words.", strange)) == [["Some words."]]


def test_a_fragment_names_nobody() -> None:
    composed = compose(TEXT, [quote("two", kind=Quote.Kind.FRAGMENT)])
    assert [paragraph.speakers for paragraph in composed] == [[], [], []]


def test_an_utterance_nobody_is_known_for_names_nobody() -> None:
    assert compose(TEXT, [quote("two", speaker_as_printed="")])[1].speakers == []


def test_links_stand_after_their_paragraph_and_never_get_lost() -> None:
    links = [RelatedLink(title=f"after {number}", after_paragraph=number) for number in (0, 1, 3, 99)]
    composed = compose(TEXT, [], links)
    assert [[link.title for link in paragraph.links] for paragraph in composed] == [
        ["after 1"],
        [],
        ["after 3", "after 99"],
    ]


def test_no_text_has_no_paragraphs() -> None:
    assert compose("", []) == []
