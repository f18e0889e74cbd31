"""Trends: several questions over time beside each other."""

import csv
import re
from datetime import UTC, date, datetime
from html import unescape
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from articles.models import Article, PersonAddress
from articles.search.document import SearchDocument
from articles.search.engines import get_engine
from articles.search.sync import drain
from articles.views.comparing import MOST_TIMES, Comparison
from articles.views.trends import COLUMNS
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.search.documents import make_document
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def make_story(day: str, body: str, **fields: object) -> Article:
    """An article of a day such as 2024-03-04."""
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return make_article(body=body, published_at=moment, **fields)


@pytest.fixture
def weather() -> None:
    """Rain and snow from January to April 2024; nothing at all in February."""
    gazette, mirror = make_source(name="Gazette"), make_source(name="Mirror")
    make_story("2024-01-10", "Rain.", source=gazette)
    make_story("2024-01-20", "Rain and snow.", source=mirror)
    make_story("2024-01-21", "Sun.", source=mirror, language="es")
    make_story("2024-03-05", "Snow.", source=gazette)
    make_story("2024-03-05", "Sun.", source=gazette)
    make_story("2024-04-01", "Rain.", source=mirror, language="es")
    drain()


def compared(client: Client, **parameters: str | list[str]) -> Comparison:
    """What the page draws."""
    response = client.get("/trends/", parameters)
    assert response.status_code == 200, response.content.decode()
    comparison = response.context["comparison"]
    assert isinstance(comparison, Comparison)
    return comparison


def figures(comparison: Comparison) -> dict[str, list[int]]:
    """The numbers of each line, by its letter."""
    return {line.asked.letter: [point.count for point in line.points] for line in comparison.lines}


@pytest.mark.usefixtures("weather")
def test_each_question_is_a_line_and_empty_ones_are_left_out(client: Client) -> None:
    comparison = compared(client, q=["rain", "", "  ", "snow"])
    assert [(line.asked.letter, line.asked.words, line.total) for line in comparison.lines] == [
        ("A", "rain", 3),
        ("B", "snow", 2),
    ]


@pytest.mark.usefixtures("weather")
def test_times_without_articles_are_zero_and_have_their_place(client: Client) -> None:
    comparison = compared(client, q=["rain", "snow"])
    assert [point.label for point in comparison.lines[0].points] == [
        "January 2024",
        "February 2024",
        "March 2024",
        "April 2024",
    ]
    assert figures(comparison) == {"A": [2, 0, 0, 1], "B": [1, 0, 1, 0]}
    assert [point.held for point in comparison.lines[0].points] == [3, 0, 2, 1]


@pytest.mark.usefixtures("weather")
def test_nothing_is_drawn_before_the_archive_begins_or_after_it_ends(client: Client) -> None:
    whole = compared(client, q="rain", since="1990", until="2099", by="month")
    assert (whole.first, whole.last) == ("January 2024", "April 2024")


@pytest.mark.usefixtures("weather")
def test_times_that_were_asked_for_are_drawn_though_nothing_is_held_of_them(client: Client) -> None:
    part = compared(client, q="snow", since="2024-02-10", until="2024-03", by="month")
    assert (part.first, figures(part)) == ("February 2024", {"A": [0, 1]})
    days = compared(client, q="snow", since="2024-01-19", until="2024-01-22")
    assert (days.unit, figures(days)) == ("day", {"A": [0, 1, 0, 0]})


@pytest.mark.usefixtures("weather")
def test_units_are_chosen_by_the_range_or_by_the_reader(client: Client) -> None:
    assert compared(client, q="rain").unit == "month"
    assert compared(client, q="rain", since="2024-01", until="2024-02").unit == "day"
    assert figures(compared(client, q="rain", by="year")) == {"A": [3]}
    assert compared(client, q="rain", since="2024-01", until="2024-02", by="month").unit == "month"


