"""Sources, people and topics: lists with counts, and a page for each."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Article:
    """An article of the Gazette from Wire Press, on the weather, that quotes Rosa Perez twice."""
    article = make_article(
        headline="Rain at last",
        source=make_source(name="Gazette", homepage="https://gazette.example", language="es", aliases=["The Gazette"]),
        agency=make_source(name="Wire Press", kind="agency"),
    )
    article.topics.add(make_topic(name="Weather"))
    rosa = make_person(name="Rosa Perez", aliases=["R. Perez"], description="Mayor of Quito.", wikidata_id="Q42")
    make_quote(article, "It approved", rosa)
    make_quote(article, "after two hours", rosa)
    make_article(headline="Unrelated", published_at=datetime(2022, 1, 1, tzinfo=UTC))
    return article


@pytest.mark.parametrize(
    ("listed", "one", "name"),
    [
        ("/sources/", "/sources/gazette/", "Gazette"),
        ("/sources/", "/sources/wire-press/", "Wire Press"),
        ("/topics/", "/topics/weather/", "Weather"),
    ],
)
def test_each_is_listed_with_its_count_and_has_a_page_with_its_articles(
    read_page: ReadPage, story: Article, listed: str, one: str, name: str
) -> None:
    entry = read_page(listed).split(f'<a href="{one}">{name}</a>')[1].split("</li>")[0]
    assert '<span class="count">1<' in entry
    text = read_page(one)
    assert f"<h1>{name}</h1>" in text
    assert story.headline in text
    assert "Unrelated" not in text
    assert "1 article" in text


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("kind", ["sources/gazette", "sources/wire-press", "topics/weather", "people/rosa-perez"])
def test_without_the_engine_lists_lack_counts_and_pages_keep_their_articles(
    read_page: ReadPage, story: Article, kind: str
) -> None:
    listed = read_page(f"/{kind.split('/')[0]}/")
    assert f'href="/{kind}/"' in listed
    assert 'class="count"' not in listed
    text = read_page(f"/{kind}/")
    assert story.headline in text
    assert "Search is not available" in text


@pytest.mark.parametrize("address", ["/sources/", "/topics/", "/people/"])
def test_an_empty_list_says_so(read_page: ReadPage, address: str) -> None:
    assert 'class="empty"' in read_page(address)


@pytest.mark.parametrize("kind", ["sources", "topics", "people"])
def test_nobody_has_a_page_without_a_public_article(read_page: ReadPage, kind: str) -> None:
    article = make_article(status=Article.Status.DRAFT, source=make_source(name="Quiet"))
    article.topics.add(make_topic(name="Quiet"))
    make_quote(article, "It approved", make_person(name="Quiet"))
    assert "Quiet" not in read_page(f"/{kind}/")
    read_page(f"/{kind}/quiet/", status=404)


def test_a_source_is_described(read_page: ReadPage, story: Article) -> None:
    text = read_page(story.source.get_absolute_url())
    for fact in ("Publisher", "Spanish", "https://gazette.example", "Also printed as The Gazette"):
        assert fact in text
    assert 'href="/search/?source=gazette"' in text


@pytest.mark.usefixtures("story")
def test_a_person_is_described_and_quoted(read_page: ReadPage) -> None:
    text = read_page("/people/rosa-perez/")
    for fact in ("Mayor of Quito.", "Also printed as R. Perez", "https://www.wikidata.org/wiki/Q42"):
        assert fact in text
    assert text.index("It approved") < text.index("after two hours")
    assert "2 quotes in 1 article, latest first" in text


def test_the_strip_leads_to_the_explorer_narrowed_to_the_source(read_page: ReadPage, story: Article) -> None:
    make_article(source=story.source, published_at=datetime(2024, 6, 1, tzinfo=UTC))
    text = read_page(story.source.get_absolute_url())
    assert 'href="/search/?source=gazette&amp;since=2024-06&amp;until=2024-06"' in text


def test_people_are_listed_by_letter_whatever_its_accent_or_case(read_page: ReadPage) -> None:
    article = make_article()
    for name in ("Ana Élysée", "Ana emil", "Rosa Perez", "Юлия Белова"):
        make_quote(article, "It approved", make_person(name=name))
    text = read_page("/people/", letter="E")
    assert "Élysée, Ana" in text
    assert "emil, Ana" in text
    assert "Perez" not in text
    assert "Белова, Юлия" in read_page("/people/", letter="other")
    assert "quotes nobody" in read_page("/people/", letter="Q")


def test_names_of_a_letter_come_in_pages(read_page: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.people.NAMES_A_PAGE", 2)
    article = make_article()
    for name in ("Ada", "Ana", "Ava"):
        make_quote(article, "It approved", make_person(name=name))
    assert 'href="?letter=A&amp;page=2"' in read_page("/people/", letter="A")
    second = read_page("/people/", letter="A", page="2")
    assert "Ava" in second
    assert "Ada" not in second
    read_page("/people/", status=404, letter="A", page="3")


def test_an_agency_that_publishes_too_leads_to_both(read_page: ReadPage) -> None:
    agency = make_source(name="Wire Press", kind="agency")
    make_article(agency=agency)
    assert "/search/?agency=wire-press" in read_page("/sources/wire-press/")
    assert "/search/?source=wire-press" not in read_page("/sources/wire-press/")
    make_article(source=agency, agency=agency)
    assert "/search/?source=wire-press" in read_page("/sources/wire-press/")


@pytest.mark.parametrize("letter", ["a", "É", "AA"])
def test_a_letter_it_does_not_have_is_refused(read_page: ReadPage, letter: str) -> None:
    assert "Allowed are A, B" in read_page("/people/", status=400, letter=letter)


@pytest.mark.parametrize("address", ["/sources/x/", "/topics/x/", "/people/x/"])
def test_an_address_nobody_has_is_not_found(read_page: ReadPage, address: str) -> None:
    read_page(address, status=404)


def test_a_page_past_the_end_is_not_found(read_page: ReadPage, story: Article) -> None:
    read_page(story.source.get_absolute_url(), status=404, page="2")
