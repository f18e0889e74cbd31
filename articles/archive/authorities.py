"""Which source, person or topic a printed name means; new ones are made."""

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from articles.archive.namesakes import name_key
from articles.importers.record import ArticleRecord
from articles.models import Person, PersonAddress, PersonName, Source, Topic, TopicAddress
from articles.models.authorities import NAME_LENGTH
from articles.models.fields import free_slug, slug_of
from articles.models.filing import BODIES
from articles.quotes.languages import language_for
from articles.text import fold, squeeze

UNKNOWN_SOURCE = "Unknown source"

_PARTICLES = language_for(None).particles
_OPENERS = language_for("en").articles  # those of other languages are given names too: Des, Les, Un
_PREFIX = re.compile(r"^\w{1,3}[-'’]")
_OWNER = re.compile(r"(?:['’]s)?[.,'’)\"]*$")


def host_of(url: str | None) -> str:
    """The host name of an address, without www."""
    host = urlsplit(url or "").hostname or ""
    return host.removeprefix("www.")


class Sources:
    """All sources by name and by host. One query when made; sources are few."""

    def __init__(self) -> None:
        self._by_name: dict[str, Source] = {}
        self._by_host: dict[str, Source] = {}
        self._asked: set[int] = set()
        for source in Source.objects.order_by("-id"):  # the oldest of two that share an alias wins
            self._remember(source)

    def publisher(
        self, record: ArticleRecord, otherwise: str | None, time_zone: str | None, language: str | None
    ) -> Source:
        """The article's source: from the text, else its address's host, else the option, else "Unknown source".

        A source that is new gets the time zone and language given as defaults for the import.
        """
        host = host_of(record.url)
        if record.source:
            return self._named(record.source, Source.Kind.PUBLISHER, host, time_zone, language)
        if host:
            return self._by_host.get(host) or self._of_host(host, record.agency, time_zone, language)
        if otherwise:
            return self._named(otherwise, Source.Kind.PUBLISHER, "", time_zone, language)
        record.warnings.append(f"No source in the text, the address or the options: kept under “{UNKNOWN_SOURCE}”.")
        return self._named(UNKNOWN_SOURCE, Source.Kind.PUBLISHER, "", None, None)

    def agency(self, name: str | None) -> Source | None:
        """The agency of a printed name."""
        return self._named(name, Source.Kind.AGENCY, "", None, None) if name else None

    def _of_host(self, host: str, agency: str | None, time_zone: str | None, language: str | None) -> Source:
        """A host seen for the first time: the printed agency when the host bears its name, else the host itself."""
        bears_its_name = agency and fold(agency).replace(" ", "") == fold(host.split(".")[0])
        name, kind = (agency, Source.Kind.AGENCY) if agency and bears_its_name else (host, Source.Kind.PUBLISHER)
        source = self._named(name, kind, host, time_zone, language)
        self._by_host[host] = source
        return source

    def _named(self, name: str, kind: str, host: str, time_zone: str | None, language: str | None) -> Source:
        name = squeeze(name)[:NAME_LENGTH]
        found = self._by_name.get(fold(name))
        if found:
            self._complete(found, host, time_zone, language)
            return found
        source = Source(
            name=name,
            kind=kind,
            homepage=f"https://{host}/" if host else "",
            time_zone=time_zone or "UTC",
            language=language or "",
        )
        source.save()
        self._remember(source)
        return source

    def _complete(self, source: Source, host: str, time_zone: str | None, language: str | None) -> None:
        """A source that was only named in passing, as somebody's agency, learns what its own articles tell of it."""
        if not (host or time_zone or language) or source.pk in self._asked:
            return
        self._asked.add(source.pk)
        if source.homepage or source.language or source.articles.exists():
            return
        source.homepage = f"https://{host}/" if host else ""
        source.time_zone, source.language = time_zone or source.time_zone, language or ""
        source.save()
        self._remember(source)

    def _remember(self, source: Source) -> None:
        for key in source.folded_names:
            self._by_name[key] = source
        if host := host_of(source.homepage):
            self._by_host[host] = source


