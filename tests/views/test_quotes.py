"""The search for what was said."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.models import Article, Quote
from tests.factories import make_article, make_person, make_quote, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def said(text: str) -> list[str]:
    """The quoted words of a page's list, in order."""
    return [re.sub("<.*?>", "", words) for words in re.findall(r'<q.*?><a href="/quotes/\d+/">(.*?)</a></q>', text)]


def counts(text: str) -> dict[str, str]:
    """What can be chosen on a page, and how many quotes it has."""
    found = re.findall(r'<a href="[^"]*" rel="nofollow"[^>]*>([^<]+).*?class="count">([\d,]+)<', text)
    return {label.strip(): count for label, count in found}


def test_utterances_are_listed_article_by_article_the_latest_first(read_page: ReadPage) -> None:
    for year in (2023, 2024, 2022):
        article = make_article(headline=f"Story of {year}", published_at=datetime(year, 3, 4, tzinfo=UTC))
        make_quote(article, f"{year}: one", make_person(name="Rosa Perez"), position=1)
        make_quote(article, f"{year}: two", speaker_as_printed="the neighbor", position=2)
        make_quote(article, "a term", kind=Quote.Kind.FRAGMENT)
    text = read_page("/quotes/")
    assert said(text) == [f"{year}: {number}" for year in (2024, 2023, 2022) for number in ("one", "two")]
    assert "the neighbor" in text
    assert "6 quotes" in text
    oldest = read_page("/quotes/", sort="oldest")
    assert said(oldest)[0] == "2022: one"


def test_a_place_past_the_end_says_so_and_leads_back(read_page: ReadPage) -> None:
    article = make_article()
    for number in range(21):
        make_quote(article, f"It rains {number}", position=number)
    text = read_page("/quotes/?sort=newest&after=19000101000000-1")
    assert 'at this place of the list any more. <a href="?sort=newest">See it from the first entry</a>' in text
    assert ">Oldest</a>" in text
    assert said(text) == []


def test_the_sentence_around_the_words_is_shown_with_its_article(read_page: ReadPage) -> None:
    body = "Nobody came.\n\nIt was late. “It rains,” the mayor of Elby said. Then she left."
    make_quote(make_article(headline="Rain at last", body=body, source=make_source(name="Gazette")), "It rains,")
    text = read_page("/quotes/")
    assert '<span class="around">“</span>' in text
    assert '<span class="around">” the mayor of Elby said.</span>' in text
    assert "Then she left" not in text
    for fact in ("Rain at last", "Gazette", "4 March 2024"):
        assert fact in text


def test_a_split_quote_stands_there_as_it_was_printed(read_page: ReadPage) -> None:
    article = make_article(body="“It rains,” she said, “and pours.” He left.")
    make_quote(article, "It rains, and pours.", spans=[[1, 10], [23, 33]])
    text = read_page("/quotes/", q="rains pours")
    assert said(text) == ["It rains,", "and pours."]
    assert '<span class="around">” she said, “</span>' in text
    assert "It <mark>rains" in text
    assert "and <mark>pours</mark>." in text


@pytest.mark.parametrize(("words", "shown"), [("and so on " * 400, 1199), ("so" * 2000, 1200)])
def test_of_a_very_long_quote_the_list_shows_the_beginning(read_page: ReadPage, words: str, shown: int) -> None:
    article = make_article(body=f"“{words.strip()},” she said.")
    quote = make_quote(article, words.strip())
    text = read_page("/quotes/")
    assert said(text) == [words[:shown].strip()]
    assert '<span class="around"> … </span><span class="around">,” she said.</span>' in text
    assert words.strip() in read_page(quote.get_absolute_url())


def test_a_quote_whose_words_stand_there_with_other_spaces_is_shown_in_one(read_page: ReadPage) -> None:
    article = make_article(body="“It  rains,” she said, “and pours.” He left.")
    make_quote(article, "It rains, and pours.", spans=[[1, 11], [24, 34]])
    assert said(read_page("/quotes/")) == ["It rains, and pours."]


