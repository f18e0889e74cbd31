"""Where one page of a list ends and the next begins, told by a hit and not by a number of pages."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

_TEXT = re.compile(r"(?:(\d{14}(?:\d{6})?)|(\d{1,12}))-(\d{1,18})")
_SIGNS = str.maketrans("", "", "-:T.")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A hit in a list, to go on after it or before it.

    In a list by time the hit is known by its article's time (None: undated; engines count seconds) and its own id. What
    is added or removed elsewhere moves nothing: no hit is left out or seen twice.

    In a list by relevance it is known by its id and its `place`, counted from 1. The list goes on at that hit wherever
    it stands now, within some hundreds of places; where it is gone, at the place it had.
    """

    id: int
    """Of the article; in a list of quotes, of the quote."""
    published_at: datetime | None = None
    place: int = 0

    @property
    def by_relevance(self) -> bool:
        """Whether it belongs to a list by relevance."""
        return self.place > 0

    @property
    def text(self) -> str:
        """As it stands in an address: `20250220143000-81` by time (UTC), `40-81` by relevance, `0-81` undated."""
        if self.published_at:
            moment = self.published_at.astimezone(UTC).replace(tzinfo=None)
            return f"{moment.isoformat().translate(_SIGNS)}-{self.id}"
        return f"{self.place}-{self.id}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The cursor that `text` stands for. ValueError for any other text."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no place in a list.")
        moment, place, pk = match.groups()
        if moment:
            return cls(int(pk), datetime.strptime(moment.ljust(20, "0"), "%Y%m%d%H%M%S%f").replace(tzinfo=UTC))
        return cls(int(pk), place=int(place))
