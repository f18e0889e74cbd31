"""Time zones as newspapers print them: “EDT”, “GMT+1”, “hora de Caracas”."""

import re
from datetime import datetime, timedelta

from articles.zones import offset_name, zone

_HOURS: dict[str, tuple[float, tuple[str, ...]]] = {
    "UTC": (0, ("UTC",)),
    "GMT": (0, ("UTC",)),
    "Z": (0, ("UTC",)),
    "BST": (1, ("Europe/London",)),
    "WET": (0, ("Europe/Lisbon",)),
    "WEST": (1, ("Europe/Lisbon",)),
    "CET": (1, ("Europe/Berlin",)),
    "CEST": (2, ("Europe/Berlin",)),
    "MEZ": (1, ("Europe/Berlin",)),
    "MESZ": (2, ("Europe/Berlin",)),
    "EET": (2, ("Europe/Athens",)),
    "EEST": (3, ("Europe/Athens",)),
    "MSK": (3, ("Europe/Moscow",)),
    "EST": (-5, ("America/New_York",)),
    "EDT": (-4, ("America/New_York",)),
    "CST": (-6, ("America/Chicago",)),
    "CDT": (-5, ("America/Chicago",)),
    "MST": (-7, ("America/Denver", "America/Phoenix")),
    "MDT": (-6, ("America/Denver",)),
    "PST": (-8, ("America/Los_Angeles",)),
    "PDT": (-7, ("America/Los_Angeles",)),
    "AKST": (-9, ("America/Anchorage",)),
    "AKDT": (-8, ("America/Anchorage",)),
    "HST": (-10, ("Pacific/Honolulu",)),
    "AST": (-4, ("America/Halifax", "America/Puerto_Rico")),
    "ADT": (-3, ("America/Halifax",)),
    "NST": (-3.5, ("America/St_Johns",)),
    "NDT": (-2.5, ("America/St_Johns",)),
    "VET": (-4, ("America/Caracas",)),
    "BRT": (-3, ("America/Sao_Paulo",)),
    "ART": (-3, ("America/Argentina/Buenos_Aires",)),
    "CLT": (-4, ("America/Santiago",)),
    "CLST": (-3, ("America/Santiago",)),
    "COT": (-5, ("America/Bogota",)),
    "PET": (-5, ("America/Lima",)),
    "BOT": (-4, ("America/La_Paz",)),
    "SAST": (2, ("Africa/Johannesburg",)),
    "CAT": (2, ("Africa/Maputo",)),
    "EAT": (3, ("Africa/Nairobi",)),
    "WAT": (1, ("Africa/Lagos",)),
    "GST": (4, ("Asia/Dubai",)),
    "PKT": (5, ("Asia/Karachi",)),
    "IST": (5.5, ("Asia/Kolkata",)),
    "SGT": (8, ("Asia/Singapore",)),
    "HKT": (8, ("Asia/Hong_Kong",)),
    "MYT": (8, ("Asia/Kuala_Lumpur",)),
    "WIB": (7, ("Asia/Jakarta",)),
    "JST": (9, ("Asia/Tokyo",)),
    "KST": (9, ("Asia/Seoul",)),
    "AWST": (8, ("Australia/Perth",)),
    "ACST": (9.5, ("Australia/Darwin", "Australia/Adelaide")),
    "AEST": (10, ("Australia/Brisbane", "Australia/Sydney")),
    "AEDT": (11, ("Australia/Sydney",)),
    "NZST": (12, ("Pacific/Auckland",)),
    "NZDT": (13, ("Pacific/Auckland",)),
}
"""Abbreviation → hours from UTC and the zones that use it, the best known first."""
_WHOLE_YEAR = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?([0-5]\d))?")


def named_zone(printed: str, local: datetime, default: str | None) -> str | None:
    """The zone a printed abbreviation or offset stands for at a wall time: an IANA name or “UTC-04:00”.

    The default zone where it uses that abbreviation at that time (so “CST” is China's for a Chinese paper),
    else the best known zone that keeps it then, else the bare offset, else (unknown letters) the default.
    """
    if figures := _OFFSET.fullmatch(printed):
        sign, digits, minutes = figures.groups()
        delta = timedelta(hours=int(digits), minutes=int(minutes or 0))
        return offset_name(-delta if sign == "-" else delta)
    letters = printed.upper()
    if letters in _WHOLE_YEAR:
        return _WHOLE_YEAR[letters]
    if default and local.replace(tzinfo=zone(default)).tzname() == letters:
        return default
    if letters not in _HOURS:
        return default
    hours, names = _HOURS[letters]
    offset = timedelta(hours=hours)
    for name in names:
        if local.replace(tzinfo=zone(name)).utcoffset() == offset:
            return name
    return offset_name(offset)


def is_zone(printed: str) -> bool:
    """Whether some letters are the abbreviation of a time zone."""
    return printed.upper() in _HOURS or printed.upper() in _WHOLE_YEAR or bool(_OFFSET.fullmatch(printed))