def test_words_are_searched_in_what_was_said_and_marked(read_page: ReadPage) -> None:
    article = make_article(headline="The harbour", body="The harbour is open.")
    make_quote(article, "We closed the harbours")
    make_quote(article, "It is open")
    text = read_page("/quotes/", q="harbour closing")
    assert said(text) == ["We closed the harbours"]
    assert "We <mark>closed</mark> the <mark>harbours</mark>" in text
    assert "Understood as <b>“harbour” and “closing”</b>" in text
    assert "Utterances" in text


def test_speakers_sources_and_times_narrow_and_are_counted(read_page: ReadPage) -> None:
    rosa, ivo = make_person(name="Rosa Perez"), make_person(name="Ivo Lind")
    gazette, post = make_source(name="Gazette"), make_source(name="Evening Post")
    for source, speaker, year in ((gazette, rosa, 2023), (gazette, ivo, 2024), (post, rosa, 2024)):
        make_quote(
            make_article(source=source, published_at=datetime(year, 5, 1, tzinfo=UTC)), f"{year} {source}", speaker
        )
    everything = counts(read_page("/quotes/"))
    assert everything["Rosa Perez"] == "2"
    assert everything["Gazette"] == "2"
    text = read_page("/quotes/", speaker="rosa-perez", since="2024")
    assert said(text) == ["2024 Evening Post"]
    assert "Person quoted: Rosa Perez" in text
    assert counts(text)["Ivo Lind"] == "1"  # counted without the speaker's own filter
    assert said(read_page("/quotes/", q="speaker:lind on:2024")) == ["2024 Gazette"]


def test_the_total_is_the_sum_of_its_sources_and_of_its_strip(read_page: ReadPage) -> None:
    for number in range(5):
        article = make_article(published_at=datetime(2020 + number % 2, 5, 1, tzinfo=UTC))
        make_quote(article, f"said {number}")
        make_quote(article, f"said again {number}")
    text = read_page("/quotes/")
    assert "10 quotes" in text
    assert sum(int(bar) for bar in re.findall(r'aria-label="[^"]*: (\d+) quotes?"', text)) == 10
    sources = text.split('<h2 class="label">Source</h2>')[1].split("</section>")[0]
    assert sum(int(count) for count in re.findall(r'class="count">(\d+)<', sources)) == 10
    assert re.search(r'href="/quotes/\?since=2020-05&amp;until=2020-05"', text)


def test_fragments_are_listed_on_request_and_counted_beside(read_page: ReadPage) -> None:
    article = make_article()
    make_quote(article, "said aloud")
    make_quote(article, "a term", kind=Quote.Kind.FRAGMENT)
    assert said(read_page("/quotes/", kind="fragment")) == ["a term"]
    assert set(said(read_page("/quotes/", kind="all"))) == {"said aloud", "a term"}
    held = counts(read_page("/quotes/"))
    assert (held["Utterances"], held["Fragments"], held["All"]) == ("1", "1", "2")


def test_each_says_how_it_was_attributed(read_page: ReadPage) -> None:
    article, person = make_article(), make_person()
    make_quote(article, "one", person, rule="verb_before", confidence=0.94)
    assert "by rule" in read_page("/quotes/")
    Quote.objects.update(confidence=0.7)
    assert ">unsure</strong>" in read_page("/quotes/")
    Quote.objects.update(confirmed=True)
    text = read_page("/quotes/")
    assert ">unsure</strong>" not in text
    assert "confirmed by an editor" in text
    Quote.objects.update(method=Quote.Method.EDITOR)
    assert "attributed by an editor" in read_page("/quotes/")


def follow(read_page: ReadPage, text: str, rel: str) -> str:
    """The page that a page's link leads to."""
    return read_page("/quotes/" + text.split(f'rel="{rel} nofollow" href="')[1].split('"')[0].replace("&amp;", "&"))


def make_quotes(number: int) -> None:
    """So many quotes of three articles, of which two have one time."""
    articles = [make_article(published_at=datetime(2024, 1, day, tzinfo=UTC)) for day in (1, 2, 2)]
    for place in range(number):
        make_quote(articles[place % 3], f"words {place}", position=place)


