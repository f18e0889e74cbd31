"""The people an article names: every mention, and whom a name, a pronoun or a description stands for."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from articles.quotes.bodies import is_told_as_body
from articles.quotes.confidence import Choice
from articles.quotes.headlines import SENTENCE, headlines
from articles.quotes.languages import Language
from articles.quotes.printed_names import name_reader, office_without_heading, unshouted
from articles.quotes.words import UPPER

_ROLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APPOSITION = re.compile(r",\s+(?:\d+,\s+)?([^,.;:()\n\"“”—–]{3,80})(?=[,.;:()\n\"“”—–])")
_SET_OFF = re.compile(r"([^,.;:()\n\"“”«»—–]{3,70}),\s+\Z")
_ELIDED = re.compile(r"^[ld]['’](?=\w)")
_PUNCTUATION = re.compile(r"[.,;:!?()\"“”\n]")
_AGE = re.compile(r", \d\d\b")
_REACH = 12
_SAME_NAME = 20
_ROLE_REACH = 72
_OFFICE_WORDS = 4
_UNNAMED_REACH = 1200
_BEGINNING = 40
_PER_SENTENCE = -1.5
_NAMED_FIRST = 1.8
_UNSURE = -1.0
_POSSESSIVE = -0.3
_QUOTED = -4.0
_SHOWN_GENDER = 0.5
_SPOKE_LAST = 1.2
_NOBODY = -1000.0
_CLEAR = 3.0
_MOST_MET = 20
_DOUBLE_SURNAMED = 3
_LIKELY = 1.0
_INNER = re.compile(rf"(?:(?<=[^\W\d_] )|(?<=, ))[{UPPER}][\w'’-]*")


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article. `he` and `she` count the signs of each gender."""

    name: str
    words: tuple[str, ...]
    he: int = 0
    she: int = 0
    sure: int = 0
    roles: set[str] = field(default_factory=set)
    role: str | None = None
    mentions: int = 0

    def can_be(self, gender: str | None) -> bool:
        """Whether a pronoun of this gender (“he”, “she” or None for either) can stand for the person."""
        if gender == "he":
            return self.he >= self.she
        return self.she >= self.he if gender == "she" else True


@dataclass(slots=True)
class Mention:
    """A place where a person is named."""

    start: int
    end: int
    person: Person
    possessive: bool
    quoted: bool = False


