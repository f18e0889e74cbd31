"""The words by which newspapers mark their parts, read from words.toml."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first, for use without case."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


LANGUAGES = frozenset(_WORDS["languages"]["codes"])
AGENCIES = frozenset(name.casefold() for name in _WORDS["agencies"]["names"])
DAY_FIRST = frozenset(_WORDS["day_first"]["languages"])
MONTHS = {name: int(number) for number, names in _WORDS["months"].items() for name in names}
_DATE = _WORDS["date"]
DATE_WORDS = any_of(_DATE["words"] + _DATE["published"] + _DATE["updated"] + _DATE["weekdays"])
PUBLISHED = any_of(_DATE["published"])
UPDATED = any_of(_DATE["updated"])
BY = any_of(_WORDS["byline"]["by"])
GENRES = "|".join(rf"{re.escape(genre)}\s+" for genre in _WORDS["byline"]["genres"])
POSTS = frozenset(_WORDS["byline"]["posts"])
"""Posts of those who write, as the first word of what stands under a name."""
NOT_NAMES = frozenset(_WORDS["byline"]["not_names"])
HEADERS = {label: field for field, labels in _WORDS["headers"].items() for label in labels}
"""Label of a header, in lower case with single spaces → the field it stands for."""

HOMES = any_of(_WORDS["sections"]["homes"])
SECTIONS = any_of(_WORDS["sections"]["names"])

_FURNITURE = _WORDS["furniture"]
FURNITURE = frozenset(_FURNITURE["whole"])
"""Whole lines that belong to the page and not to the story, in small letters."""
FURNITURE_LANGUAGES = frozenset({*_FURNITURE["languages"], None})
"""Languages whose furniture is known, so that a page without any may be taken for a story alone."""
FURNITURE_WORDS = frozenset(" ".join(_FURNITURE["whole"]).split())
FURNITURE_BEGINS = tuple(_FURNITURE["begins"])
SUMMARIES = frozenset(_FURNITURE["summaries"])
ABOUT_AUTHOR = tuple(_FURNITURE["about_author"])
STORY_ENDS = (*ABOUT_AUTHOR, *_FURNITURE["ends"])
TOPICS = re.compile(rf"(?:{any_of(_FURNITURE['topics'])})(?P<colon>\s*:)?\s*(?P<rest>.*)", re.IGNORECASE)

RELATED = re.compile(rf"(?:{any_of(_WORDS['related']['labels'])})(?P<colon>\s*:)?\s*(?P<rest>.*)", re.IGNORECASE)
SOURCE = re.compile(rf"(?:{any_of(_WORDS['source']['labels'])})\s*:\s*(?P<name>[^:]{{2,60}})", re.IGNORECASE)

REPORTING = re.compile(
    r"\b(?:report(?:ing|ed|ers)?|writing|written|edit(?:ing|ed)|compil(?:ed|ing)|polling|graphics?"
    r"|contribut\w+|desking|translat\w+|analysis"
    r"|reporte|reportaje|informaci[óo]n|editad[oa]|escrito|traducid[oa]"
    r"|reportagem|edi[çc][ãa]o|reda[çc][ãa]o|traduzid[oa]"
    r"|r[ée]dig[ée]|[ée]dit[ée]|r[ée]daction|reportage|traduit"
    r"|bericht\w*|redigiert|geschrieben|mitarbeit)\b"
    r".{0,60}?\b(?:by|from|por|de|par|von|bureau)\b",
    re.IGNORECASE,
)
"""The credits in small print: “Reporting by …; Editing by …”."""

CORRECTION = re.compile(
    r"\(?(?:"
    r"this (?:article|story|piece|report|version)(?: of this (?:article|story))?"
    r" (?:corrects|(?:was|has been|is being|is)"
    r" (?:corrected|amended|updated|changed|refiled|edited|republished) (?:on|to|in|after|and)\b)"
    r"|corrects? (?:paragraph|spelling|headline|name|to|in)\b"
    r"|(?:correction|corrections|clarification|corrected|fe de erratas|correcci[óo]n|rectificaci[óo]n"
    r"|rectificatif|erratum|corre[çc][ãa]o|errata|korrektur|berichtigung)\s?(?:\([^)]*\))?\s?[:–—-])",
    re.IGNORECASE,
)
"""How a printed correction begins."""