@pytest.mark.usefixtures("weather")
def test_the_time_is_that_of_the_dates_among_the_words_of_all_lines(client: Client, read_page: ReadPage) -> None:
    year = [("month", date(2024, 1, 1), date(2024, 4, 1))]
    for words, drawn in (
        (["on:2024-01"], [("day", date(2024, 1, 10), date(2024, 1, 31))]),
        (["rain on:2024-01", "snow on:2024-03"], [("month", date(2024, 1, 1), date(2024, 3, 1))]),
        (["rain after:2024-02", "snow"], year),
        (["on:2024-01 OR on:2024-03"], year),
        (["on:2024-01 on:2024-03"], year),
    ):
        comparison = compared(client, q=words)
        assert [(comparison.unit, comparison.starts[0], comparison.starts[-1])] == drawn, words
    rows = client.get("/trends/table.csv", {"q": "after:2024-01-19 before:2024-01-22", "by": "month"}).content.decode()
    assert "2024-01-20,2024-01-21,2,2,1.0" in rows
    assert compared(client, q="on:2024-01", since="2024-01-21", by="month").all_held == 1
    assert "The archive holds no article of this time.</p>" in read_page("/trends/", q="on:1850")


def test_many_months_are_drawn_as_years(client: Client) -> None:
    make_story("2010-05-01", "Rain.")
    make_story("2010-07-01", "Rain.")
    make_story("2019-01-01", "Rain.")
    drain()
    comparison = compared(client, q="rain")
    assert (comparison.unit, figures(comparison)) == ("year", {"A": [2, *[0] * 8, 1]})
    assert comparison.units == ["year", "month"]


def test_more_times_than_can_be_drawn_are_refused(read_page: ReadPage) -> None:
    make_story("2010-05-01", "Rain.")
    make_story("2019-01-01", "Rain.")
    text = read_page("/trends/", status=400, q="rain", by="day")
    assert f"3,168 days are too many to draw; at most {MOST_TIMES} are." in text
    assert 'href="/trends/?q=rain&amp;by=month" rel="nofollow">by month</a>.' in text
    assert "<polyline" not in text
    assert "<polyline" in read_page("/trends/", q="rain", by="day", since="2010-05", until="2010-12")


QUERIES = ("rain", "rain OR snow", "-sun", "source:gazette", '"rain and snow"', "sn*", "on:2024-01", "=sun language:es")
FILTERS: tuple[dict[str, str | list[str]], ...] = (
    {},
    {"source": "gazette"},
    {"source": ["gazette", "mirror"], "language": "es"},
    {"since": "2024-01-15", "until": "2024-03"},
    {"until": "2024-01-20"},
    {"since": "2023", "by": "year"},
    {"exact": "yes"},
    {"since": "2024-01-20", "until": "2024-04", "by": "year"},
)


@pytest.mark.usefixtures("weather")
@pytest.mark.parametrize(("query", "filters"), list(product(QUERIES, FILTERS)))
def test_every_number_is_the_explorers(client: Client, query: str, filters: dict[str, str | list[str]]) -> None:
    def total(address: str, parameters: dict[str, str | list[str]] | None = None) -> int:
        listing = client.get(address, parameters).context["listing"]
        return int(listing.total)

    line = compared(client, q=["sun", query], **filters).lines[1]
    question = {name: value for name, value in filters.items() if name != "by"}
    assert line.total + line.undated == total("/search/", question | {"q": query})
    for point in line.points:
        assert bool(point.url) == bool(point.count)
        if point.url:
            assert total(point.url) == point.count, point.url


@pytest.mark.usefixtures("weather")
@pytest.mark.parametrize("query", QUERIES)
def test_without_filters_shares_are_those_of_the_explorers_strip(client: Client, query: str) -> None:
    explorer = client.get("/search/", {"q": query, "share": "yes"}).context
    drawn, unit = explorer["strip"], explorer["listing"].timeline.unit
    points = compared(client, q=query, share="yes", by=unit).lines[0].points
    shares = {point.label: (point.count, point.held, point.share) for point in points}
    for bar in drawn.bars if drawn else ():
        before_the_first = (0, 0, "–")  # trends do not draw it, the strip does where the words ask for it
        assert shares.get(bar.label, before_the_first) == (bar.count, bar.held, bar.share if bar.held else "–")


