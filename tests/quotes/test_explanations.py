"""The rules in an editor's words."""

from articles.quotes.confidence import CONFIDENCE
from articles.quotes.explanations import EXPLANATIONS


def test_every_rule_is_explained_and_nothing_else() -> None:
    assert set(EXPLANATIONS) == set(CONFIDENCE)


def test_no_two_rules_are_explained_alike() -> None:
    assert len(set(EXPLANATIONS.values())) == len(EXPLANATIONS)
