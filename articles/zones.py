"""Time zones by name, as the archive keeps them: IANA names and fixed offsets. Knows no database."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"UTC([+-])(\d\d):([0-5]\d)")
_FARTHEST = timedelta(hours=14)


@cache
def names() -> frozenset[str]:
    """All IANA names this machine knows."""
    return frozenset(available_timezones())


@cache
def cities() -> frozenset[str]:
    """The cities that zones are named after, in small letters: “new york”, “buenos aires”."""
    return frozenset(name.rpartition("/")[2].replace("_", " ").casefold() for name in names() if "/" in name)


def zone(name: str) -> tzinfo:
    """The zone of that name: an IANA name (“America/Caracas”) or a fixed offset (“UTC-04:00”).

    Raises ValueError, naming what is allowed, for everything else.
    """
    if offset := _OFFSET.fullmatch(name):
        sign, hours, minutes = offset.groups()
        delta = timedelta(hours=int(hours), minutes=int(minutes))
        if delta <= _FARTHEST:
            return timezone(-delta if sign == "-" else delta)
    elif name in names():
        return ZoneInfo(name)
    raise ValueError(
        f"“{name}” is not a time zone. Allowed are an IANA name such as America/Caracas "
        "or an offset from UTC-14:00 to UTC+14:00."
    )


def offset_name(offset: timedelta) -> str:
    """How a fixed offset from UTC, in whole minutes, is named: “UTC-04:00”. `zone` reads it back."""
    minutes = round(offset / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
