"""The explorer's filters: what can be chosen, with counts, and taken back."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from articles.models import Article, Correction, Photo
from tests.factories import make_article, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def test_filters_show_counts_and_lead_on_with_what_is_chosen(read_page: ReadPage, storm: Article) -> None:
    make_article(source=storm.source, language="es", headline="Otra tormenta")
    text = read_page("/search/", language="es", q="tormenta", page="1")
    assert 'href="/search/?language=es&amp;q=tormenta&amp;source=el-diario"' in text
    assert 'href="/search/?language=es&amp;q=tormenta&amp;since=2023&amp;until=2023"' in text


def test_what_articles_have_beside_their_text_is_chosen_together(read_page: ReadPage, storm: Article) -> None:
    Photo.objects.create(article=storm, caption="Hail")
    Photo.objects.create(article=make_article(headline="Council meets"), caption="The hall")
    Correction.objects.create(article=make_article(headline="Put right"), text="It was hail.")
    text = read_page("/search/", has=["quotes", "photos"])
    assert storm.headline in text
    assert "Council meets" not in text
    assert 'href="/search/?has=photos" rel="nofollow" aria-current="true">Quotes<' in text
    assert "With photos <" in text
    assert "Put right" in read_page("/search/", has="corrections")


def test_what_is_chosen_twice_is_named_once(read_page: ReadPage) -> None:
    text = read_page("/search/?has=photos&has=photos&language=es&language=es&language=en")
    chosen = text.split('class="chosen"')[1].split("</ul>")[0]
    assert [chosen.count(name) for name in ("With photos", "Spanish", "English")] == [1, 1, 1]


def test_a_chosen_month_opens_its_days(read_page: ReadPage, storm: Article) -> None:
    make_article(published_at=datetime(2023, 1, 20, 12, tzinfo=UTC))
    text = read_page("/search/", since="2023-01", until="2023-01")
    assert 'href="/search/?since=2023-01-20&amp;until=2023-01-20"' in text
    day = read_page("/search/", since="2023-01-09", until="2023-01-09")
    assert 'href="/search/?since=2023-01&amp;until=2023-01" rel="nofollow" aria-current="true">9<' in day
    assert 'href="/search/?since=2023-01-20&amp;until=2023-01-20"' in day


@pytest.mark.parametrize("page", ["/search/", "/quotes/", "/trends/"])
@pytest.mark.parametrize(
    ("chosen", "around"),
    [("2023", ""), ("2023-01", "&since=2023&until=2023"), ("2023-01-09", "&since=2023-01&until=2023-01")],
)
@pytest.mark.usefixtures("storm")
def test_a_chosen_time_leads_to_the_time_around_it(read_page: ReadPage, page: str, chosen: str, around: str) -> None:
    text = read_page(page, q="así", since=chosen, until=chosen).split('class="facets"')[1]
    address = text.split('" rel="nofollow" aria-current="true"')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert unquote(address) == f"{page}?q=así{around}"
    read_page(address)


@pytest.mark.parametrize("page", ["/search/", "/quotes/", "/trends/"])
@pytest.mark.parametrize("chosen", ["2023", "2023-01", "2023-01-09"])
@pytest.mark.usefixtures("storm")
def test_a_chosen_time_says_how_much_it_holds(read_page: ReadPage, page: str, chosen: str) -> None:
    text = read_page(page, q="así", since=chosen, until=chosen).split('class="facets"')[1]
    about = text.partition('aria-current="true"')[2].partition("</a>")[2].partition("</li>")[0]
    assert re.findall(r">(\d+)<", about)[:1] == ["1"]


def test_what_is_chosen_stays_to_be_taken_back_where_nothing_has_it(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets", source=make_source(name="Gazette"))
    text = read_page(
        "/search/", q="tormenta", source="gazette", language="es", has="corrections", since="2019", until="2019"
    )
    facets = text.split('class="facets"')[1]
    for chosen in (">Gazette<", ">Spanish<", ">Corrections<", ">2019<"):
        assert f'aria-current="true"{chosen}' in facets
    assert "No article matches" in text


def test_values_beyond_the_first_are_folded_unless_chosen(read_page: ReadPage) -> None:
    for number in range(12):
        paper = make_source(name=f"Paper p{number}")
        for _ in range(12 - number):
            make_article(source=paper)
    assert "<summary>4 more" in read_page("/search/").split(">Source<")[1]
    text = read_page("/search/", source="paper-p11")
    shown, folded = text.split('class="facets"')[1].split("<summary>3 more")
    assert 'aria-current="true">Paper p11<' in shown
    assert ">Paper p10<" in folded


def test_a_filter_that_is_cut_says_so_and_leads_to_the_whole_list(read_page: ReadPage) -> None:
    papers = [make_source(name=f"Paper p{number:02}") for number in range(40)]
    for paper in [*papers, *papers]:
        make_article(source=paper)
    assert "most frequent" not in read_page("/search/")
    make_article(source=make_source(name="Zebra Times"))
    text = read_page("/search/").split('class="facets"')[1]
    assert text.count("Only the 40 most frequent are listed") == 1
    assert 'href="/sources/">all sources</a>' in text.split(">Source<")[1]
    assert "Zebra Times" not in text
    chosen = read_page("/search/", source="zebra-times").split('class="facets"')[1]
    assert 'aria-current="true">Zebra Times<' in chosen
    assert "most frequent" not in chosen
    make_article(source=make_source(name="Zenith Times"))
    assert "most frequent" in read_page("/search/", source="zebra-times")


@pytest.mark.parametrize("page", ["/search/", "/quotes/", "/trends/"])
def test_sources_that_are_listed_and_the_others_add_up_to_the_total(read_page: ReadPage, page: str) -> None:
    for number in range(42):
        paper = make_source(name=f"Paper p{number:02}")
        for _ in range(1 if number in {3, 5} else 2):
            make_quote(make_article(source=paper), "It approved the plan")
    text = read_page(page, q="plan").split(">Source<")[1].split("</section>")[0]
    listed = [int(number) for number in re.findall(r'class="count">(\d+)<', text)]
    assert (len(listed), sum(listed)) == (40, 80)
    assert ">2 in others. Only the 40 most frequent" in text
    assert "in others" not in read_page(page, q="plan", source="paper-p01")


@pytest.mark.parametrize(
    ("until", "said"), [("0001", "0001"), ("0001-02", "February 0001"), ("0987-06-05", "5 June 0987"), ("2023", "2023")]
)
@pytest.mark.usefixtures("storm")
def test_a_year_is_named_with_its_four_figures(read_page: ReadPage, until: str, said: str) -> None:
    assert f"Up to {said} <" in read_page("/search/", until=until)


def test_a_chosen_year_opens_its_months(read_page: ReadPage, storm: Article) -> None:
    text = read_page("/search/", since="2023", until="2023")
    assert 'href="/search/?since=2023-01&amp;until=2023-01"' in text
    assert 'aria-current="true">2023<' in text
    assert storm.headline in text


def test_several_values_of_one_filter_are_alternatives(read_page: ReadPage, storm: Article) -> None:
    make_article(headline="Council meets", source=make_source(name="Gazette"))
    make_article(headline="Left out")
    text = read_page("/search/", source=["el-diario", "gazette"])
    assert storm.headline in text
    assert "Council meets" in text
    assert "Left out" not in text
