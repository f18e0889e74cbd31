from datetime import UTC, datetime, timedelta

import pytest

from articles import zones

SUMMER = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("America/Caracas", -4), ("America/New_York", -4), ("UTC", 0), ("UTC-04:00", -4), ("UTC+05:30", 5.5)],
)
def test_a_zone_is_found_by_its_iana_name_or_its_offset(name: str, hours: float) -> None:
    assert SUMMER.astimezone(zones.zone(name)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "name", ["", "EDT", "Caracas", "America", "../etc/passwd", "UTC-4", "UTC+14:01", "UTC+05:60", "utc-04:00"]
)
def test_anything_else_is_refused_with_what_is_allowed(name: str) -> None:
    with pytest.raises(ValueError, match=r"not a time zone\. Allowed are an IANA name .* or an offset"):
        zones.zone(name)


@pytest.mark.parametrize("name", ["UTC-04:00", "UTC+05:45", "UTC+00:00", "UTC-09:30"])
def test_an_offset_is_named_as_it_is_read(name: str) -> None:
    offset = zones.zone(name).utcoffset(None)
    assert offset is not None
    assert zones.offset_name(offset) == name
