"""Whole lists as files: every hit once, in the list's order, read by the programs they are for."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.exports import batches
from articles.exports.formats import ARTICLES, QUOTES
from articles.exports.tables import ARTICLE_COLUMNS
from articles.models import Article, Quote
from articles.search.engine import SearchRequest, SearchUnavailable, Walk
from articles.search.sync import drain
from articles.views import exports
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.exported import READERS, lines, rows

pytestmark = pytest.mark.django_db


def taken(client: Client, address: str, **parameters: Any) -> str:
    """The text of a file."""
    drain()
    response = client.get(address, parameters)
    assert response.status_code == 200, response.getvalue().decode()
    return response.getvalue().decode()


def fill(number: int) -> list[Article]:
    """Articles about a council, each a day after the one before, with a topic and a quote."""
    gazette, rosa, topic = make_source(name="Gazette"), make_person(name="Rosa Perez"), make_topic(name="Town hall")
    articles = []
    for day in range(number):
        article = make_article(
            headline=f"Council story {day}",
            source=gazette,
            byline="Rosa Perez; JF",
            published_at=datetime(2024, 1, 1, 9, 30, tzinfo=UTC) + timedelta(days=day),
        )
        article.topics.add(topic)
        make_quote(article, "approved the plan", rosa)
        articles.append(article)
    return articles


@pytest.mark.parametrize("form", ARTICLES)
def test_every_format_holds_every_hit_once(client: Client, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 3)  # several batches, the last one smaller
    fill(7)
    make_article(headline="Something else", body="Rain.")
    assert len(READERS[form](taken(client, f"/search/export/{form}/", q="council"))) == 7
    assert len(READERS[form](taken(client, f"/search/export/{form}/"))) == 8
    page = client.get("/search/", {"q": "council"}).content.decode()
    assert ">7 articles<" in page


@pytest.mark.parametrize("form", ARTICLES)
def test_nothing_found_is_a_whole_file_without_entries(client: Client, form: str) -> None:
    fill(1)
    assert READERS[form](taken(client, f"/search/export/{form}/", q="submarine")) == []


@pytest.mark.parametrize("form", QUOTES)
def test_quotes_leave_too(client: Client, form: str) -> None:
    articles = fill(3)
    make_quote(articles[0], "The council", kind=Quote.Kind.FRAGMENT)
    assert len(READERS[form](taken(client, f"/quotes/export/{form}/"))) == 3
    assert len(READERS[form](taken(client, f"/quotes/export/{form}/", kind="all"))) == 4
    assert len(READERS[form](taken(client, f"/quotes/export/{form}/", q="approved", speaker="rosa-perez"))) == 3
    assert ">3 quotes<" in client.get("/quotes/", {"q": "approved"}).content.decode()


QUESTIONS = [
    "q=councils",
    "q=councils&exact=yes",
    "q=headline%3Acouncil+-speaks",
    "source=gazette&has=quotes",
    "topic=town-hall&since=2024-01-02",
    "speaker=rosa-perez&until=2024-01-02&sort=oldest",
    "language=en",
    "q=approved&kind=all",
]
"""Every parameter of a question."""


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_page_and_the_file_tell_one_number(client: Client, query: str) -> None:
    fill(4)
    make_article(headline="The councils meet", published_at=datetime(2024, 1, 2, tzinfo=UTC))
    make_article(headline="Council speaks", language="es", body="A council approved it.")
    drain()
    for page, file in (("/search/", "/search/export/jsonl/"), ("/quotes/", "/quotes/export/jsonl/")):
        if page == "/search/" and "kind=" in query:
            continue
        (total,) = re.findall(r">(\d+) (?:article|quote)s?<", client.get(f"{page}?{query}").content.decode())[:1]
        assert len(lines(client.get(f"{file}?{query}").getvalue().decode())) == int(total), page


def test_every_parameter_of_a_question_is_asked_here() -> None:
    asked = {part.partition("=")[0] for query in QUESTIONS for part in query.split("&")} | {"as_of", "agency"}
    assert set(exports.WholeQuoteList(QueryDict()).fields) == asked


def test_the_order_is_the_list_s(client: Client) -> None:
    fill(3)
    newest = [row["headline"] for row in rows(taken(client, "/search/export/csv/"))]
    assert newest == ["Council story 2", "Council story 1", "Council story 0"]
    assert [row["headline"] for row in rows(taken(client, "/search/export/csv/", sort="oldest"))] == newest[::-1]
    make_article(headline="Rain, rain and rain", body="Rain.")
    make_article(headline="Council speaks", body="A long day went by, and at its end there was rain.")
    assert [line["headline"] for line in lines(taken(client, "/search/export/jsonl/", q="rain"))] == [
        "Rain, rain and rain",
        "Council speaks",
    ]


def test_a_row_tells_what_the_page_tells(client: Client) -> None:
    wire = make_source(name="Wire Press", kind="agency")
    article = make_article(
        headline="Council says “yes”\nto rain",
        standfirst="At last.",
        byline="Rosa Perez; JF",
        source=make_source(name="Gazette, The", time_zone="America/Caracas"),
        agency=wire,
        place="Caracas",
        url="https://gazette.example/1",
        published_at=datetime(2024, 3, 4, 16, 49, tzinfo=UTC),
        slug="rain",
    )
    article.topics.add(make_topic(name="Weather"), make_topic(name="Council"))
    (row,) = rows(taken(client, "/search/export/csv/"))
    (line,) = lines(taken(client, "/search/export/jsonl/"))
    assert line == {
        "address": "http://testserver/2024/03/04/rain/",
        "headline": "Council says “yes”\nto rain",
        "standfirst": "At last.",
        "published": "2024-03-04T12:49-04:00",
        "precision": "minute",
        "source": "Gazette, The",
        "agency": "Wire Press",
        "authors": ["Rosa Perez", "JF"],
        "place": "Caracas",
        "language": "en",
        "topics": ["Council", "Weather"],
        "words": 12,
        "url": "https://gazette.example/1",
    }
    assert tuple(row) == tuple(line) == ARTICLE_COLUMNS
    assert row == {name: "; ".join(value) if isinstance(value, list) else str(value) for name, value in line.items()}


def test_a_quote_s_row_tells_who_said_it_and_how_sure_that_is(client: Client) -> None:
    make_quote(make_article(slug="plan"), "It\n“rains”", make_person(name="Rosa Perez"), rule="r", confidence=0.5)
    (row,) = rows(taken(client, "/quotes/export/csv/"))
    (line,) = lines(taken(client, "/quotes/export/jsonl/"))
    assert (row["words"], row["speaker as printed"], row["confirmed"]) == ("It\n“rains”", "Rosa Perez", "no")
    assert (line["words"], line["speaker_as_printed"], line["confirmed"]) == ("It\n“rains”", "Rosa Perez", False)
    assert (row["confidence"], line["confidence"]) == ("0.5", 0.5)


def test_a_table_is_one_that_excel_and_pandas_read_and_that_runs_nothing(client: Client) -> None:
    make_article(headline="=HYPERLINK(1)")
    text = taken(client, "/search/export/csv/")
    assert text.startswith("\ufeffaddress,headline,")
    assert rows(text)[0]["headline"] == "'=HYPERLINK(1)"
    assert lines(taken(client, "/search/export/jsonl/"))[0]["headline"] == "=HYPERLINK(1)"


@pytest.mark.parametrize(("form", "media_type"), [(name, one.media_type) for name, one in ARTICLES.items()])
def test_a_file_says_what_it_is_and_is_named_by_question_and_day(client: Client, form: str, media_type: str) -> None:
    fill(1)
    drain()
    response = client.get(f"/search/export/{form}/", {"q": "Council “plan”", "source": "gazette", "since": "2024-01"})
    assert response.streaming
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    name = f"articles-council-plan-gazette-2024-01-{timezone.localdate()}.{ARTICLES[form].ending}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    response.close()


def test_a_name_in_other_letters_is_kept_and_a_long_one_cut(client: Client) -> None:
    drain()
    elsewhere = client.get("/search/export/csv/", {"q": "выборы"}).headers["Content-Disposition"]
    assert elsewhere.startswith("attachment; filename*=utf-8''articles-%D0%B2")
    assert len(client.get("/search/export/csv/", {"q": "word " * 100}).headers["Content-Disposition"]) < 120


@pytest.mark.parametrize(
    "parameters", [{"q": "colour:red"}, {"source": "nobody"}, {"since": "soon"}, {"colour": "red"}]
)
@pytest.mark.parametrize("address", ["/search/export/csv/", "/quotes/export/jsonl/", "/search/feed/atom/"])
def test_what_is_not_understood_is_refused(client: Client, address: str, parameters: dict[str, str]) -> None:
    fill(2)
    drain()
    response = client.get(address, parameters)
    assert response.status_code == 400
    assert f'href="{address}"' not in response.content.decode()  # it would lead to everything


def test_why_is_said(client: Client) -> None:
    assert "There is no field “colour”" in client.get("/search/export/csv/", {"q": "colour:red"}).content.decode()


@pytest.mark.parametrize("name", ["page", "after", "before", "per_page", "share"])
def test_the_whole_has_no_pages(client: Client, name: str) -> None:
    assert client.get("/search/export/csv/", {name: "2"}).status_code == 400


def test_head_and_other_methods(client: Client) -> None:
    fill(2)
    drain()
    head = client.head("/search/export/csv/")
    assert (head.status_code, head.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert head.getvalue() == b""
    assert "Content-Length" not in head.headers  # nobody knows it
    assert client.post("/search/export/csv/").status_code == 405
    assert client.get("/search/export/xlsx/").status_code == 404
    assert "Lists leave as csv, jsonl, bibtex, ris, csl-json." in client.get("/search/export/xlsx/").content.decode()


def test_a_speaker_s_former_address_leads_to_the_present_one(client: Client) -> None:
    article = fill(1)[0]
    rosa = article.quotes.all()[0].speaker
    assert rosa
    rosa.slug = "rosa-perez-mayor"
    rosa.save()
    response = client.get("/search/export/csv/?speaker=rosa-perez")
    assert (response.status_code, response.headers["Location"]) == (301, "/search/export/csv/?speaker=rosa-perez-mayor")


@pytest.mark.parametrize("form", ARTICLES)
def test_what_was_withheld_since_the_index_was_written_is_left_out(client: Client, form: str) -> None:
    articles = fill(3)
    drain()
    Article.objects.filter(pk=articles[1].pk).update(status="withheld", withheld_reason="Order of a court.")
    Article.objects.filter(pk=articles[2].pk).delete()
    text = client.get(f"/search/export/{form}/").getvalue().decode()
    assert len(READERS[form](text)) == 1
    assert "Council story 1" not in text


def test_a_list_costs_two_queries_a_batch_and_reads_no_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 10)
    fill(20)
    drain()
    for form in ARTICLES:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/search/export/{form}/").getvalue()
        assert len(captured) == 4
        assert not [query for query in captured if re.search(r'"articles_article"."body"', query["sql"])]
    for form in QUOTES:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/quotes/export/{form}/").getvalue()
        assert len(captured) == 2


def test_nothing_is_read_before_it_is_sent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 2)
    monkeypatch.setattr("articles.exports.formats.PIECE", 2)
    fill(6)
    drain()
    response = client.get("/search/export/jsonl/")
    pieces = iter(response)
    with CaptureQueriesContext(connection) as captured:
        assert next(pieces).count(b"\n") == 2
    assert len(captured) == 2
    response.close()


def test_a_list_as_of_a_moment_holds_what_was_there_then(client: Client) -> None:
    for day in (1, 2, 3):
        make_article(headline="Council story", public_since=datetime(2025, 6, day, tzinfo=UTC))
    assert len(rows(taken(client, "/search/export/csv/", as_of="2025-06-02"))) == 2
    response = client.get("/search/export/csv/", {"as_of": "2025-06-02"})
    assert "articles-2025-06-0" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_what_is_added_and_changed_meanwhile_changes_no_number(
    client: Client, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(batches, "SIZE", 2)
    monkeypatch.setattr("articles.exports.formats.PIECE", 2)
    articles = fill(9)
    drain()
    pieces = iter(client.get("/search/export/jsonl/", {"q": "council", "sort": sort}))
    text = next(pieces).decode()
    for day in (1, 15):
        make_article(headline="Council story, one more", published_at=datetime(2024, 1, day, 12, tzinfo=UTC))
    articles[4].headline = "Council story changed"
    articles[4].save()
    drain()
    addresses = [line["address"] for line in lines(text + b"".join(pieces).decode())]
    assert len(addresses) == len(set(addresses)) == 9


class Failing:
    """An engine that fails, at once or on the way."""

    at_once = True

    def walk(self, _request: SearchRequest) -> Walk:
        """Three ids, then nothing more."""
        if self.at_once:
            raise SearchUnavailable("The index is gone. Run index_articles.")
        return Walk(3, self._batches())

    walk_quotes = search = walk

    def _batches(self) -> Iterator[Sequence[int]]:
        yield list(Article.objects.values_list("pk", flat=True))
        raise SearchUnavailable("The index is gone. Run index_articles.")


@pytest.mark.parametrize("address", ["/search/export/csv/", "/quotes/export/csv/", "/search/feed/atom/"])
def test_without_the_engine_a_page_says_so(
    client: Client, admin_client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(exports, "get_engine", Failing)
    monkeypatch.setattr("articles.feeds.get_engine", Failing)
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "The search engine, which knows what belongs in it, is not available." in response.content.decode()
    assert "Run index_articles." not in response.content.decode()
    assert "The index is gone. Run index_articles." in admin_client.get(address).content.decode()


def test_a_part_is_not_taken_for_the_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(3)
    monkeypatch.setattr(Failing, "at_once", False)
    monkeypatch.setattr(exports, "get_engine", Failing)
    with pytest.raises(SearchUnavailable):
        client.get("/search/export/jsonl/").getvalue()


def links(client: Client, address: str) -> list[str]:
    """The addresses under a list."""
    drain()
    nav = client.get(address).content.decode().split('class="take"')[1].split("</nav>")[0]
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', nav)]


def test_every_list_leads_to_its_files(client: Client) -> None:
    fill(2)
    for address, csv_file in {
        "/search/": "/search/export/csv/",
        "/search/?q=council&page=1&source=gazette": "/search/export/csv/?q=council&source=gazette",
        "/sources/gazette/": "/search/export/csv/?source=gazette",
        "/topics/town-hall/": "/search/export/csv/?topic=town-hall",
        "/2024/": "/search/export/csv/?since=2024&until=2024&sort=oldest",
        "/2024/01/": "/search/export/csv/?since=2024-01&until=2024-01&sort=oldest",
        "/2024/01/02/": "/search/export/csv/?since=2024-01-02&until=2024-01-02&sort=oldest",
        "/quotes/?speaker=rosa-perez": "/quotes/export/csv/?speaker=rosa-perez",
        "/people/rosa-perez/": "/quotes/export/csv/?speaker=rosa-perez&kind=all",
    }.items():
        found = links(client, address)
        assert found[0] == csv_file
        assert [client.get(link).status_code for link in found] == [200] * len(found), found
