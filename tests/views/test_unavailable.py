"""Without the engine: what the database can fill is there, and what it cannot is 503, on a page that goes on."""

import pytest
from django.test import Client

from articles.models import Article
from articles.search import compiler
from tests.factories import make_article
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

BROWSING = [
    "/",
    "/search/",
    "/search/?source=el-diario&since=2023&has=quotes&share=yes",
    "/quotes/",
    "/quotes/?speaker=rosa-perez&kind=all",
    "/sources/",
    "/sources/el-diario/",
    "/topics/",
    "/topics/weather/",
    "/people/",
    "/people/?letter=P",
    "/people/rosa-perez/",
    "/people/rosa-perez/feed/",
    "/2023/",
    "/2023/01/09/",
    "/2023/01/09/tormenta-en-quito/",
    "/2023/01/09/tormenta-en-quito/?q=granizo",
    "/trends/",
    "/feed/",
    "/suggest/?q=t",
]
ASKING = [
    "/search/?q=granizo",
    "/search/?q=granizo&source=el-diario",
    "/quotes/?q=nunca",
    "/trends/?q=granizo",
    "/trends/table.csv?q=granizo",
    "/trends/chart.svg?q=granizo",
    "/people/?q=rosa",
    "/search/export/csv/?q=granizo",
    "/search/export/csv/",
    "/quotes/export/csv/?q=nunca",
    "/search/feed/atom/?q=granizo",
    "/search/feed/json/",
]


@pytest.mark.usefixtures("no_engine", "storm")
@pytest.mark.parametrize("address", BROWSING)
def test_what_the_database_can_fill_is_there(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "Retry-After" not in response.headers


@pytest.mark.usefixtures("no_engine", "storm")
@pytest.mark.parametrize("address", ASKING)
def test_what_only_the_engine_can_answer_says_so_and_when_to_ask_again(client: Client, address: str) -> None:
    for ask in (client.get, client.head):
        response = ask(address)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "60"
    text = client.get(address).content.decode()
    assert "not available" in text
    assert "<main" in text
    assert 'name="robots" content="noindex' in text


@pytest.mark.usefixtures("no_engine", "storm")
@pytest.mark.parametrize("address", [*ASKING, "/suggest/?q=to"])
def test_the_log_is_told_once_why_and_readers_are_not(
    client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert "index_articles" not in response.content.decode()
    told = [line.getMessage() for line in caplog.records if "Run index_articles." in line.getMessage()]
    assert len(told) == 1
    assert told[0].startswith("Answered 503, because search is not available: The index of")


@pytest.mark.usefixtures("no_engine", "storm")
@pytest.mark.parametrize("page", ["/search/", "/quotes/"])
def test_a_page_without_an_answer_goes_on(read_page: ReadPage, page: str) -> None:
    text = read_page(page, status=503, q="nunca", source="el-diario")
    assert 'value="nunca"' in text
    assert f'<a href="{page}?q=nunca&amp;source=el-diario" rel="nofollow">the same search</a>' in text
    assert '<a href="?source=el-diario" rel="nofollow">browse all' in text
    assert f'<a href="{page}">browse the latest' in read_page(page, status=503, q="nunca", exact="no")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    "page", ["/search/", "/quotes/", "/sources/el-diario/", "/topics/weather/", "/people/rosa-perez/", "/2023/01/"]
)
@pytest.mark.parametrize("beyond", ["after=19000101000000-1", "before=21000101000000-1"])
def test_no_page_is_blank_past_the_end(client: Client, storm: Article, page: str, beyond: str) -> None:
    later = page == "/2023/01/"  # the calendar goes from the earliest to the latest
    if later:
        beyond = {"after": "after=21000101000000-1", "before": "before=19000101000000-1"}[beyond.partition("=")[0]]
    text = client.get(f"{page}?{beyond}").content.decode()
    assert storm.headline not in text
    assert "Nothing stands at this place of the list any more." in text
    assert "See it from the first entry" in text
    assert "because n" not in text


@pytest.mark.usefixtures("no_engine", "storm")
def test_no_page_is_blank_where_no_article_has_the_filters(read_page: ReadPage) -> None:
    assert "No article matches these filters." in read_page("/search/", until="1999")
    assert "No quote matches these filters." in read_page("/quotes/", until="1999")


@pytest.mark.usefixtures("no_engine")
def test_no_page_of_an_empty_archive_is_blank(read_page: ReadPage) -> None:
    assert "No article matches, because none is public yet." in read_page("/search/")
    assert "No quote matches, because no public article has quotes" in read_page("/quotes/")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("/search/", "This could not be searched."),
        ("/quotes/", "This could not be searched."),
        ("/trends/", ""),
        ("/search/export/csv/", ""),
        ("/quotes/export/csv/", ""),
        ("/search/feed/atom/", ""),
    ],
)
def test_a_question_that_asks_too_much_is_no_failure_of_the_engine(
    read_page: ReadPage, storm: Article, monkeypatch: pytest.MonkeyPatch, page: str, found: str
) -> None:
    make_article(source=storm.source, body="Nunca vimos. Nunca visto.")
    monkeypatch.setattr(compiler, "_MOST_ENDINGS", 0)
    text = read_page(page, status=400, q='"nunca vi algo"*')
    assert "Too many words begin as the last one of “nunca vi algo” does. Give more letters of it." in text
    assert "not available" not in text
    assert found in text
