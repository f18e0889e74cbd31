"""HEAD and conditional GET on every kind of page."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Article, Correction, Photo
from articles.search.sync import drain
from newsarchive.wsgi import application
from tests.factories import make_article, make_person, make_quote, make_topic

pytestmark = pytest.mark.django_db

LISTS = ["/", "/search/", "/search/?q=council", "/2024/03/04/", "/quotes/", "/people/", "/trends/", "/suggest/?q=co"]
MACHINES = ["/feed/", "/sitemap.xml", "/sitemap-2024-03.xml", "/robots.txt", "/opensearch.xml"]


@pytest.fixture
def article() -> Article:
    """An article with a quote and a topic."""
    article = make_article(slug="plan")
    article.topics.add(make_topic(name="Roads"))
    make_quote(article, "approved the plan", make_person(name="Rosa Perez"))
    drain()
    return article


@pytest.fixture
def addresses(article: Article) -> list[str]:
    """One address of every kind."""
    quote = article.quotes.get()
    assert quote.speaker
    own = [one.get_absolute_url() for one in (article, quote, quote.speaker, article.source, article.topics.get())]
    return [*own, f"{quote.speaker.get_absolute_url()}feed/", *LISTS, *MACHINES]


def test_who_holds_a_page_as_it_is_gets_no_page(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("address", ["/feed/", "/search/feed/atom/?q=nothing"])
def test_a_feed_without_an_entry_does_not_change_by_itself(client: Client, address: str) -> None:
    drain()
    first = client.get(address)
    assert b"<updated>1970-01-01T00:00:00+00:00</updated>" in first.content  # and not the time of asking
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


@pytest.mark.usefixtures("article")
def test_the_lasting_address_of_a_result_makes_no_other_page_of_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = set()
    for later in (timezone.now(), timezone.now() + timedelta(hours=1)):
        monkeypatch.setattr(timezone, "now", lambda later=later: later)
        page = client.get("/search/", {"q": "council"})
        assert f"as_of={later:%Y-%m-%dT%H}" in page.content.decode()
        tags.add(page.headers["ETag"])
    assert len(tags) == 1
    assert client.get("/search/", {"q": "nothing"}).headers["ETag"] not in tags


def test_head_has_the_headers_of_get_and_no_body(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        whole, head = client.get(address), client.head(address)
        assert head.status_code == 200
        assert head.content == b""
        for name in ("ETag", "Content-Length", "Content-Type"):
            assert head.headers[name] == whole.headers[name], (address, name)
        again = client.head(address, headers={"if-none-match": whole.headers["ETag"]})
        assert again.status_code == 304


def test_whatever_a_page_shows_changes_its_validator(client: Client, article: Article) -> None:
    address, seen = article.get_absolute_url(), set()

    def look() -> None:
        drain()
        seen.add(client.get(address).headers["ETag"])

    look()
    Correction.objects.create(article=article, text="It met on Monday.")
    look()
    quote = article.quotes.get()
    assert quote.speaker
    quote.speaker.name = "Rosa Pérez"
    quote.speaker.save()
    look()
    make_article(source=article.source, published_at=datetime(2024, 3, 5, tzinfo=UTC))
    look()
    assert len(seen) == 4


@pytest.mark.parametrize("address", ["/feed/", "/sitemap-2024-03.xml", "/2024/03/04/", "/search/"])
def test_a_time_does_not_hide_what_was_withheld(client: Client, article: Article, address: str) -> None:
    """The article that was withheld leaves no newer time behind in what is left."""
    make_article(headline="The other one")
    drain()
    first = client.get(address)
    assert "Last-Modified" not in first.headers
    article.status, article.withheld_reason = Article.Status.WITHHELD, "Order of a court."
    article.save()
    drain()
    since = http_date((timezone.now() + timedelta(minutes=1)).timestamp())
    headers = {"if-modified-since": since, "if-none-match": first.headers["ETag"]}
    for given in (headers, {"if-modified-since": since}):
        answer = client.get(address, headers=given)
        assert answer.status_code == 200
        assert article.get_absolute_url() not in answer.content.decode()


def test_pages_with_a_secret_in_them_have_no_validator(client: Client) -> None:
    assert "ETag" not in client.get("/admin/login/").headers


def test_head_sends_no_file_either(client: Client, article: Article, tmp_path: Path) -> None:
    assert tmp_path.exists()
    photo = Photo.objects.create(article=article, image=ContentFile(b"picture", "one.png"))
    answer = client.head(f"/photos/{photo.pk}/")
    assert b"".join(answer) == b""
    assert answer.headers["Content-Length"] == "7"
    for address in ("/people/rosa-perez/quotes.csv", "/search/export/csv/", "/quotes/export/jsonl/"):
        table = client.head(address)
        assert (table.status_code, table.getvalue()) == (200, b"")


def test_no_body_reaches_the_server_that_would_have_to_drop_it(rf: RequestFactory) -> None:
    """gunicorn warns of each; Django's test client, which drops bodies itself, would hide it."""
    for address in ("/robots.txt", "/about/", "/nothing/"):
        told: list[tuple[str, str]] = []
        body = application(rf.head(address).environ, lambda _status, headers, told=told: told.extend(headers))
        assert b"".join(body) == b""
        assert int(dict(told)["Content-Length"]) > 0


def test_head_of_nothing_says_so(client: Client) -> None:
    answer = client.head("/nothing/")
    assert (answer.status_code, answer.content) == (404, b"")
