"""From a result list into an article, on to the next and back; the words marked, the quotes that match."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from articles.models import Address, Article, Photo
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db


def make_rain(number: int) -> list[Article]:
    """So many stories of rain, the later the wetter, and one of the sun between them."""
    make_article(headline="Sun", body="Sun.", published_at=datetime(2024, 1, 2, 12, tzinfo=UTC))
    return [
        make_article(
            headline=f"Story s{day}",
            standfirst="It was raining.",
            body="It rained. " * day + "Dry elsewhere.",
            published_at=datetime(2024, 1, day, tzinfo=UTC),
        )
        for day in range(1, number + 1)
    ]


def link_to(text: str, headline: str) -> str:
    """The address behind a headline in a list."""
    addresses: list[str] = re.findall(rf'href="([^"]*)"[^>]*>{headline}<', text)
    return unescape(addresses[0])


def step(text: str, rel: str) -> str:
    """The address of the previous or the next result; empty where there is none."""
    return unescape("".join(re.findall(rf'<a href="([^"]*)" rel="{rel} nofollow"', text)))


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_results_are_read_one_after_the_other(read_page: ReadPage, sort: str) -> None:
    stories = make_rain(3)
    listed = read_page("/search/", q="rain", sort=sort)
    order = re.findall(r">Story (s\d)<", listed)
    assert len(order) == 3
    address, walked = link_to(listed, f"Story {order[0]}"), []
    while address:
        text = read_page(address)
        walked += re.findall(r"<h1>\s*Story (s\d)", text)
        assert f"{len(walked)} of 3" in text
        address = step(text, "next")
    assert walked == order
    back = read_page(step(text, "prev"))
    assert "2 of 3" in back
    assert stories[0].standfirst in re.sub("</?mark>", "", back)


def test_the_words_are_marked_in_every_inflection(read_page: ReadPage) -> None:
    (story,) = make_rain(1)
    make_quote(story, "It rained", spans=[[0, 9]])
    text = read_page(story.get_absolute_url(), q="rain headline:story")
    assert "<mark>Story</mark> s1" in text
    assert "It was <mark>raining</mark>." in text
    assert "It <mark>rained</mark></span>" in text
    assert "<mark>" not in read_page(story.get_absolute_url())
    assert "<mark>" not in read_page(story.get_absolute_url(), q="rain", exact="yes")


def test_words_in_captions_are_marked(read_page: ReadPage) -> None:
    story = make_article()
    Photo.objects.create(article=story, caption="A flooded street")
    assert "A <mark>flooded</mark> street" in read_page(story.get_absolute_url(), q="caption:flood")
    assert "<mark>" not in read_page(story.get_absolute_url(), q="body:flood")


def test_words_asked_for_in_quotes_are_marked_in_quotes_alone(read_page: ReadPage) -> None:
    story = make_article(body="Rain, said she: “Rain.”")
    make_quote(story, "Rain.", spans=[[17, 22]])
    text = read_page(story.get_absolute_url(), q="quote:rain")
    assert text.count("<mark>") == 1
    assert "<mark>Rain</mark>.</span>" in text


@pytest.fixture
def named() -> Article:
    """A story of Correa of Gazette, and one of somebody else."""
    story = make_article(
        body="“Go home”, said the minister.\n\n“Stay”, said Ivo Lind. The Gazette was there.",
        source=make_source(name="Gazette"),
        agency=make_source(name="Wire Press", kind="agency"),
        byline="Ana Mora",
        place="Quito",
    )
    story.topics.add(make_topic(name="Rain & floods"))
    make_quote(story, "Go home", make_person(name="Rafael Correa"), speaker_as_printed="Minister Correa Delgado")
    make_quote(story, "Stay", speaker_as_printed="Ivo Lind")
    make_article(headline="Later", source=story.source, byline="Ana Mora")
    return story


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("speaker:correa", {"Correa": 4}),
        ('speaker:"rafael correa"', {"Rafael": 3, "Correa": 3}),
        ("speaker:corr* -speaker:nobody", {"Correa": 4}),
        ("speaker:lind", {"Lind": 3}),
        ("speaker:correa source:gazette", {"Correa": 4, "Gazette": 1}),
        ("source:gazette", {"Gazette": 1}),
        ("agency:press", {"Press": 1}),
        ("author:mora", {"Mora": 1}),
        ("topic:floods", {"floods": 1}),
        ("place:quito", {"Quito": 1}),
        ("minister", {"minister": 1}),
        ("gazette", {"Gazette": 1}),
    ],
)
def test_names_asked_for_are_marked_where_they_are_told(
    read_page: ReadPage, named: Article, words: str, marked: dict[str, int]
) -> None:
    address = link_to(read_page("/search/", q=words), named.headline)
    text = read_page(address)
    assert Counter(re.findall(r"<mark>(.*?)</mark>", text)) == marked
    assert "Rain &amp; " in text
    beside = step(text, "prev") or step(text, "next")
    assert bool(beside) == (words in {"source:gazette", "author:mora"})
    assert not beside or "Later" in read_page(beside)


def test_an_agency_that_published_itself_is_marked_as_the_source(read_page: ReadPage) -> None:
    wire = make_source(name="Wire Press", kind="agency")
    story = make_article(source=wire, agency=wire)
    assert "<mark>Press</mark></a>" in read_page(story.get_absolute_url(), q="agency:press")


def test_who_a_fragment_is_from_is_told_and_marked(read_page: ReadPage) -> None:
    story = make_article(body="He promised “prudent steps”.")
    make_quote(story, "prudent steps", make_person(name="Rafael Correa"), kind="fragment")
    make_quote(story, "steps", kind="fragment")
    said = read_page(story.get_absolute_url(), q="speaker:correa").split("Also in quotation marks:")[1]
    assert 'href="/people/rafael-correa/">Rafael <mark>Correa</mark></a>)' in said
    plain = read_page(story.get_absolute_url()).split("Also in quotation marks:")[1].split("</p>")[0]
    assert plain.count("(<a") == 1


def test_speakers_asked_for_are_marked_among_quotes(read_page: ReadPage, named: Article) -> None:
    assert named.pk
    assert "Rafael <mark>Correa</mark></a>" in read_page("/quotes/", q="speaker:correa")
    assert "<mark>" not in read_page("/quotes/", speaker="rafael-correa")


def way_back(text: str) -> str:
    """The address of the list that an article was reached from."""
    address = re.search(r'<a href="([^"]*)"[^>]*>Back to the list', text)
    assert address
    return unescape(address[1])


def test_the_way_back_leads_to_the_articles_line_in_the_page_of_the_list(read_page: ReadPage) -> None:
    make_rain(25)
    third = Article.objects.get(headline="Story s3")
    for asked in ("q=rain&sort=newest", "q=rain"):
        text = read_page(link_to(read_page(f"/search/?{asked}&page=2"), "Story s3"))
        assert "23 of 25" in text
        back, line = way_back(text).split("#")
        assert back == f"/search/?{asked}&page=2"
        (row,) = re.findall(rf'<article class="row" id="{line}">(.*?)</article>', read_page(back), re.DOTALL)
        assert third.get_absolute_url() in row
    large = read_page("/search/?q=rain&sort=newest&per_page=50")
    back = way_back(read_page(link_to(large, "Story s3")))
    assert back == f"/search/?q=rain&sort=newest&per_page=50#a-{third.pk}"


def test_only_lists_to_which_a_way_leads_back_name_their_lines(read_page: ReadPage) -> None:
    make_rain(1)
    assert 'id="a-' not in read_page("/")
    assert 'id="a-' not in read_page("/search/")


def test_filters_make_a_list_too_and_no_filters_make_none(read_page: ReadPage) -> None:
    make_rain(2)
    listed = read_page("/search/", language="en", sort="oldest")
    text = read_page(link_to(listed, "Story s1"))
    assert "1 of 3" in text
    assert "Sun" in read_page(step(text, "next"))
    plain = link_to(read_page("/search/"), "Story s1")
    assert "?" not in plain
    assert "Back to the list" not in read_page(plain)


def test_an_article_that_is_not_in_the_list_has_no_place_in_it(read_page: ReadPage) -> None:
    make_rain(2)
    text = read_page(Article.objects.get(headline="Sun").get_absolute_url(), q="rain")
    assert "Back to the list" in text
    assert "trail-place" not in text


def test_the_address_with_a_question_is_not_for_search_engines(read_page: ReadPage) -> None:
    (story,) = make_rain(1)
    text = read_page(story.get_absolute_url(), q="rain")
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="http://testserver{story.get_absolute_url()}">' in text
    assert 'rel="nofollow" lang' in read_page("/search/", q="rain")
    assert "noindex" not in read_page(story.get_absolute_url())


def test_hidden_articles_are_no_steps(read_page: ReadPage) -> None:
    stories = make_rain(3)
    Article.objects.filter(pk=stories[1].pk).update(status=Article.Status.DRAFT)
    drain()
    text = read_page(stories[0].get_absolute_url(), q="rain", sort="oldest")
    assert stories[1].get_absolute_url() not in text


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_what_was_hidden_since_the_index_was_written_is_passed_over(read_page: ReadPage, sort: str) -> None:
    make_rain(4)
    listed = read_page("/search/", q="rain", sort=sort)
    first, hidden, third, _ = re.findall(r">(Story s\d)<", listed)
    Article.objects.filter(headline=hidden).update(status="draft")
    following = step(read_page(link_to(listed, first)), "next")
    text = read_page(following)
    assert re.findall(r"<h1>\s*(Story s\d)", text) == [third]
    assert "3 of 4" in text
    assert re.findall(r"<h1>\s*(Story s\d)", read_page(step(text, "prev"))) == [first]


def test_what_an_article_cannot_understand_is_refused(read_page: ReadPage) -> None:
    (story,) = make_rain(1)
    assert "There is no field “colour”." in read_page(story.get_absolute_url(), status=400, q="colour:red")
    assert "<code>at=0</code>" in read_page(story.get_absolute_url(), status=400, at="0")
    assert "There is no such parameter" in read_page(story.get_absolute_url(), status=400, page="2")


def test_a_moved_article_takes_the_question_along(client: Client) -> None:
    (story,) = make_rain(1)
    Address.objects.create(article=story, day=date(2024, 3, 1), slug="working-title")
    response = client.get("/2024/03/01/working-title/?q=rain")
    assert (response.status_code, response["Location"]) == (301, story.get_absolute_url() + "?q=rain")


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_words_are_marked_and_the_way_back_is_there(read_page: ReadPage) -> None:
    (story,) = make_rain(1)
    text = read_page(story.get_absolute_url(), q="rain")
    assert "<mark>raining</mark>" in text
    assert 'href="/search/?q=rain" rel="nofollow">Back to the list' in text


# quotes under a result


def test_quotes_that_match_stand_under_their_article(read_page: ReadPage) -> None:
    story = make_article(headline="Storm", standfirst="Rain", body="Rain, rain.\n\n“We saw it raining”, said Rosa.")
    make_quote(story, "We saw it raining", make_person(name="Rosa Perez"))
    make_quote(story, "Go home", make_person(name="Ivo Lind"))
    text = read_page("/search/", q="rain")
    said = text.split('class="row-quotes"')[1].split("</ul>")[0]
    assert "Rosa Perez" in said
    assert "We saw it <mark>raining</mark>" in said
    assert "Ivo Lind" not in said
    assert "Go home" in read_page("/search/", q="speaker:lind").split('class="row-quotes"')[1]
    assert "Go home" in read_page("/search/", speaker="ivo-lind").split('class="row-quotes"')[1]
    assert "row-quotes" not in read_page("/search/")
    assert "row-quotes" not in read_page("/search/", q="storm")


def test_fragments_and_a_headlines_own_words_stand_under_no_result(read_page: ReadPage) -> None:
    story = make_article(headline="Senate attacks “rain days”", body="Nothing.")
    make_quote(story, "rain days", speaker_as_printed="Senate", field="headline")
    make_quote(story, "rain fund", speaker_as_printed="the plan", kind="fragment")
    assert "row-quotes" not in read_page("/search/", q="rain")
    make_quote(story, "It will rain", speaker_as_printed="Rosa")
    said = read_page("/search/", q="rain").split('class="row-quotes"')[1].split("</ul>")[0]
    assert said.count("<li>") == 1
    assert "Rosa" in said


def test_a_fragment_stands_under_its_article_where_words_are_asked_for_in_quotes(read_page: ReadPage) -> None:
    story = make_article(headline="Storm", body="Nothing.")
    make_quote(story, "rain fund", make_person(name="Ana Mora"), kind="fragment", position=1)
    make_quote(story, "rain days", kind="fragment", position=2)
    make_quote(story, "prudent steps", make_person(name="Ivo Lind"), kind="fragment", position=3)
    text = read_page("/search/", q="quote:rain storm")
    said = text.split('class="row-quotes"')[1].split("</ul>")[0]
    assert said.count("<li>") == 2
    assert "<mark>rain</mark> fund" in said
    assert "Words in the reporter’s sentence" in said
    of_ana = read_page("/search/", q="quote:rain", speaker="ana-mora").split('class="row-quotes"')[1].split("</ul>")[0]
    assert "rain days" not in of_ana
    assert "row-quotes" not in read_page("/search/", q="storm -quote:sun")
    assert "row-quotes" not in read_page("/search/", q="quote:rain", speaker="ivo-lind")
    make_quote(story, "So it will rain", make_person(name="Rosa Perez"), position=4)
    said = read_page("/search/", q="quote:rain").split('class="row-quotes"')[1].split("</ul>")[0]
    assert said.count("<li>") == 2
    assert said.index("Rosa Perez") < said.index("Ana Mora")


def test_an_office_that_the_name_says_already_is_not_repeated(read_page: ReadPage) -> None:
    story = make_article(headline="Rain", body="Nothing.")
    make_quote(story, "It will rain", make_person(name="King Juan"), role="King", speaker_as_printed="the King")
    make_quote(story, "More rain, rain", make_person(name="Rosa Perez"), role="Mayor")
    said = read_page("/search/", q="rain").split('class="row-quotes"')[1].split("</ul>")[0]
    assert "King Juan</a>: " in said
    assert re.search(r"Rosa Perez</a>, <span[^>]*>Mayor</span>: ", said)


def test_a_name_as_printed_stands_once_in_an_articles_quotes(read_page: ReadPage) -> None:
    story = make_article(headline="Rain", body="Nothing.")
    make_quote(story, "It will rain", make_person(name="King Juan"), speaker_as_printed="the King")
    make_quote(story, "No rain", speaker_as_printed="the mayor of Quito", role="mayor")
    page = read_page(story.get_absolute_url())
    assert "printed as “the King”" in page
    assert "printed as “the mayor of Quito”" not in page


def test_words_that_the_passage_shows_are_not_shown_twice(read_page: ReadPage) -> None:
    story = make_article(headline="Storm", body="“We saw it raining”, said Rosa Perez.")
    make_quote(story, "We saw it raining", make_person(name="Rosa Perez"))
    row = read_page("/search/", q="rain").split('class="row"')[1].split("</article>")[0]
    assert row.count("We saw it") == 1
    assert "Rosa Perez</a>, <a" in re.sub(r"\s+<a", " <a", row)
    assert "in the words above" in row


def test_who_is_known_only_as_printed_is_not_named_beside_the_words_in_which_it_stands(read_page: ReadPage) -> None:
    story = make_article(headline="Storm", body="“We saw it raining”, they said.")
    make_quote(story, "We saw it raining", speaker_as_printed="they")
    assert "row-quotes" not in read_page("/search/", q="rain")
    make_quote(story, "Then the rain went", speaker_as_printed="the sailors")
    assert "the sailors" in read_page("/search/", q="rain").split('class="row-quotes"')[1]


def test_a_long_quote_is_cut_where_the_words_are_and_a_whole_one_is_not(read_page: ReadPage) -> None:
    story = make_article(headline="Rain", body="Nothing.")
    make_quote(story, "it rained,")
    make_quote(story, "It was dry for long. " * 30 + "Then we had rain. " + "And dry it was again. " * 30)
    said = read_page("/search/", q="rain").split('class="row-quotes"')[1].split("</ul>")[0]
    assert "it <mark>rained</mark>,</a></q>" in said
    assert ">…Then we had <mark>rain</mark>." in said
    assert said.count("…") == 2


def test_no_more_than_two_quotes_the_best_stand_under_an_article(read_page: ReadPage) -> None:
    story = make_article(headline="Rain and wind")
    for place, words in enumerate(["rain once", "rain twice", "wind and rain"]):
        make_quote(story, words, position=place)
    said = read_page("/search/", q="rain OR wind").split('class="row-quotes"')[1].split("</ul>")[0]
    assert said.count("<q ") == 2
    assert said.index("<mark>wind</mark>") < said.index("once")


def test_exact_words_are_a_switch(read_page: ReadPage) -> None:
    make_article(headline="Ministers meet")
    text = read_page("/search/", q="minister", exact="yes")
    assert "No article matches" in text
    assert "Understood as <b>exactly “minister”</b>" in text
    assert 'name="exact" value="yes" checked' in text
    assert 'href="/search/?q=minister"' in text.split('class="chosen"')[1]
    assert "Ministers" in read_page("/search/", q="minister")
    assert "Allowed are no, yes." in read_page("/search/", status=400, exact="maybe")


def test_exact_words_lead_to_a_comparison_without_inflections(client: Client, read_page: ReadPage) -> None:
    for number, body in enumerate(("A minister.", "Two ministers.", "The minister."), 1):
        make_article(body=body, published_at=datetime(2024, number, 1, 12, tzinfo=UTC))
    drain()
    for exact, counted in (({}, [1, 1, 1]), ({"exact": "yes"}, [1, 1])):
        text = read_page("/search/", q="minister", **exact)
        (address,) = re.findall(r'href="([^"]*)" rel="nofollow">Compare over time', text)
        page = client.get(unescape(address))
        (line,) = page.context["comparison"].lines
        assert [point.count for point in line.points if point.count] == counted
        points = [point.url for point in line.points if point.url]
        assert [client.get(url).context["listing"].total for url in points] == counted
        assert ('name="exact" value="yes" checked' in page.content.decode()) == bool(exact)
