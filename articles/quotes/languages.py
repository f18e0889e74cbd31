"""The words of each language that the rules look for, read from languages/*.toml.

A language file is data only: reporting verbs, pronouns, titles, roles. A new language is one new file.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

Gender = str
CODES = ("en", "es", "fr", "pt", "de")


@dataclass(frozen=True, slots=True)
class Language:
    """Word sets of one language, all lower case, straight apostrophes. The files say what each set is for."""

    say: frozenset[str]
    saying: frozenset[str]
    state: frozenset[str]
    stating: frozenset[str]
    according: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    own: frozenset[str]
    who: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    of: frozenset[str]
    conjunctions: frozenset[str]
    that: frozenset[str]
    titles_he: frozenset[str]
    titles_she: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    plural_roles: frozenset[str]
    organisations: frozenset[str]
    not_names: frozenset[str]
    names_he: frozenset[str]
    names_she: frozenset[str]
    abbreviations: frozenset[str]
    question: frozenset[str]
    answer: frozenset[str]
    infinitives: frozenset[str]
    coordinations: frozenset[str]
    times: frozenset[str]
    phrasal: frozenset[str]
    by: frozenset[str]

    @property
    def pronouns(self) -> frozenset[str]:
        """Every word that stands for somebody named elsewhere."""
        return self.he | self.she | self.they | self.it


def _words(value: str, name: str) -> list[str]:
    """One word each; phrases of two words stand on lines of their own."""
    return value.splitlines() if name == "phrasal" else value.split()


@cache
def _load(code: str) -> Language:
    table = tomllib.loads(files("articles.quotes").joinpath("languages", f"{code}.toml").read_text("utf-8"))
    return Language(**{part.name: frozenset(_words(table[part.name], part.name)) for part in fields(Language)})


@cache
def language_for(code: str | None) -> Language:
    """The words of a language by its code (“en”, “pt-BR”); of all languages together when it is unknown or None."""
    short = (code or "").split("-")[0].split("_")[0].lower()
    if short in CODES:
        return _load(short)
    known = [_load(each) for each in CODES]
    return Language(**{p.name: frozenset().union(*(getattr(one, p.name) for one in known)) for p in fields(Language)})
