"""A whole story of ours: its quotes, their kinds and their speakers."""

from articles.quotes import Quote, find_quotes_in_fields

HEADLINE = "Valdana's opposition walks out over ferry contract"
STANDFIRST = "Party head Rosa Quintero spoke of 'a contract written on a napkin' and called for a new vote."
BODY = """Opposition leader Rosa Quintero left the chamber on Tuesday with all of her deputies.

The contract, she said, was "signed at night and read by nobody," and the "so-called audit" had lasted a day.

"We asked for the papers in March," Quintero told reporters on the steps. "We are still asking."

Transport Minister Hugo Bellamy rejected the charge. Bellamy said the ferries "will sail by the first of May" whatever \
the assembly decides.

The port workers' union said it "would not take sides," but its members cheered from the quay.

"Nobody walks out of an open door," the minister added, before he was driven away.

Quintero's alliance, known as the "Tide of the South," holds 31 of the 80 seats.

In a message to her supporters at night, the leftist leader wrote that "the napkin will be framed one day."
"""


def told(quote: Quote) -> tuple[str, str, str | None]:
    """How a quote begins, its kind and its speaker."""
    return " ".join(quote.text.split()[:4]), quote.kind, quote.speaker


def test_the_quotes_of_a_story_have_their_kinds_and_speakers() -> None:
    fields = {"headline": HEADLINE, "standfirst": STANDFIRST, "body": BODY}
    found = find_quotes_in_fields(fields, "en")
    assert found["headline"] == []
    assert list(map(told, found["standfirst"])) == [("a contract written on", "utterance", "Rosa Quintero")]
    assert list(map(told, found["body"])) == [
        ("signed at night and", "utterance", "Rosa Quintero"),
        ("so-called audit", "fragment", "Rosa Quintero"),
        ("We asked for the", "utterance", "Rosa Quintero"),
        ("We are still asking.", "utterance", "Rosa Quintero"),
        ("will sail by the", "utterance", "Hugo Bellamy"),
        ("would not take sides,", "utterance", "The port workers' union"),
        ("Nobody walks out of", "utterance", "Hugo Bellamy"),
        ("Tide of the South,", "fragment", None),
        ("the napkin will be", "utterance", "Rosa Quintero"),
    ]


def test_the_leftist_leader_is_kept_as_printed_beside_the_name() -> None:
    last = find_quotes_in_fields({"body": BODY}, "en")["body"][-1]
    assert (last.speaker_as_printed, last.speaker) == ("the leftist leader", "Rosa Quintero")
    assert last.speaker_span is not None
    assert BODY[slice(*last.speaker_span)] == "the leftist leader"
