import pytest

from articles.importers.dates import Habits, find_dates, is_dateline, unclear_dates

NONE = Habits()


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("February 20, 2025 Hour: 12:49 pm", "2025-02-20T12:49", "minute"),
        ("Feb. 20, 2025", "2025-02-20T00:00", "day"),
        ("Mon Feb 13, 2012 11:54am EST", "2012-02-13T11:54", "minute"),
        ("Thursday 20th of February 2025, 9 a.m.", "2025-02-20T09:00", "minute"),
        ("12:05 am, 1 May 2020", "2020-05-01T00:05", "minute"),
        ("20-Feb-2025 17:07:31", "2025-02-20T17:07", "minute"),
        ("2025-02-20", "2025-02-20T00:00", "day"),
        ("2025-02-20T12:49:00-04:00", "2025-02-20T12:49", "minute"),
        ("20 de febrero de 2025, a las 17.07 horas", "2025-02-20T17:07", "minute"),
        ("jueves, 20 de febrero del 2025 | 08:15 h", "2025-02-20T08:15", "minute"),
        ("Publié le 1er mars 2025 à 17h07", "2025-03-01T17:07", "minute"),
        ("le 20 févr. 2025 à 9 h 30", "2025-02-20T09:30", "minute"),
        ("20 de março de 2025 às 14h30", "2025-03-20T14:30", "minute"),
        ("20. Februar 2025, 17.07 Uhr", "2025-02-20T17:07", "minute"),
        ("Stand: 20.02.2025 - 17:07 Uhr", "2025-02-20T17:07", "minute"),
        ("02/20/2025", "2025-02-20T00:00", "day"),
        ("20/02/2025", "2025-02-20T00:00", "day"),
        ("03/03/2025", "2025-03-03T00:00", "day"),
        ("03.04.2025", "2025-04-03T00:00", "day"),
    ],
)
def test_dates_in_five_languages_are_read(text: str, local: str, precision: str) -> None:
    (found,) = find_dates(text, NONE)
    assert found.local.isoformat(timespec="minutes") == local
    assert found.precision == precision
    assert is_dateline(text)


@pytest.mark.parametrize(
    "text",
    [
        "February 30, 2025",
        "31/02/2025",
        "32/13/2025",
        "March 2025",
        "20 February",
        "1,250 2025",
        "version 1.2.2025.4",
        "",
    ],
)
def test_what_is_no_whole_date_is_not_made_one(text: str) -> None:
    assert find_dates(text, NONE) == []


@pytest.mark.parametrize(
    ("habits", "local"),
    [
        (Habits("es"), "2025-04-03"),
        (Habits("de", "America/New_York"), "2025-04-03"),
        (Habits("en", "Europe/London"), "2025-04-03"),
        (Habits("en", "America/New_York"), "2025-03-04"),
        (Habits("en"), None),
        (Habits("en", "America/Caracas"), None),
    ],
)
def test_day_and_month_in_figures_are_told_apart_only_where_it_is_certain(habits: Habits, local: str | None) -> None:
    dates = [found.local.date().isoformat() for found in find_dates("03/04/2025", habits)]
    assert dates == ([local] if local else [])
    assert list(unclear_dates("03/04/2025", habits)) == ([] if local else ["03/04/2025"])


@pytest.mark.parametrize(
    ("text", "default", "zone"),
    [
        ("July 1, 2025 9:00 am EDT", None, "America/New_York"),
        ("January 1, 2025 9:00 am EST", None, "America/New_York"),
        ("July 1, 2025 9:00 am EST", None, "UTC-05:00"),
        ("July 1, 2025 9:00 am ET", None, "America/New_York"),
        ("July 1, 2025 9:00 am MST", None, "America/Phoenix"),
        ("July 1, 2025 9:00 am (BST)", None, "Europe/London"),
        ("July 1, 2025 9:00 GMT", "Europe/London", "UTC"),
        ("January 1, 2025 9:00 GMT", "Europe/London", "Europe/London"),
        ("July 1, 2025 9:00 CST", "Asia/Shanghai", "Asia/Shanghai"),
        ("January 1, 2025 9:00 CST", None, "America/Chicago"),
        ("1. Juli 2025, 9:00 Uhr MESZ", None, "Europe/Berlin"),
        ("July 1, 2025 9:00 VET", None, "America/Caracas"),
        ("July 1, 2025 9:00 GMT+5:30", None, "UTC+05:30"),
        ("July 1, 2025 9:00 UTC-4", None, "UTC-04:00"),
        ("2025-07-01T09:00-04:00", "America/Caracas", "UTC-04:00"),
        ("2025-07-01T09:00Z", None, "UTC"),
        ("July 1, 2025 9:00", "America/Caracas", "America/Caracas"),
        ("July 1, 2025 9:00", None, None),
        ("July 1, 2025", "America/Caracas", "America/Caracas"),
    ],
)
def test_the_zone_is_the_printed_one_by_its_name_else_the_default(
    text: str, default: str | None, zone: str | None
) -> None:
    (found,) = find_dates(text, NONE)
    assert found.published(default).time_zone == zone


@pytest.mark.parametrize("text", ["The strike of March 3, 2021 ended badly", "Ana Paz, March 3, 2021", "no date here"])
def test_a_dateline_says_nothing_else(text: str) -> None:
    assert not is_dateline(text)


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("2025/02/20 17:07", "2025-02-20T17:07", "minute"),
        ("2025.02.20 17:07", "2025-02-20T17:07", "minute"),
        ("2025年2月20日 17時07分", "2025-02-20T00:00", "day"),
        ("2025년 2월 20일", "2025-02-20T00:00", "day"),
        ("2025.02.20 오후 3:20", "2025-02-20T00:00", "day"),
        ("20.02.2025-17:07", "2025-02-20T17:07", "minute"),
        ("February 20, 20250", "2025-02-20T00:00", "day"),
    ],
)
def test_dates_in_figures_are_read_in_any_language(text: str, local: str, precision: str) -> None:
    (found,) = find_dates(text, NONE)
    assert (found.local.isoformat(timespec="minutes"), found.precision) == (local, precision)