@pytest.mark.usefixtures("weather")
def test_shares_are_of_all_articles_with_the_filters(read_page: ReadPage) -> None:
    text = read_page("/trends/", q="rain", share="yes")
    assert 'aria-label="A, January 2024: 2 articles, 66.67% of 3"' in text
    assert "3 articles, 50.00%" in text
    assert "Share of all 6 articles by month" in text
    text = read_page("/trends/", q="rain", share="yes", source="mirror")
    assert 'aria-label="A, January 2024: 1 article, 50.00% of 2"' in text
    assert "Share of all 3 articles with these filters by month" in text


@pytest.mark.usefixtures("weather")
def test_a_share_of_nothing_breaks_the_line_and_is_no_zero(client: Client) -> None:
    response = client.get("/trends/", {"q": "rain", "share": "yes"})
    assert [stroke.count(",") for stroke in response.context["chart"].lines[0].strokes] == [1, 2]
    assert re.search(r'February 2024</th><td>–<span class="of">0</span></td><td>0</td>', response.content.decode())


@pytest.mark.usefixtures("weather")
def test_points_and_numbers_lead_to_their_articles_and_robots_are_kept_from_them(read_page: ReadPage) -> None:
    text = read_page("/trends/", q=["rain", "snow"], language="en", share="yes")
    address = "/search/?language=en&amp;q=snow&amp;since=2024-03&amp;until=2024-03"
    assert len(re.findall(rf'<a href="{re.escape(address)}" rel="nofollow"', text)) == 2
    assert [link for link in re.findall(r'<a href="/search/\?[^>]*>', text) if 'rel="nofollow"' not in link] == []
    assert '<meta name="robots" content="noindex, nofollow">' in text


@pytest.mark.usefixtures("weather")
def test_each_line_says_how_it_was_understood_and_leads_to_the_explorer(read_page: ReadPage) -> None:
    text = read_page("/trends/", q=['rain "snow', "sleet"], source="mirror")
    assert "Understood as <b>“rain” and the phrase “snow”</b>." in text
    assert "A quotation mark is not closed; the phrase runs to the end." in text
    assert "Understood as <b>“sleet”</b>." in text
    assert 'href="/search/?source=mirror&amp;q=sleet" rel="nofollow"' in text


@pytest.mark.usefixtures("weather")
@pytest.mark.parametrize("address", ["/trends/", "/trends/table.csv", "/trends/chart.svg"])
def test_a_question_that_cannot_be_understood_is_named_and_nothing_is_drawn(read_page: ReadPage, address: str) -> None:
    text = read_page(address, status=400, q=["rain", "colour:red", "*"])
    assert "B, <b>colour:red</b>: There is no field “colour”." in text
    assert "(At character 1.)" in text
    assert "C, <b>*</b>: A * alone is no word." in text
    assert 'value="colour:red"' in text
    assert "<polyline" not in text


def test_more_than_five_questions_are_refused(read_page: ReadPage) -> None:
    text = read_page("/trends/", status=400, q=["a", "b", "c", "d", "e", "f"])
    assert "It is given 6 times; at most 5 are compared." in text


def test_unknown_values_are_refused(read_page: ReadPage) -> None:
    for name, value in {"by": "week", "share": "half", "since": "soon", "sort": "newest", "page": "2"}.items():
        for address in ("/trends/", "/trends/table.csv", "/trends/chart.svg"):
            assert f"{name}={value}" in read_page(address, status=400, q="rain", **{name: value})


