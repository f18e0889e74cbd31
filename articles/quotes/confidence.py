"""How sure each rule is: the share of its decisions that are right on annotated news.

The table is made by `python -m tests.benchmarks.quotes_confidence`; docs/accuracy.md says from which texts.
"""

import tomllib
from importlib.resources import files

CONFIDENCE: dict[str, float] = tomllib.loads(files("articles.quotes").joinpath("confidence.toml").read_text("utf-8"))
"""By rule name, from 0 to 1."""

UNSURE_BELOW = 0.8
"""A rule below it is wrong in more than one case of five: what it decided is shown to editors first."""
