"""The pages of a list: from one to the next by cursor, by their numbers, in sizes to choose."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article
from tests.factories import make_article
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def make_stories(number: int) -> list[Article]:
    """So many stories of one council, an hour apart."""
    return [
        make_article(headline=f"Story s{hour}", published_at=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hour))
        for hour in range(1, number + 1)
    ]


def link(text: str, rel: str) -> str:
    """The address of a page's link to the page beside it."""
    return text.split(f'rel="{rel} nofollow" href="')[1].split('"')[0].replace("&amp;", "&")


def headlines(text: str) -> list[str]:
    """The stories of a page, in its order."""
    return re.findall(r">Story (s\d+)<", re.sub("</?mark>", "", text))


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_pages_follow_each_other_both_ways_and_keep_the_question(read_page: ReadPage, sort: str) -> None:
    make_stories(45)
    asked = f"/search/?q=council+OR+meets+OR+story&sort={sort}"
    first = read_page(asked)
    assert link(first, "next").startswith(f"?q=council+OR+meets+OR+story&sort={sort}&after=")
    assert 'rel="prev' not in first
    second = read_page("/search/" + link(first, "next"))
    third = read_page("/search/" + link(second, "next"))
    assert "41–45 of 45" in third
    assert 'rel="next' not in third
    seen = headlines(first + second + third)
    assert len(seen) == len(set(seen)) == 45
    back = read_page("/search/" + link(third, "prev"))
    assert headlines(back) == headlines(second)
    assert "21–40 of 45" in back


def test_a_page_by_its_number_still_answers_and_goes_on_by_cursor(read_page: ReadPage) -> None:
    make_stories(45)
    second = read_page("/search/?page=2")
    assert headlines(second)[0] == "s25"
    assert headlines(read_page("/search/" + link(second, "next")))[0] == "s5"
    assert headlines(read_page("/search/" + link(second, "prev")))[0] == "s45"
    assert "page=" not in link(second, "next")


def test_articles_added_later_neither_shift_nor_double_what_follows(read_page: ReadPage) -> None:
    make_stories(25)
    address = "/search/" + link(read_page("/search/"), "next")
    assert headlines(read_page(address)) == ["s5", "s4", "s3", "s2", "s1"]
    make_article(headline="Later news", published_at=datetime(2024, 6, 1, tzinfo=UTC))
    text = read_page(address)
    assert headlines(text) == ["s5", "s4", "s3", "s2", "s1"]
    assert "22–26 of 26" in text


def test_a_place_behind_which_nothing_is_left_says_so(read_page: ReadPage) -> None:
    stories = make_stories(21)
    address = "/search/" + link(read_page("/search/"), "next")
    stories[0].delete()
    text = read_page(address)
    assert 'Nothing stands at this place of the list any more. <a href="?">See it from the first entry</a>' in text
    assert "No article matches" not in text


@pytest.mark.parametrize("place", ["sort=newest&after=19000101000000-1", "q=story&after=99999-5"])
def test_a_place_past_the_end_of_a_long_list_says_so_and_leads_back(read_page: ReadPage, place: str) -> None:
    make_stories(25)
    text = read_page(f"/search/?{place}")
    first = "?" + place.split("&after")[0]
    assert f'Nothing stands at this place of the list any more. <a href="{first}">See it from the first' in text
    assert len(headlines(read_page(f"/search/{first}"))) == 20
    assert "25 articles" in text
    assert ">Oldest</a>" in text


@pytest.mark.parametrize(("size", "shown"), [("20", 20), ("50", 50), ("100", 55)])
def test_a_page_has_as_many_articles_as_are_asked_for(read_page: ReadPage, size: str, shown: int) -> None:
    make_stories(55)
    text = read_page("/search/", per_page=size)
    assert len(headlines(text)) == shown
    assert f'href="?per_page={size}" rel="nofollow" aria-current="true">{size}</a>' in text
    if size == "20":
        assert len(headlines(read_page("/search/" + link(text, "next")))) == 20
        assert headlines(read_page("/search/", per_page="20", page="3"))[0] == "s15"


def test_other_filters_orders_and_sizes_begin_at_the_first_page(read_page: ReadPage) -> None:
    make_stories(25)
    text = read_page("/search/" + link(read_page("/search/", per_page="20"), "next"))
    assert [address for address in re.findall('href="([^"]*)"', text) if "after=" in address] == []
    assert 'name="after"' not in text


def test_a_page_past_the_end_is_not_found(read_page: ReadPage) -> None:
    make_article()
    assert "This list ends with page 1; there is no page 2." in read_page("/search/", status=404, page="2")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("sort", "second"), [("oldest", "s21"), ("newest", "s5")])
def test_without_the_engine_pages_still_follow_each_other(read_page: ReadPage, sort: str, second: str) -> None:
    make_stories(25)
    first = read_page("/search/", sort=sort)
    following = read_page("/search/" + link(first, "next"))
    assert headlines(following)[0] == second
    assert len(headlines(following)) == 5
    assert 'rel="next' not in following
    assert headlines(read_page("/search/" + link(following, "prev"))) == headlines(first)
    assert headlines(read_page("/search/", sort=sort, page="2")) == headlines(following)
    assert "This list ends before page 3." in read_page("/search/", status=404, sort=sort, page="3")
