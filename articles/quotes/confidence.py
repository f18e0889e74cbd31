"""How sure each rule is: the share of its decisions that are right on annotated news.

The table is made by `python -m tests.benchmarks.quotes_confidence`; docs/accuracy.md says from which texts.
"""

import tomllib
from importlib.resources import files
from typing import Literal

Choice = Literal["named", "clear", "likely", "close"]
"""Whether the speaker is named or, for a pronoun, how far the person chosen is ahead of the next one."""

_TABLE = tomllib.loads(files("articles.quotes").joinpath("confidence.toml").read_text("utf-8"))

CONFIDENCE: dict[str, float] = _TABLE["rules"]
"""By rule name, from 0 to 1."""

CHOICES: dict[Choice, float] = _TABLE["choices"]
"""How often the person is the right one, given the right words for the speaker, from 0 to 1."""

UNSURE_BELOW = 0.8
"""What is below is wrong in more than one case of five: it is shown to editors first."""


def confidence(rule: str, choice: Choice) -> float:
    """How sure a decision is: both its rule and the choice of the person must be right."""
    return round(CONFIDENCE[rule] * CHOICES[choice], 2)
