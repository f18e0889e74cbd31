"""The words of each language that the rules look for, read from languages/*.toml.

A language file is data only: reporting verbs, pronouns, titles, roles. A new language is one new file.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files

Gender = str
_COMPOUND = 7
_COMPOUND_PART = 4
CODES = ("en", "es", "fr", "pt", "de")


@dataclass(frozen=True)
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
    nouns_too: frozenset[str]
    documents: frozenset[str]
    with_: frozenset[str]
    after_quote: frozenset[str]
    inverted: frozenset[str]
    foreign_links: frozenset[str]
    particles: frozenset[str]
    endings: frozenset[str]
    takes_person: frozenset[str]
    role_endings: frozenset[str]
    quoting: frozenset[str]
    speech_nouns: frozenset[str]
    his: frozenset[str]
    her: frozenset[str]
    genitives: frozenset[str]
    clitics_he: frozenset[str]
    clitics_she: frozenset[str]
    clitics_they: frozenset[str]
    drops_subject: frozenset[str]
    participles: frozenset[str]
    bodies: frozenset[str]
    works: frozenset[str]
    contracted: frozenset[str]
    noun_capitals: frozenset[str]
    impersonal: frozenset[str]
    of_firms: frozenset[str]
    at: frozenset[str]
    about: frozenset[str]

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Every word that stands for somebody named elsewhere."""
        return self.he | self.she | self.they | self.it

    @cached_property
    def persons(self) -> frozenset[str]:
        """Pronouns for persons."""
        return self.pronouns - self.it

    @cached_property
    def not_verbs(self) -> frozenset[str]:
        """Words that are no verb after a subject."""
        return self.not_in_noun_phrase | self.articles | self.own | self.who

    @cached_property
    def _role_ends(self) -> tuple[str, ...]:
        return tuple(sorted(self.role_endings))

    def is_role(self, low: str) -> bool:
        """Whether a word in lower case is a title or a role, also as a compound (German Regierungschef)."""
        return low in self.all_titles or low in self.roles or (low.endswith(self._role_ends) and len(low) > _COMPOUND)

    @cached_property
    def _body_ends(self) -> tuple[str, ...]:
        return self._ends_of_compounds(self.bodies)

    def is_body(self, low: str) -> bool:
        """Whether a word in lower case is a noun for a body, a prize, an event, also a compound (Kulturpreis)."""
        return low in self.bodies or low.endswith(self._body_ends)

    @cached_property
    def _speaking_ends(self) -> tuple[str, ...]:
        return self._ends_of_compounds(self.documents | self.plural_roles)

    def is_speaking_compound(self, low: str) -> bool:
        """Whether a word in lower case ends in a noun for a body, a document or persons: Presseerklärung."""
        return self.is_body(low) or low.endswith(self._speaking_ends)

    @cached_property
    def _work_ends(self) -> tuple[str, ...]:
        return self._ends_of_compounds(self.works)

    def _ends_of_compounds(self, nouns: frozenset[str]) -> tuple[str, ...]:
        """How compounds of these nouns end: written together where nouns have capitals, else with a hyphen."""
        joined = [low for low in nouns if self.noun_capitals and len(low) >= _COMPOUND_PART]
        return tuple(sorted(["-" + low for low in nouns] + joined))

    def is_work(self, low: str) -> bool:
        """Whether a word in lower case is a noun for a work, also a compound (Kurzgeschichte)."""
        return low in self.works or low.endswith(self._work_ends)

    def gender(self, low: str) -> str | None:
        """“he” or “she” for a pronoun or possessive that shows it."""
        if low in self.he or low in self.his or low.endswith(self._clitics("he")):
            return "he"
        return "she" if low in self.she or low in self.her or low.endswith(self._clitics("she")) else None

    def stands_for_somebody(self, low: str) -> bool:
        """Whether a word is a pronoun, a possessive or a verb with a pronoun on it."""
        return low in self.pronouns or low in self.own or self.has_clitic(low)

    def has_clitic(self, low: str) -> bool:
        """Whether a pronoun hangs on a verb: French a-t-elle, dit-il."""
        return low.endswith(self._clitics("he") + self._clitics("she") + self._clitics("they"))

    def _clitics(self, kind: str) -> tuple[str, ...]:
        return {"he": self._clitic_he, "she": self._clitic_she, "they": self._clitic_they}[kind]

    @cached_property
    def _clitic_he(self) -> tuple[str, ...]:
        return tuple(self.clitics_he)

    @cached_property
    def _clitic_she(self) -> tuple[str, ...]:
        return tuple(self.clitics_she)

    @cached_property
    def _clitic_they(self) -> tuple[str, ...]:
        return tuple(self.clitics_they)

    @cached_property
    def reporting(self) -> frozenset[str]:
        """All forms of reporting verbs."""
        return self.say | self.state | self.saying | self.stating | self.infinitives

    @cached_property
    def strong_infinitives(self) -> frozenset[str]:
        """Infinitives of verbs that report speech wherever they stand: those whose other forms are in `say`."""
        return frozenset(low for low in self.infinitives if any(low + end in self.say for end in ("s", "d", "ed")))

    @cached_property
    def finite_endings(self) -> tuple[str, ...]:
        """How a verb may end that stands before its subject; any word may where the language has no past endings."""
        return (*sorted(self.endings), "s") if self.endings else ("",)

    @cached_property
    def past_endings(self) -> tuple[str, ...]:
        """How past tenses end."""
        return tuple(sorted(self.endings)) or ("\0",)

    @cached_property
    def definite(self) -> frozenset[str]:
        """Pronouns and articles."""
        return self.pronouns | self.articles

    @cached_property
    def plurals(self) -> frozenset[str]:
        """Words after which an infinitive is a finite verb: they say, officials say."""
        return self.they | self.plural_roles | self.who

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Nouns that can speak."""
        return self.roles | self.plural_roles | self.titles | self.organisations | self.documents

    @cached_property
    def told_by(self) -> frozenset[str]:
        """Nouns for what carries somebody's words: a statement, a letter, an answer."""
        return self.speech_nouns | self.documents

    @cached_property
    def linking(self) -> frozenset[str]:
        """Short words that keep a small letter inside a title, in any language."""
        return self.articles | self.prepositions | self.coordinations | self.of | self.foreign_links

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Words that can end the subject of a reporting verb."""
        return self.nouns | self.pronouns | self.who

    @cached_property
    def all_titles(self) -> frozenset[str]:
        """Titles of either gender."""
        return self.titles | self.titles_he | self.titles_she

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words with a capital at the start of a sentence that are no part of a name."""
        return self.not_names | self.prepositions | self.conjunctions

    @cached_property
    def subordinating(self) -> frozenset[str]:
        """Words that begin a clause inside another: if, when, because."""
        return self.conjunctions - self.coordinations - self.that - self.of - self.who

    @cached_property
    def sentence_openers(self) -> frozenset[str]:
        """Words that may stand before a quote that is a sentence of its own: But “…”."""
        return self.adverbs | self.conjunctions

    @cached_property
    def not_in_subject(self) -> frozenset[str]:
        """Words that end the search for a subject that the quote's own sentence goes on with."""
        nouns_follow = self.prepositions - self.of - self.conjunctions
        return self.say | self.saying | self.auxiliaries | self.pronouns | nouns_follow

    @cached_property
    def governing(self) -> frozenset[str]:
        """All prepositions."""
        return self.prepositions | self.of

    @cached_property
    def participle_endings(self) -> tuple[str, ...]:
        """How past participles end that may open a sentence: Asked about prices, …"""
        return tuple(sorted(self.participles)) or ("\0",)

    @cached_property
    def not_in_phrase(self) -> frozenset[str]:
        """Words that end a noun phrase read forwards."""
        return self.prepositions | self.conjunctions | self.who | self.say | self.saying

    @cached_property
    def not_small(self) -> frozenset[str]:
        """Small words that begin a phrase of their own after a name."""
        return self.of | self.articles | self.own

    @cached_property
    def objects(self) -> frozenset[str]:
        """Words that begin the object of a verb."""
        return self.articles | self.own | self.plural_roles

    @cached_property
    def joining(self) -> frozenset[str]:
        """Words in small letters that join nouns and names to one phrase."""
        return self.of | self.articles | self.particles | self.coordinations

    @cached_property
    def not_in_noun_phrase(self) -> frozenset[str]:
        """Words that end a noun phrase read backwards."""
        return self.say | self.auxiliaries | self.conjunctions | self.prepositions | self.pronouns | self.saying


def _words(value: str, name: str) -> list[str]:
    """One word each; phrases of two words stand on lines of their own."""
    return value.splitlines() if name == "phrasal" else value.split()


@cache
def _load(code: str) -> Language:
    table = tomllib.loads(files("articles.quotes").joinpath("languages", f"{code}.toml").read_text("utf-8"))
    return Language(
        **{part.name: frozenset(_words(table[part.name.rstrip("_")], part.name)) for part in fields(Language)}
    )


@cache
def language_for(code: str | None) -> Language:
    """The words of a language by its code (“en”, “pt-BR”); of all languages together when it is unknown or None."""
    short = (code or "").split("-")[0].split("_")[0].lower()
    if short in CODES:
        return _load(short)
    known = [_load(each) for each in CODES]
    words = {part.name: frozenset().union(*(getattr(one, part.name) for one in known)) for part in fields(Language)}
    return Language(**(words | {"noun_capitals": frozenset()}))