def test_pages_follow_each_other_both_ways(read_page: ReadPage) -> None:
    make_quotes(45)
    first = read_page("/quotes/")
    second = follow(read_page, first, "next")
    third = follow(read_page, second, "next")
    assert [len(said(text)) for text in (first, second, third)] == [20, 20, 5]
    assert len({*said(first), *said(second), *said(third)}) == 45
    assert said(follow(read_page, third, "prev")) == said(second)
    assert said(read_page("/quotes/", page="2")) == said(second)
    assert len(said(read_page("/quotes/", per_page="50"))) == 45
    assert 'rel="next' not in third
    read_page("/quotes/", status=404, page="4")


def test_an_empty_list_says_what_to_do(read_page: ReadPage) -> None:
    assert "no public article has quotes of this kind yet" in read_page("/quotes/")
    make_quote(make_article(), "said aloud")
    text = read_page("/quotes/", q="zebra")
    assert "No quote matches these words." in text
    assert 'href="/search/?q=zebra"' in text


def test_the_list_refuses_what_it_does_not_know(read_page: ReadPage) -> None:
    assert "Allowed are utterance, fragment, all." in read_page("/quotes/", status=400, kind="slogan")
    assert "There is no such parameter" in read_page("/quotes/", status=400, colour="red")
    text = read_page("/quotes/", status=400, q="body:rain")
    assert "Quotes have no field “body”." in text
    assert 'href="/search/?q=body%3Arain"' in text


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_quotes_can_be_browsed_and_narrowed(read_page: ReadPage) -> None:
    rosa = make_person(name="Rosa Perez")
    make_quote(make_article(published_at=datetime(2023, 5, 1, tzinfo=UTC)), "older", rosa)
    make_quote(make_article(), "newer")
    make_quote(make_article(status=Article.Status.DRAFT), "hidden")
    text = read_page("/quotes/")
    assert said(text) == ["newer", "older"]
    assert "Search is not available" in text
    assert said(read_page("/quotes/", sort="oldest")) == ["older", "newer"]
    assert said(read_page("/quotes/", speaker="rosa-perez")) == ["older"]
    assert said(read_page("/quotes/", kind="fragment")) == []
    assert "Words cannot be searched without it" in read_page("/quotes/", status=503, q="newer")
    read_page("/quotes/", status=404, page="2")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("filters", [{}, {"speaker": "rosa-perez"}, {"sort": "oldest"}])
def test_without_the_engine_pages_follow_each_other(read_page: ReadPage, filters: dict[str, str]) -> None:
    make_quotes(45)
    Quote.objects.update(speaker=make_person(name="Rosa Perez"))
    first = read_page("/quotes/", **filters)
    second = follow(read_page, first, "next")
    third = follow(read_page, second, "next")
    assert [len(said(text)) for text in (first, second, third)] == [20, 20, 5]
    assert len({*said(first), *said(second), *said(third)}) == 45
    assert said(follow(read_page, third, "prev")) == said(second)
    assert said(read_page("/quotes/", page="2", **filters)) == said(second)


def test_a_former_address_of_a_speaker_is_led_on(client: Client) -> None:
    person = make_person(name="Ana Ruiz")
    make_quote(make_article(), "said", person)
    person.slug = "ana-ruiz-minister"
    person.save()
    response = client.get("/quotes/?speaker=ana-ruiz&kind=all")
    assert (response.status_code, response.headers["Location"]) == (301, "/quotes/?speaker=ana-ruiz-minister&kind=all")


def test_the_strip_can_show_shares_of_all_quotes_of_the_kind(read_page: ReadPage) -> None:
    for month, words in ((3, ("rain", "rain again", "sun")), (5, ("rain",))):
        article = make_article(published_at=datetime(2024, month, 4, tzinfo=UTC))
        for text in words:
            make_quote(article, text)
        make_quote(article, "a term", kind=Quote.Kind.FRAGMENT)
    text = read_page("/quotes/", q="rain", share="yes")
    assert 'aria-label="March 2024: 2 quotes, 66.67% of 3"' in text
    assert 'aria-label="May 2024: 1 quote, 100% of 1"' in text
    assert 'aria-label="March 2024: 2 quotes, 50.00% of 4"' in read_page("/quotes/", q="rain", share="yes", kind="all")