def is_full_name(speaker: str) -> bool:
    """Whether a speaker's name is enough for a record: two words or more, all with a capital but the particles.

    A single surname would join strangers; a description (“the minister”, “A spokeswoman for Elby”) names nobody, and
    a body (“Island Line”, “Elby Holdings Inc.”) is no person.
    """
    if any(_OWNER.sub("", word.lower()) in BODIES for word in speaker.split()):
        return False
    first, *others = speaker.split() or [""]
    if not others or first.lower() in _OPENERS or len(speaker) > NAME_LENGTH:
        return False
    *middle, last = others
    return all(map(_has_capital, [first, last])) and all(_has_capital(w) or w in _PARTICLES for w in middle)


def _has_capital(word: str) -> bool:
    """A capital at the beginning or after a short prefix: Assad, al-Assad, d'Estaing."""
    bare = word.lstrip("“‘\"'(")
    return bare[:1].isupper() or _PREFIX.sub("", bare)[:1].isupper()


def people_of(speakers: Iterable[str | None]) -> dict[str, list[Person]]:
    """Records for the speakers that have one or are named fully enough to get one, by folded name.

    As known_people; at most five queries for any number of names.
    """
    names = _by_key(speakers)
    found = known_people(names.values())
    new = {key: name for key, name in names.items() if key not in found and is_full_name(name)}
    if new:
        made = Person.objects.bulk_create(_with_slugs(list(new.values())))
        pairs = list(zip(new, made, strict=True))
        PersonName.objects.bulk_create(PersonName(person=person, key=key) for key, person in pairs)
        found |= {key: [person] for key, person in pairs}
    return found


def known_people(speakers: Iterable[str | None]) -> dict[str, list[Person]]:
    """Records for the speakers that have one, by folded name; nobody gets one. One query.

    Of several who answer to one name (namesakes.py chooses for each article), those whose main name it is come
    first, the older records before the younger.
    """
    found: dict[str, list[Person]] = defaultdict(list)
    for row in PersonName.objects.filter(key__in=list(_by_key(speakers))).select_related("person"):
        found[row.key].append(row.person)
    for key, people in found.items():
        people.sort(key=lambda person: (name_key(person.name) != key, person.pk))
    return dict(found)


def _by_key(speakers: Iterable[str | None]) -> dict[str, str]:
    return {name_key(name): squeeze(name) for name in speakers if name and fold(name)}


def topics_of(names: Iterable[str]) -> dict[str, Topic]:
    """Topics by folded name, made where they are missing."""
    wanted = {fold(name): squeeze(name)[:NAME_LENGTH] for name in names if fold(name)}
    if not wanted:
        return {}
    also = Topic.objects.exclude(aliases=[])
    found = {key: topic for topic in also for key in topic.folded_names & wanted.keys()}
    slugs = {slug_of(name, "topic"): key for key, name in wanted.items()}
    former = TopicAddress.objects.filter(slug__in=list(slugs)).select_related("record")
    found |= {slugs[address.slug]: address.record for address in former}
    found |= {slugs[topic.slug]: topic for topic in Topic.objects.filter(slug__in=list(slugs))}
    for key, name in wanted.items():
        if key not in found:
            topic = Topic(name=name, slug=slug_of(name, "topic"))
            topic.save()
            found[key] = topic
    return found


def _with_slugs(names: list[str]) -> list[Person]:
    """Unsaved people with free slugs: two queries, and two more for each slug that is taken."""
    wished = [slug_of(name, "person") for name in names]
    taken = set(Person.objects.filter(slug__in=wished).values_list("slug", flat=True))
    taken |= set(PersonAddress.objects.filter(slug__in=wished).values_list("slug", flat=True))
    people = []
    for name, wish in zip(names, wished, strict=True):
        slug = wish
        if slug in taken:
            slug = free_slug(wish, Person.taken_slugs(wish) | taken)
        taken.add(slug)
        person = Person(name=name, slug=slug)
        person.file()
        people.append(person)
    return people
