"""What machines read: feed, sitemaps, robots.txt."""

import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import resolve

from articles.models import Topic
from articles.search import sync
from tests.factories import make_article, make_person, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_holds_the_latest_with_standfirst_and_no_full_text(read_page: ReadPage) -> None:
    make_article(headline="Old & tired", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    newest = make_article(
        headline="New <b>", standfirst="At last.", body="Full text.", source=make_source(name="Gazette")
    )
    text = read_page("/feed/")
    entries = ET.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 — our own feed
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["New <b>", "Old & tired"]
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://testserver{newest.get_absolute_url()}"
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Gazette"
    assert "At last." in text
    assert "Full text." not in text


def test_the_sitemap_leads_through_the_months_to_every_article(read_page: ReadPage) -> None:
    articles = [make_article(published_at=datetime(2020, month, 1, tzinfo=UTC)) for month in (1, 3, 3)]
    index = ET.fromstring(read_page("/sitemap.xml"))  # noqa: S314 — our own sitemap
    months = [element.text or "" for element in index.iter(f"{SITEMAP}loc")]
    assert months == [f"http://testserver/sitemap-2020-{month}.xml" for month in ("03", "01")]
    pages = [ET.fromstring(read_page(month.removeprefix("http://testserver"))) for month in months]  # noqa: S314
    listed = {element.text for page in pages for element in page.iter(f"{SITEMAP}loc")}
    assert listed == {f"http://testserver{article.get_absolute_url()}" for article in articles}


@pytest.mark.usefixtures("no_engine")
def test_the_sitemap_needs_no_engine(read_page: ReadPage) -> None:
    make_article()
    assert "sitemap-2024-03.xml" in read_page("/sitemap.xml")


def test_a_month_without_articles_has_no_sitemap(read_page: ReadPage) -> None:
    read_page("/sitemap-2020-13.xml", status=404)
    read_page("/sitemap-2020-12.xml", status=404)


def test_robots_are_kept_from_combinations_of_filters_and_shown_the_sitemap(read_page: ReadPage) -> None:
    lines = read_page("/robots.txt").splitlines()
    assert "Disallow: /search/?" in lines
    assert {"Disallow: /trends/?", "Disallow: /trends/table.csv", "Disallow: /trends/chart.svg"} <= set(lines)
    assert {"Disallow: /admin/", "Disallow: /quotes/?", "Disallow: /trends/?", "Disallow: /suggest/"} <= set(lines)
    assert {"Disallow: /search/export/", "Disallow: /quotes/export/", "Disallow: /search/feed/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    for place in (line.removeprefix("Disallow: ").removesuffix("?") for line in lines if line.startswith("Disallow")):
        within = {"/search/export/": "csv/", "/quotes/export/": "csv/", "/search/feed/": "atom/"}
        resolve(place + within.get(place, ""))  # raises Resolver404 where nothing answers


def test_the_last_month_of_the_calendar_has_no_sitemap(client: Client) -> None:
    assert client.get("/sitemap-9999-12.xml").status_code == 404


def test_feeds_and_the_page_tell_machines_what_was_corrected(client: Client) -> None:
    article = make_article(standfirst="At last.")
    article.corrections.create(date=date(2024, 3, 5), text="The vote was on <Tuesday>.")
    article.corrections.create(text="The mayor's name.")
    told = "At last.\nCorrected: The mayor's name.\nCorrected on 5 March 2024: The vote was on <Tuesday>."
    entry = ET.fromstring(client.get("/feed/").content).find(f"{ATOM}entry")  # noqa: S314 — our own feed
    assert entry is not None
    lines = (entry.findtext(f"{ATOM}summary") or "").splitlines()
    assert sorted(lines) == sorted(told.splitlines())
    sync.rebuild()
    asked = client.get("/search/feed/json/").json()["items"][0]
    assert sorted(asked["content_text"].splitlines()) == sorted(told.splitlines())
    assert "Corrected on 5 March 2024" in client.get("/search/feed/atom/").content.decode()
    page = client.get(article.get_absolute_url()).content.decode()
    corrections = json.loads(page.split('ld+json">')[1].split("</script>")[0])["correction"]
    dated = {"@type": "CorrectionComment", "text": "The vote was on <Tuesday>.", "datePublished": "2024-03-05"}
    assert dated in corrections
    assert {"@type": "CorrectionComment", "text": "The mayor's name."} in corrections


class Links(HTMLParser):
    """The links of a page into itself with parameters, and its word to robots."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.robots: list[str] = []
        self.kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "robots":
            self.robots.append(given.get("content") or "")
        if tag == "a" and "?" in (given.get("href") or ""):
            if "nofollow" in (given.get("rel") or "").split():
                self.kept += 1
            else:
                self.followed.append(given["href"] or "")


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
def test_robots_follow_no_filter_no_order_and_no_bar_and_keep_no_result(read_page: ReadPage, address: str) -> None:
    for year in (2023, 2024):
        article = make_article(published_at=datetime(year, 3, 4, tzinfo=UTC))
        make_quote(article, "The council met", make_person())
    plain, narrowed = Links(), Links()
    plain.feed(read_page(address))
    assert plain.kept > 5
    assert plain.followed == []
    assert plain.robots == []
    narrowed.feed(read_page(address, since="2024", until="2024"))
    assert narrowed.robots == ["noindex, nofollow"]


def test_robots_follow_no_link_from_a_record_to_its_results(read_page: ReadPage) -> None:
    for year in (2023, 2024):
        article = make_article(published_at=datetime(year, 3, 4, tzinfo=UTC), source=make_source(name=f"Post {year}"))
        article.topics.add(Topic.objects.get_or_create(name="Roads")[0])
        make_quote(article, "The council met", make_person(name=f"Rosa {year}"))
    for address in ("/", "/people/rosa-2024/", "/sources/post-2024/", "/topics/roads/", article.get_absolute_url()):
        links = Links()
        links.feed(read_page(address))
        assert links.followed == [], address
