"""Records of people that may be one person, by their names alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from articles.models import PersonName

Words = tuple[str, ...]
"""A folded name, word by word."""


class Why(StrEnum):
    """What two names have to do with each other."""

    SAME = "the same name"
    WITHIN = "one name stands in the other"
    SHORTENED = "the same but for initials or a middle name"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records with names or aliases that may mean one person; `key` is the shorter of the two, folded."""

    people: tuple[int, int]
    why: Why
    key: str


def likely_duplicates() -> list[Alike]:
    """Pairs of records, by name. One query that reads all names, so for a page that is looked at now and then."""
    holders: dict[Words, list[int]] = defaultdict(list)
    for key, person in PersonName.objects.order_by("key", "person").values_list("key", "person"):
        holders[tuple(key.split())].append(person)
    found: dict[tuple[int, int], Alike] = {}
    for why, one, other in _alike_names(holders):
        for first in holders[one]:
            for second in holders[other]:
                pair = (min(first, second), max(first, second))
                if first != second and pair not in found:
                    found[pair] = Alike(pair, why, " ".join(one))
    return sorted(found.values(), key=lambda alike: (alike.key, alike.people))


def _alike_names(names: dict[Words, list[int]]) -> Iterator[tuple[Why, Words, Words]]:
    """Names that may mean one person, the shorter first; the plainest reasons first."""
    yield from ((Why.SAME, name, name) for name, holders in names.items() if len(holders) > 1)
    for name in names:
        for cut in range(2, len(name)):
            yield from ((Why.WITHIN, part, name) for part in (name[:cut], name[-cut:]) if part in names)
    by_ends: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for name in names:
        if len(name) > 1:
            by_ends[name[0][0], name[-1]].append(name)
    for alike in by_ends.values():
        for one, other in _to_compare(alike):
            short, long = sorted((one, other), key=lambda name: (len(name), len(" ".join(name))))
            if _is_shortened(short, long):
                yield Why.SHORTENED, short, long


def _to_compare(names: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Those with the same first word, and those whose first word is an initial with all: John and James differ."""
    by_first: dict[str, list[Words]] = defaultdict(list)
    for name in names:
        by_first[name[0]].append(name)
    for same in by_first.values():
        yield from combinations(same, 2)
    for initial in by_first:
        if len(initial) == 1:
            yield from ((one, other) for one in by_first[initial] for other in names if other[0] != initial)


def _is_shortened(short: Words, long: Words) -> bool:
    """Whether every middle word of the shorter name stands in the longer, in order, in full or as an initial."""
    left = iter(long[1:-1])
    return all(any(_agree(word, other) for other in left) for word in short[1:-1])


def _agree(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