class People:
    """The registry of one article, built over all its text."""

    def __init__(self, text: str, quoted: list[tuple[int, int]], language: Language) -> None:
        """`quoted` are the quoted stretches of the text, in order."""
        self.text = text
        self.language = language
        self.people: dict[tuple[str, ...], Person] = {}
        self.mentions: list[Mention] = []
        self._names = name_reader(language)
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        self._by_role: dict[str, list[Person]] = defaultdict(list)
        self._met = 0
        self._read()
        self._starts = [mention.start for mention in self.mentions]
        self._mark_quoted(quoted)
        self._sentences = [match.end() for match in SENTENCE.finditer(text) if self._ends_sentence(match)]

    def _read(self) -> None:
        singles: list[tuple[int, int, list[str], str]] = []
        fulls: list[tuple[re.Match[str], list[str], list[str]]] = []
        bodies: set[tuple[str, ...]] = set()
        heads = headlines(self.text)
        for match in self._names.pattern.finditer(self.text):
            titles, core = self.split(match.group())
            if not core or (len(core) > 1 and any(a <= match.start() < b for a, b in heads)):
                continue
            if len(core) > 1:
                fulls.append((match, titles, core))
                if is_told_as_body(self.text, match.start(), match.end(), self.language):
                    bodies.add(tuple(core))
            else:
                singles.append((match.start(), match.end(), titles, core[0]))
        whole = self._double_surnames([core for _, _, core in fulls])
        for match, titles, core in fulls:
            shouted = not titles and " ".join(core).isupper() and not self._names.is_given(core[0].lower())
            if titles or (tuple(core) not in bodies and not shouted):
                self._read_full(match, titles, whole.get(tuple(core), core))
        of_bodies = {word for body in bodies for word in body}
        for start, end, titles, word in singles:
            if titles or word not in of_bodies:
                self._read_single(start, end, titles, word)
        self.mentions.sort(key=lambda mention: mention.start)

    def _double_surnames(self, names: list[list[str]]) -> dict[tuple[str, ...], list[str]]:
        """The full name for each surname of two words that stands alone: “De Gucht”, “Bini Smaghi”."""
        whole: dict[tuple[str, ...], list[str]] = {}
        for name in names:
            if len(name) >= _DOUBLE_SURNAMED and self.language.organisations.isdisjoint(map(str.lower, name)):
                whole.setdefault(tuple(name[-2:]), name)
                whole.setdefault((name[-2].capitalize(), name[-1]), name)
        return {surname: name for surname, name in whole.items() if not self._names.is_given(surname[0].lower())}

    def _mark_quoted(self, quoted: list[tuple[int, int]]) -> None:
        k = 0
        for mention in self.mentions:
            while k < len(quoted) and quoted[k][1] <= mention.start:
                k += 1
            mention.quoted = k < len(quoted) and quoted[k][0] <= mention.start

    def _ends_sentence(self, match: re.Match[str]) -> bool:
        at = match.start()
        if self.text[at] != ".":
            return True
        word = self.text[max(0, at - 10) : at].rsplit(None, 1)[-1:] or [""]
        low = word[0].lower()
        return low not in self.language.abbreviations and len(low) > 1

    def split(self, printed: str) -> tuple[list[str], list[str]]:
        """The titles before a name (lower case) and the words of the name itself."""
        return self._names.split(printed)

    def is_given(self, low: str) -> bool:
        """Whether a word in lower case is a common given name."""
        return self._names.is_given(low)

    def _read_full(self, match: re.Match[str], titles: list[str], core: list[str]) -> None:
        language = self.language
        low = [word.lower() for word in core]
        if low[-1] in language.organisations or len(core) > 5:
            return
        if not titles and any(word in language.organisations for word in low):
            return
        if language.noun_capitals and any(map(language.is_speaking_compound, low)):
            return
        if not titles and not self._names.is_given(low[0]) and self._follows_article(match.start()):
            return
        key = (core[0].lower(), core[-1].lower())
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(unshouted(" ".join(core)), tuple(word.lower() for word in core))
            self._by_surname[key[1]].append(person)
            self._by_given[key[0]].append(person)
            person.he += 2 * (key[0] in language.names_he)
            person.she += 2 * (key[0] in language.names_she)
            person.sure += person.he + person.she
        if person.role is None:
            self._read_roles(person, match)
        self._note(person, match.start(), match.end(), titles)

    def _follows_article(self, start: int) -> bool:
        """Whether an article stands right before a name, which persons do not have: “the Elby Power cable”."""
        before = self.text[max(0, start - 12) : start].split()
        return bool(before) and before[-1].lower() in self.language.articles

    def _note(self, person: Person, start: int, end: int, titles: list[str]) -> None:
        for title in titles:
            person.he += 3 * (title in self.language.titles_he)
            person.she += 3 * (title in self.language.titles_she)
            person.sure += 1
            self._add_role(person, title)
        person.mentions += 1
        possessive = self.text[end - 2 : end] in ("'s", "’s")
        self.mentions.append(Mention(start, end, person, possessive))

    def _add_role(self, person: Person, role: str) -> None:
        if role not in person.roles:
            person.roles.add(role)
            self._by_role[role].append(person)

    def _read_roles(self, person: Person, match: re.Match[str]) -> None:
        """Roles printed beside the full name: “actor NAME”, “NAME, a spokesman for …”."""
        before = self._role_before(match, person.words[0])
        found = _APPOSITION.match(self.text, match.end())
        after = found[1] if found else ""
        person.sure += bool(_AGE.match(self.text, match.end()))
        head = self._head(after)
        person.role = before or (self._without_article(after) if self._has_role(head) else None)
        for word in _ROLE_WORD.findall(f"{before} {head}")[:12]:
            low = word.lower()
            if low in self.language.roles:
                self._add_role(person, low)
                person.sure += 1
                person.he += low in self.language.titles_he
                person.she += low in self.language.titles_she

    def _head(self, apposition: str) -> str:
        """The part of an apposition that says what the person is: up to the first “of” or “for”."""
        words = apposition.split()
        end = next((i for i, word in enumerate(words) if word.lower() in self.language.of), len(words))
        return " ".join(words[:end])

    def _role_before(self, match: re.Match[str], given: str) -> str | None:
        """The office before a name, as printed: “former Federal Reserve Chairman”, “the mayor of Elby, ”."""
        language = self.language
        words = match.group().split()
        inside = words[: next((i for i, word in enumerate(words) if word.lower() == given), 0)]
        while inside and inside[0].lower() in language.openers:
            inside.pop(0)
        lead = self.text[max(0, match.start() - _ROLE_REACH) : match.start()]
        inside = office_without_heading(inside, lead, self.language.is_role)
        set_off = _SET_OFF.search(lead) if not inside and lead.rstrip().endswith(",") else None
        if set_off:
            return self._office_in(set_off[1].split())
        adjacent = _PUNCTUATION.split(lead)[-1] if lead[-1:].isspace() else ""
        outside: list[str] = []
        apposed = False
        for word in reversed(adjacent.split()[-_OFFICE_WORDS:]):
            low = _ELIDED.sub("", word.lower())
            apposed = low in language.articles or len(low) < len(word)
            if len(low) < len(word):
                outside.insert(0, word[-len(low) :])
            if apposed or not word.islower() or low in language.not_in_noun_phrase or low in language.own:
                break
            outside.insert(0, word)
        role = " ".join(outside + inside)
        return role if role and (self._has_role(role) or (apposed and outside)) else None

    def _office_in(self, words: list[str]) -> str | None:
        """The office in a stretch before a comma: from its article to the end."""
        low = [word.lower() for word in words]
        at = next((i for i, word in enumerate(low) if self.language.is_role(word)), None)
        if at is None:
            return None
        articles = [i for i in range(at) if low[i] in self.language.articles]
        return " ".join(words[articles[-1] + 1 :]) if articles else None

    def _has_role(self, printed: str) -> bool:
        return any(self.language.is_role(word.lower()) for word in _ROLE_WORD.findall(printed)[:8])

    def _without_article(self, printed: str) -> str:
        first, _, rest = printed.strip().partition(" ")
        return rest if rest and first.lower() in self.language.articles else printed.strip()

    def _read_single(self, start: int, end: int, titles: list[str], word: str) -> None:
        low = word.lower()
        known = self._by_surname.get(low) or self._by_given.get(low)
        if known:
            person = self._choose(known, self._title_gender(titles))
        elif (titles or self._names.is_given(low)) and low not in self.language.organisations:
            person = self.people[(low,)] = Person(word, (low,), sure=1)
            person.he += 2 * (low in self.language.names_he and not titles)
            person.she += 2 * (low in self.language.names_she and not titles)
            self._by_surname[low].append(person)
        else:
            return
        person.sure += 1
        self._note(person, start, end, titles)

    def _title_gender(self, titles: list[str]) -> str | None:
        for title in titles:
            if title in self.language.titles_he:
                return "he"
            if title in self.language.titles_she:
                return "she"
        return None

    def _choose(self, known: list[Person], gender: str | None) -> Person:
        """Of several with one surname: the one the gender allows who was named in full most often."""
        known = known[-_SAME_NAME:]
        fitting = [person for person in known if person.can_be(gender)] or known
        return max(fitting, key=lambda person: (person.mentions, person.sure))

    def named(self, printed: str) -> Person | None:
        """The person a printed name stands for."""
        titles, core = self.split(printed)
        if not core:
            known = self._by_surname.get(printed.lower())
            return self._choose(known, None) if known else None
        if len(core) > 1:
            person = self.people.get((core[0].lower(), core[-1].lower()))
            if person:
                return person
        low = core[-1].lower()
        known = self._by_surname.get(low) or (self._by_given.get(low) if len(core) == 1 else None)
        if known and len(core) > 1:
            known = [person for person in known if len(person.words) > 1]
        return self._choose(known, self._title_gender(titles)) if known else None

    def is_name(self, word: str) -> bool:
        """Whether a word with a capital is somebody's name, or has its capital also where no sentence begins."""
        return self.named(word) is not None or word in self._inner_capitals

    @cached_property
    def _inner_capitals(self) -> frozenset[str]:
        return frozenset(_INNER.findall(self.text))

    def meet(self, surname: str) -> Person | None:
        """Take somebody who speaks, and whom the article names by a surname alone, for one of its people."""
        low = surname.lower()
        alone = surname.istitle() and surname.isalpha() and low not in self.language.subjects
        if not alone or low in self.language.organisations or self._met >= _MOST_MET:
            return None
        self._met += 1
        person = self.people[(low,)] = Person(surname, (low,), mentions=1)
        self._by_surname[low].append(person)
        found = re.finditer(rf"\b{surname}\b", self.text)
        self.mentions += [Mention(*match.span(), person, possessive=False) for match in found]
        self.mentions.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        return person

    def is_unnamed(self, role: str, position: int) -> bool:
        """Whether somebody with this role was brought in without a name shortly before: an official, a spokesman."""
        words = [word.lower() for word in _ROLE_WORD.findall(self.text[max(0, position - _UNNAMED_REACH) : position])]
        return any(
            word == role and any(before in self.language.indefinite for before in words[max(0, i - 5) : i])
            for i, word in enumerate(words[:-1])
        )

    def is_anyone_named(self, start: int, end: int, gender: str) -> bool:
        """Whether somebody for whom the pronoun can stand is named between two places."""
        i, j = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(mention.person.can_be(gender) and not mention.quoted for mention in self.mentions[i:j])

    def with_role(self, role: str, position: int) -> Person | None:
        """The person named last before a position who was introduced with this role."""
        known = self._by_role.get(role)
        if not known:
            return None
        if len(known) == 1:
            return known[0]
        i = bisect_left(self._starts, position)
        for mention in reversed(self.mentions[max(0, i - 30) : i]):
            if mention.person in known:
                return mention.person
        return known[0]

    def last_meant(self, position: int, gender: str | None, speaker: Person | None) -> tuple[Person | None, Choice]:
        """The person a pronoun at a position most likely stands for, and how far ahead of the next one.

        Weighed: how many sentences ago, whether named at the beginning of the sentence, inside a quote or as an
        owner, whether the one who spoke last. The weights were fitted on the PolNeAR training texts.
        """
        i = bisect_left(self._starts, position)
        here = bisect_left(self._sentences, position + 1)
        best: Person | None = None
        first = second = _NOBODY
        for mention in self.mentions[max(0, i - _REACH) : i]:
            person = mention.person
            if not person.can_be(gender):
                continue
            score = self._weigh(mention, here, gender) + _SPOKE_LAST * (person is speaker)
            if score >= first:
                second = second if person is best else first
                first, best = score, person
            elif person is not best:
                second = max(second, score)
        if best is None:
            return (speaker if speaker and speaker.can_be(gender) else None), "likely"
        ahead = first - second
        return best, "clear" if ahead >= _CLEAR else "likely" if ahead >= _LIKELY else "close"

    def _weigh(self, mention: Mention, here: int, gender: str | None) -> float:
        person = mention.person
        sentence = bisect_left(self._sentences, mention.start + 1)
        begins = self._sentences[sentence - 1] if sentence else 0
        score = _PER_SENTENCE * (here - sentence) + _NAMED_FIRST * (mention.start - begins < _BEGINNING)
        score += _POSSESSIVE * mention.possessive + _QUOTED * mention.quoted + _UNSURE * (not person.sure)
        shown = gender and (person.he if gender == "he" else person.she)
        return score + (_SHOWN_GENDER if shown else 0)
