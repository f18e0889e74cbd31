"""The explorer: words, filters, order, pages, and what it says about them."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.models import Article
from articles.search.sync import drain
from tests.factories import make_article, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def test_without_words_everything_is_browsed_latest_first(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets")
    text = read_page("/search/")
    assert text.index("Council meets") < text.index(storm.headline)
    assert "2 articles" in text
    assert "Understood as" not in text


def test_words_find_marked_passages(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets")
    text = read_page("/search/", q="granizo")
    assert "Cayó <mark>granizo</mark>." in text
    assert storm.get_absolute_url() in text
    assert "Council meets" not in text
    assert "Understood as <b>“granizo”</b>." in text


def test_markup_in_an_article_stays_text(read_page: ReadPage) -> None:
    make_article(headline="<b>Bold</b> move", body="A <script>alert(1)</script> hail & rain.")
    text = read_page("/search/", q="hail")
    assert "&lt;b&gt;Bold&lt;/b&gt; move" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>hail</mark> &amp; rain." in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source", "el-diario"),
        ("agency", "wire-press"),
        ("topic", "weather"),
        ("speaker", "rosa-perez"),
        ("language", "es"),
        ("has", "quotes"),
        ("since", "2022"),
        ("until", "2023-01-09"),
    ],
)
def test_a_filter_narrows_and_can_be_taken_away(read_page: ReadPage, storm: Article, name: str, value: str) -> None:
    year = 2021 if name == "since" else 2024
    make_article(headline="Council meets", published_at=datetime(year, 1, 1, tzinfo=UTC))
    text = read_page("/search/", **{name: value, "q": ""})
    assert storm.headline in text
    assert "Council meets" not in text
    chosen = text.split('class="chosen"')[1].split("</ul>")[0]
    assert 'href="/search/"' in chosen


def test_the_order_can_be_chosen(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets")
    text = read_page("/search/", sort="oldest")
    assert text.index(storm.headline) < text.index("Council meets")


def test_relevance_is_offered_only_for_words(read_page: ReadPage, storm: Article) -> None:
    assert "sort=relevance" not in read_page("/search/")
    assert "sort=relevance" in read_page("/search/", q=storm.headline)


@pytest.mark.parametrize(
    "words", ["-earthquake", "on:2025-02", "language:en", "source:daily", "stor*", '"stor"*', "-(-storm)"]
)
@pytest.mark.parametrize("sort", [{}, {"sort": "relevance"}])
def test_what_is_all_alike_relevant_stands_newest_first(read_page: ReadPage, words: str, sort: dict[str, str]) -> None:
    source = make_source(name="Daily Post")
    for day in (20, 22, 21):  # in the index in this order
        moment = datetime(2025, 2, day, tzinfo=UTC)
        story = make_article(headline=f"Storm of day {day}", language="en", source=source, published_at=moment)
        make_quote(story, f"storming on {day}")
    for address, listed in (("/search/", r">Storm of day (\d+)<"), ("/quotes/", r">storming on (\d+)<")):
        text = re.sub("</?mark>|[“”]", "", read_page(address, q=words, **sort))
        assert re.findall(listed, text) == ["22", "21", "20"], address
        assert ">Relevance<" not in text


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"colour": "red"}, "colour=red"),
        ({"source": "nobody"}, "source=nobody"),
        ({"speaker": "nobody"}, "speaker=nobody"),
        ({"topic": "nothing"}, "topic=nothing"),
        ({"language": "klingon"}, "language=klingon"),
        ({"since": "last week"}, "since=last week"),
        ({"until": "2025-02-30"}, "until=2025-02-30"),
        ({"page": "0"}, "page=0"),
        ({"page": "many"}, "page=many"),
        ({"page": "99999999999999999999"}, "page=99999999999999999999"),
        ({"sort": "best"}, "sort=best"),
        ({"has": "words"}, "has=words"),
        ({"per_page": "30"}, "per_page=30"),
        ({"after": "tomorrow"}, "after=tomorrow"),
        ({"before": "20251320143000-81"}, "before=20251320143000-81"),
        ({"after": "40-81"}, "after=40-81"),
        ({"q": "rain", "after": "20250220143000-81"}, "after=20250220143000-81"),
        ({"after": "20250220143000-81", "before": "20250220143000-81"}, "before=20250220143000-81"),
        ({"after": "20250220143000-81", "page": "2"}, "after=20250220143000-81"),
        ({"q": ["rain", "snow"]}, "q=rain, snow"),
        ({"since": "2025", "until": "2024"}, "until=2024"),
    ],
)
def test_what_it_does_not_know_is_refused_by_name(
    read_page: ReadPage, parameters: dict[str, str | list[str]], named: str
) -> None:
    assert f"<code>{named}</code>" in read_page("/search/", status=400, **parameters)


def test_a_refusal_says_what_is_allowed(read_page: ReadPage) -> None:
    assert "a year such as 2025" in read_page("/search/", status=400, since="soon")
    assert "Allowed are newest, oldest, relevance." in read_page("/search/", status=400, sort="best")
    assert "/sources/ lists them all" in read_page("/search/", status=400, source="nobody")
    assert "Allowed here: after, agency, as_of, before, exact, has, language, page, per_page, q" in read_page(
        "/search/", status=400, colour="red"
    )


def test_words_that_cannot_be_understood_are_explained(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", status=400, q="colour:red")
    assert "There is no field “colour”." in text
    assert storm.headline not in text


def test_a_mended_mistake_is_told(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", q='"Tormenta en Quito')
    assert storm.get_absolute_url() in text
    assert "A quotation mark is not closed" in text


def test_nothing_found_says_what_to_do(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", q="zebra", source=storm.source.slug)
    assert "No article matches these words with these filters." in text
    assert 'href="/search/?q=zebra"' in text


@pytest.mark.parametrize(("address", "record"), [("/search/", "article"), ("/quotes/", "quote")])
def test_dates_alone_are_no_words_where_nothing_is_found(
    read_page: ReadPage, storm: Article, address: str, record: str
) -> None:
    make_quote(storm, "said aloud")
    text = read_page(address, q="on:1999")
    assert f"No {record} matches this search." in text
    assert f'Try other dates, or browse <a href="{address}">the latest {record}s</a>.' in text
    text = read_page(address, q="on:1999", source=storm.source.slug)
    assert f"No {record} matches this search with these filters." in text
    assert "Try other dates" not in text
    assert f'href="{address}?q=on%3A1999"' in text


def test_names_that_no_article_has_are_named_where_nothing_is_found(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", q="granizo source:diario source:nonesuch -topic:nothing speaker:rosa author:nob*")
    assert "No article matches" in text
    assert "<p>No article has “nonesuch” as the source.</p>" in text
    assert "<p>No article has words beginning with “nob” in the byline.</p>" in text
    assert text.count("No article has") == 2
    assert "No article has" not in read_page("/search/", q="granizo OR source:nonesuch")


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("language:en on:1999", "Try other dates, or browse"),
        ("language:en -language:en", "Try other dates or fewer names, or browse"),
        ("after:2020 before:2019", "Try other dates, or browse"),
    ],
)
@pytest.mark.usefixtures("storm")
def test_names_that_are_known_are_not_to_be_looked_up(
    read_page: ReadPage, address: str, words: str, advice: str
) -> None:
    make_quote(make_article(language="en"), "said aloud")
    text = read_page(address, q=words)
    assert advice in text
    assert "Look the name up" not in text


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("language:en-US", "“en-us” as the language"),
        ("place:nonesuch", "“nonesuch” as the place"),
        ("source:nonesuch", "“nonesuch” as the source"),
    ],
)
def test_every_kind_of_name_is_named_for_quotes_too(
    read_page: ReadPage, storm: Article, address: str, words: str, said: str
) -> None:
    text = read_page(address, q=words)
    assert f"<p>No article has {said}.</p>" in text
    assert "matches this search." in text
    assert ('Look the name up among the <a href="/sources/">sources</a>' in text) == words.startswith("source")
    assert ("<p>Browse <a" in text) == (not words.startswith("source"))
    assert "Try " not in text
    filtered = read_page(address, q=words, source=storm.source.slug)
    assert "the whole archive" not in filtered
    assert "Take all filters away" not in filtered


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
@pytest.mark.parametrize(
    "asked",
    [
        {"q": "before:2008 after:2012"},
        {"q": "granizo after:2012-06 before:2012-03"},
        {"q": "on:2012", "since": "2013"},
    ],
)
@pytest.mark.usefixtures("storm")
def test_dates_that_exclude_each_other_are_told(read_page: ReadPage, address: str, asked: dict[str, str]) -> None:
    text = read_page(address, **asked)
    assert "<p>These dates exclude each other: no day is on or after 2" in text
    assert "All words must" not in text


def test_advice_on_words_is_given_where_there_are_some(read_page: ReadPage, storm: Article) -> None:
    for address in ("/search/", "/quotes/"):
        for dates in ({"q": "on:1999"}, {"q": "on:1999", "since": "1998"}):
            text = read_page(address, **dates)
            assert "matches this search" in text
            assert "All words must" not in text
            assert "exclude each other" not in text
        assert "All words must" in read_page(address, q="zebra on:1999")


def test_like_words_are_offered_with_the_same_filters(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", q="headline:tormemta -zebra", source=storm.source.slug, sort="oldest", page="1")
    link = "/search/?q=headline%3Atormenta+-zebra&amp;source=el-diario&amp;sort=oldest"
    assert f'Did you mean <a href="{link}" rel="nofollow">headline:tormenta -zebra</a>?' in text
    assert "Tormenta</mark> en Quito" in read_page(link.replace("&amp;", "&"))
    assert "Did you mean" not in read_page("/search/", q="zebra")
    assert "Did you mean" not in read_page("/search/", q="tormenta")


@pytest.mark.parametrize(
    ("words", "name", "written"),
    [
        ("February 20, 2025", "20 February 2025", "2025-02-20"),
        ("20 February 2025", "20 February 2025", "2025-02-20"),
        ("Thursday, February 20, 2025", "20 February 2025", "2025-02-20"),
        ("2025-02-20", "20 February 2025", "2025-02-20"),
        ("20/02/2025", "20 February 2025", "2025-02-20"),
        ("20 de febrero de 2025", "20 February 2025", "2025-02-20"),
        ("“February 20, 2025”", "20 February 2025", "2025-02-20"),
        ("febrero de 2025", "February 2025", "2025-02"),
        ("Feb. 2025", "February 2025", "2025-02"),
        ("2025-02", "February 2025", "2025-02"),
        ("2025", "2025", "2025"),
    ],
)
def test_words_that_are_a_date_lead_to_its_articles(
    read_page: ReadPage, storm: Article, words: str, name: str, written: str
) -> None:
    make_article(headline="Found by its date", published_at=datetime(2025, 2, 20, 12, 49, tzinfo=UTC))
    text = read_page("/search/", q=words, language="en")
    page = f"/{written.replace('-', '/')}/"
    search = f"/search/?q=on%3A{written}&amp;language=en"
    assert f'<a href="{page}">Articles of {name}</a>' in text
    assert f'<a href="{search}" rel="nofollow">search for <code>on:{written}</code></a>' in text
    for address in (page, search.replace("&amp;", "&")):
        found = read_page(address)
        assert "Found by its date" in found
        assert storm.headline not in found


@pytest.mark.parametrize(
    "words",
    [
        "rain on 20 February 2025",
        "02/03/2025",
        "20 February 2025 or 21 February 2025",
        "on:2025-02-20",
        "21 February 2025",
        "31 February 2025",
        "March 2025",
        "2024",
        "9999",
        "February",
        "-2025",
    ],
)
def test_no_date_is_read_into_other_words_nor_one_without_articles(read_page: ReadPage, words: str) -> None:
    make_article(published_at=datetime(2025, 2, 20, 12, 49, tzinfo=UTC))
    make_article(published_at=datetime(2025, 2, 2, tzinfo=UTC))
    make_article(published_at=datetime(2025, 3, 2, tzinfo=UTC), status=Article.Status.DRAFT)
    assert "Articles of" not in read_page("/search/", q=words)


@pytest.mark.parametrize("field", ["on", "date", "published"])
def test_a_date_can_be_asked_for_by_any_of_its_names(read_page: ReadPage, field: str) -> None:
    found = make_article()
    assert found.headline in read_page("/search/", q=f"{field}:2024-03-04")
    assert found.headline not in read_page("/search/", q=f"{field}:2024-03-05")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_words_cannot_be_searched_and_browsing_goes_on(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets")
    text = read_page("/search/", status=503, q="council")
    assert "Search is not available" in text
    assert "Council meets" not in text
    text = read_page(
        "/search/",
        source="el-diario",
        agency="wire-press",
        topic="weather",
        speaker="rosa-perez",
        language="es",
        since="2023",
        until="2023",
    )
    assert storm.headline in text
    assert "Council meets" not in text


def test_an_article_withheld_since_the_index_was_written_is_not_listed(client: Client, storm: Article) -> None:
    drain()
    Article.objects.filter(pk=storm.pk).update(status=Article.Status.WITHHELD, withheld_reason="Court order.")
    assert storm.headline not in client.get("/search/").content.decode()


def make_rain_and_sun() -> None:
    """Two of four articles of March, and one of one of May, speak of rain."""
    for month, bodies in ((3, ("Rain.", "Rain again.", "Sun.", "Sun again.")), (5, ("Rain.",))):
        for number, body in enumerate(bodies, 1):
            make_article(body=body, published_at=datetime(2024, month, number, tzinfo=UTC))


@pytest.mark.parametrize("page", ["/search/", "/quotes/"])
def test_the_strip_draws_the_days_of_a_date_among_the_words(client: Client, storm: Article, page: str) -> None:
    later = make_article(published_at=datetime(2023, 1, 20, 12, tzinfo=UTC), source=storm.source)
    make_quote(later, "Otra vez")
    drain()
    for words in ("on:2023-01", "source:diario on:2023-01", "after:2021 on:2023-01"):
        context = client.get(page, {"q": words, "share": "yes"}).context
        assert len(context["strip"].bars) == 31, words
        assert [(bar.label, bar.count, bar.held) for bar in context["strip"].filled] == [
            ("9 January 2023", 1, 1),
            ("20 January 2023", 1, 1),
        ]


def test_the_strip_can_show_shares_of_all_that_the_archive_holds_then(read_page: ReadPage) -> None:
    make_rain_and_sun()
    make_article(body="Rain.", status=Article.Status.DRAFT)
    text = read_page("/search/", q="rain", share="yes")
    assert 'aria-label="March 2024: 2 articles, 50.00% of 4"' in text
    assert 'aria-label="May 2024: 1 article, 100% of 1"' in text
    assert "most in May 2024 (100%)" in text
    assert 'since=2024-03&amp;until=2024-03"' in text
    numbers = read_page("/search/", q="rain")
    assert 'aria-label="March 2024: 2 articles"' in numbers
    assert 'href="/search/?q=rain&amp;share=yes" rel="nofollow">Share of all<span class="unseen"> articles' in numbers
    assert 'name="share" value="yes"' in text


def test_shares_of_a_range_that_cuts_a_month_are_those_of_its_days(read_page: ReadPage) -> None:
    make_rain_and_sun()
    text = read_page("/search/", q="rain", share="yes", since="2024-03-02", until="2024-05")
    assert 'aria-label="March 2024: 1 article, 33.33% of 3"' in text
    assert 'since=2024-03-02&amp;until=2024-03"' in text


def test_what_the_strip_shows_is_one_of_two_words(read_page: ReadPage) -> None:
    assert "Allowed are no, yes." in read_page("/search/", status=400, share="maybe")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_there_are_no_shares_and_the_page_says_so(read_page: ReadPage) -> None:
    make_rain_and_sun()
    assert "Search is not available" in read_page("/search/", share="yes")