def test_where_nothing_is_asked_the_page_teaches_with_what_the_archive_has(read_page: ReadPage, client: Client) -> None:
    rosa, ana = make_person(name="Rosa Perez"), make_person(name="Ana Lee")
    for name in ("Rain", "Snow"):
        article = make_article(source=make_source(name=f"{name} Gazette"))
        article.topics.add(make_topic(name=name))
        make_quote(article, "yes", rosa)
    make_quote(make_article(body="Rosa Perez went home.", source=article.source), "no", ana)
    text = read_page("/trends/")
    assert "noindex" not in text
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/trends/\?[^"]*)', text)]
    assert len(links) == 4
    for link in links:
        lines = client.get(link).context["comparison"].lines
        assert len(lines) == 2
        assert all(line.total for line in lines), link


def test_an_empty_archive_says_so(read_page: ReadPage) -> None:
    assert "For example" not in read_page("/trends/")
    assert "The archive has no public article yet." in read_page("/trends/", q="rain")
    assert read_page("/trends/table.csv", q="rain").splitlines() == ["\ufeff" + ",".join(COLUMNS)]
    assert "The archive holds no article of this time." in read_page("/trends/chart.svg", q="rain")


@pytest.mark.usefixtures("weather")
def test_where_nothing_matches_the_page_says_so_and_offers_like_words(read_page: ReadPage) -> None:
    text = read_page("/trends/", q=["snwo", "hail"])
    assert "No article from January 2024 to April 2024 matches any of these questions" in text
    assert "<polyline" not in text
    text = read_page("/trends/", q=["snov", "rain"])
    assert 'Did you mean <a href="/trends/?q=snow&amp;q=rain" rel="nofollow">snow</a>?' in text
    assert "<polyline" in text


@pytest.mark.usefixtures("weather", "no_engine")
def test_without_the_engine_it_says_so(read_page: ReadPage) -> None:
    for address in ("/trends/", "/trends/table.csv", "/trends/chart.svg"):
        assert "Search is not available" in read_page(address, status=503, q="rain")
    assert "Search is not available" in read_page("/trends/")


def test_a_long_table_scrolls_in_a_box_of_its_own(read_page: ReadPage) -> None:
    make_story("2021-01-10", "Rain.")
    make_story("2023-02-20", "Snow.")
    months = read_page("/trends/", q="rain", by="month")
    assert months.count('<th scope="row">') == 27
    assert '<div class="wide long" role="region" aria-labelledby="figures-head" tabindex="0">' in months
    assert '<div class="wide" role="region"' in read_page("/trends/", q="rain", by="year")


def test_articles_without_a_date_are_said(client: Client) -> None:
    dated: list[SearchDocument] = [make_document(1, body="rain")]
    get_engine().apply([*dated, make_document(2, body="rain", published_on=None)], [])
    text = client.get("/trends/", {"q": "rain"}).content.decode()
    assert "1 more without a date cannot be drawn." in text
    assert ">1 article<" in text


@pytest.mark.usefixtures("weather")
def test_the_table_can_be_saved(client: Client) -> None:
    response = client.get("/trends/table.csv", {"q": ["rain", "-sun"], "since": "2024-01-20", "until": "2024-04"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="trends.csv"'
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(response.content.decode("utf-8-sig").splitlines()))
    assert [row["line"] for row in rows] == ["A"] * 4 + ["B"] * 4
    assert rows[0] == {
        "line": "A",
        "words": "rain",
        "from": "2024-01-20",
        "to": "2024-01-31",
        "articles": "1",
        "all articles": "2",
        "share": "0.5",
        "address": "http://testserver/search/?q=rain&since=2024-01-20&until=2024-01",
    }
    assert (rows[1]["articles"], rows[1]["share"], rows[1]["address"]) == ("0", "", "")
    assert {row["words"] for row in rows[4:]} == {"'-sun"}


@pytest.mark.usefixtures("weather")
def test_the_drawing_can_be_saved_and_stands_on_its_own(client: Client) -> None:
    response = client.get("/trends/chart.svg", {"q": ["rain", '"<b> snow" & more'], "share": "yes", "source": "mirror"})
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="trends.svg"'
    assert response.headers["X-Robots-Tag"] == "noindex"
    tree = ET.fromstring(response.content)  # noqa: S314 — our own drawing
    text = " ".join(tree.itertext())
    assert tree.tag == f"{SVG}svg"
    assert "Source: http://testserver/trends/?q=rain&q=" in text
    assert "Filters: Source: Mirror. Source: http" in text
    assert "Share of all articles with these filters by month" in text
    assert '"<b> snow" & more' in text
    assert len(tree.findall(f".//{SVG}polyline")) == 4
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert tags == {"svg", "title", "desc", "rect", "text", "tspan", "g", "line", "polyline", "circle"}
    assert "class=" not in response.content.decode()


def test_control_characters_in_a_question_do_not_spoil_the_drawing(client: Client) -> None:
    make_story("2024-01-10", "Rain.")
    drain()
    response = client.get("/trends/chart.svg?q=ra%01in%0B&q=%EF%BB%BF&q=a%0Ab")
    tree = ET.fromstring(response.content)  # noqa: S314 — our own drawing
    assert "rain" in " ".join(tree.itertext())


@pytest.mark.parametrize("address", ["/trends/table.csv", "/trends/chart.svg"])
def test_there_is_nothing_to_save_without_questions(read_page: ReadPage, address: str) -> None:
    assert "There is nothing to save yet." in read_page(address, status=400)


@pytest.mark.usefixtures("weather")
def test_the_explorers_strip_leads_to_the_comparison_with_its_question(read_page: ReadPage) -> None:
    text = read_page("/search/", q="rain", source=["gazette", "mirror"], sort="oldest", share="yes")
    address = "/trends/?q=rain&source=gazette&source=mirror&share=yes"
    assert f'href="{address.replace("&", "&amp;")}" rel="nofollow">Compare over time' in text
    assert 'value="rain"' in read_page(address)


@pytest.mark.usefixtures("weather")
def test_filters_can_be_taken_away_and_the_questions_stay(read_page: ReadPage) -> None:
    chosen = read_page("/trends/", q=["rain", "snow"], source="mirror", since="2024", share="yes")
    chosen = chosen.split('class="chosen"')[1].split("</ul>")[0]
    assert 'href="/trends/?q=rain&amp;q=snow&amp;since=2024&amp;share=yes"' in chosen
    assert 'class="all" href="/trends/?q=rain&amp;q=snow&amp;share=yes"' in chosen


@pytest.mark.usefixtures("weather")
def test_the_reading_of_a_long_question_is_folded_away(read_page: ReadPage) -> None:
    text = read_page("/trends/", q="rain " * 13)
    assert "<summary>How it was understood</summary><p>As <b>“rain”</b>." in text


@pytest.mark.usefixtures("weather")
def test_a_new_question_keeps_the_filters_and_how_it_is_drawn(read_page: ReadPage) -> None:
    form = read_page("/trends/", q="rain", source="mirror", by="year", share="yes").split("</form>")[1]
    for name, value in (("source", "mirror"), ("by", "year"), ("share", "yes")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form


def test_a_persons_former_address_leads_on(client: Client) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(make_article(), "yes", rosa)
    PersonAddress.objects.create(record=rosa, slug="rosa-p")
    response = client.get("/trends/?q=council&q=rain&speaker=rosa-p")
    assert response.status_code == 301
    assert response.headers["Location"] == "/trends/?q=council&q=rain&speaker=rosa-perez"


def test_without_its_days_a_drawing_by_the_day_is_drawn_by_what_fits(client: Client, read_page: ReadPage) -> None:
    make_story("2001-01-01", "Rain.")
    make_story("2012-05-20", "Rain.")
    drain()
    text = read_page("/trends/", q="rain", since="2012-05", until="2012-05", by="day")
    away = {unescape(one) for one in re.findall(r'href="(/trends/[^"]*)"', text) if "since" not in one}
    assert "/trends/?q=rain" in away
    assert {client.get(address).status_code for address in away if "?" in address} == {200}
