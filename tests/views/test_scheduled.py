"""A scheduled article appears by itself: nothing is saved, indexed or run at its moment, and every page has it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import Article, SearchChange
from articles.search.sync import drain
from tests.views.test_leaks import make_marked, steady, walk

pytestmark = pytest.mark.django_db

AT = timezone.now().replace(microsecond=0) + timedelta(days=2)
PAGES = {
    "the front page": "/",
    "the explorer": "/search/?q=common",
    "its filters": "/search/?source=sourcezwieback",
    "its year": "/2024/",
    "its day": "/2024/03/04/",
    "the newest feed": "/feed/",
    "a search's feed": "/search/feed/atom/?q=common",
    "a search's JSON feed": "/search/feed/json/?q=common",
    "an export": "/search/export/csv/",
    "the sitemap": "/sitemap-2024-03.xml",
    "quotes": "/quotes/?kind=all",
    "people": "/people/",
    "sources": "/sources/",
    "topics": "/topics/",
    "its person's feed": "/people/speakerzwieback/feed/",
    "suggestions": "/suggest/?q=headlinezwie",
    "trends": "/trends/?q=common",
}

MoveClock = Callable[[datetime], None]


@pytest.fixture
def scheduled() -> Article:
    """A public article, and one like it that waits for its moment; both in the index, once and for all."""
    longer = make_marked("Public")
    longer.body += "\n\nIt rained, and it was longer than the other."  # no two match a word equally well
    longer.save()
    article = make_marked("Zwieback", publish_at=AT)
    drain()
    return article


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> MoveClock:
    """Set the archive's clock. What may be a minute old (suggestions) is forgotten."""

    def move(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        cache.clear()

    return move


@pytest.mark.usefixtures("scheduled")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_it_from_its_moment_on(client: Client, move_clock: MoveClock, page: str) -> None:
    def look() -> tuple[int, str, str]:
        response = client.get(PAGES[page])
        return response.status_code, response.getvalue().decode(), response.headers.get("ETag", "")

    move_clock(AT - timedelta(seconds=1))
    status, before, tag = look()
    assert "headlinezwieback" not in before.lower()
    assert status == (400 if page == "its filters" else 404 if page == "its person's feed" else 200)
    if status == 200 and tag:
        assert client.get(PAGES[page], headers={"If-None-Match": tag}).status_code == 304
    move_clock(AT)
    assert not SearchChange.objects.exists()
    status, after, new_tag = look()
    assert status == 200
    assert "zwieback" in after.lower()
    assert steady(after) != steady(before)
    if tag:
        assert new_tag != tag
        assert client.get(PAGES[page], headers={"If-None-Match": tag}).status_code == 200


def test_every_page_is_then_as_if_it_had_never_waited(
    client: Client, move_clock: MoveClock, scheduled: Article
) -> None:
    """Totals, facets, charts, files, feeds, sitemaps, suggestions: two walks over all there is."""
    move_clock(AT + timedelta(seconds=1))
    appeared = {steady(address): steady(text) for address, text in walk(client).items()}
    Article.objects.filter(pk=scheduled.pk).update(publish_at=None)
    call_command(
        "index_articles", rebuild=True, verbosity=0
    )  # anew: what was replaced in an index still weighs a little in it
    cache.clear()
    plain = {steady(address): steady(text) for address, text in walk(client).items()}
    assert any("HeadlineZwieback" in text for text in plain.values())
    assert set(appeared) == set(plain)
    assert [address for address in plain if appeared[address] != plain[address]] == []


def test_its_own_address_answers_from_its_moment_on(client: Client, move_clock: MoveClock, scheduled: Article) -> None:
    own = [scheduled.get_absolute_url(), *(quote.get_absolute_url() for quote in scheduled.quotes.all())]
    move_clock(AT - timedelta(seconds=1))
    assert {client.get(address).status_code for address in own} == {404}
    move_clock(AT)
    assert {client.get(address).status_code for address in own} == {200}


@pytest.mark.usefixtures("scheduled")
def test_feeds_and_sitemap_say_that_it_is_new(client: Client, move_clock: MoveClock) -> None:
    move_clock(AT + timedelta(hours=1))
    for address in ("/feed/", "/search/feed/atom/"):
        assert f"<updated>{AT.isoformat()}</updated>" in client.get(address).content.decode()
    assert f'"date_modified": "{AT.isoformat()}"' in client.get("/search/feed/json/").content.decode()
    assert f"<lastmod>{AT:%Y-%m-%d}</lastmod>" in client.get("/sitemap-2024-03.xml").content.decode()


@pytest.mark.usefixtures("scheduled")
def test_a_result_kept_as_of_an_earlier_moment_stays_without_it(client: Client, move_clock: MoveClock) -> None:
    move_clock(AT + timedelta(days=1))
    before = f"{AT - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    assert "HeadlineZwieback" not in client.get("/search/", {"q": "common", "as_of": before}).content.decode()
    after = f"{AT + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    assert "HeadlineZwieback" in client.get("/search/", {"q": "common", "as_of": after}).content.decode()
