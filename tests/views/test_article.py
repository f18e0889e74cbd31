"""The article's page: everything that was printed, who speaks, where it came from; and what no longer stands there."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Address, Article, Correction, Photo, Quote, RelatedLink
from tests.factories import make_article, make_original, make_person, make_quote, make_source, make_topic
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

BODY = "The council met.\n\n“We need rain,” Mayor Rosa Perez said. It closed with a “state of calm.”\n\nIt rained."


@pytest.fixture
def story() -> Article:
    """A wire story with everything the archive can hold."""
    article = make_article(
        headline="Council asks for rain",
        standfirst="‘We need rain,’ Rosa Perez said.",
        body=BODY,
        byline="JF; Ana Autor",
        place="QUITO",
        source=make_source(name="Daily Mirror", time_zone="America/Caracas"),
        agency=make_source(name="Wire Press", kind="agency"),
        published_at=datetime(2025, 2, 20, 16, 49, tzinfo=UTC),
        original=make_original(filename="rain.txt", sha256="ab" * 32),
        original_locator="batch.zip",
        field_spans={"body": [4, 9], "headline": [1, 1], "authors": [10, 10]},
        edited_fields=["place"],
        url="https://mirror.example/rain",
        word_count=0,
    )
    article.topics.add(make_topic(name="Weather"))
    Photo.objects.create(article=article, caption="Dry fields.", credit="X/ @field")
    Correction.objects.create(article=article, text="It met on Monday.", date=date(2025, 2, 22))
    Correction.objects.create(article=article, text="An older mistake.")
    rosa = make_person(name="Rosa Perez")
    make_quote(article, "We need rain,", rosa, speaker_as_printed="Mayor Rosa Perez")
    make_quote(article, "state of calm.", kind=Quote.Kind.FRAGMENT)
    return article


def test_it_shows_everything_that_was_printed(read_page: ReadPage, story: Article) -> None:
    text = read_page(story.get_absolute_url())
    for printed in ("Council asks for rain", "QUITO", "JF, Ana Autor", "Dry fields.", "X/ @field", "It rained."):
        assert printed in text
    assert '<a href="/sources/daily-mirror/">Daily Mirror</a>' in text
    assert '<a href="/sources/wire-press/">Wire Press</a>' in text
    assert '<a href="/topics/weather/">Weather</a>' in text
    assert "20 February 2025, 12:49 pm (Caracas time)" in text
    assert 'datetime="2025-02-20T12:49-04:00"' in text
    assert "It met on Monday." in text
    assert "22 February 2025" in text
    assert "An older mistake." in text


def test_a_day_without_a_time_stays_a_day(read_page: ReadPage) -> None:
    article = make_article(published_precision=Article.Precision.DAY)
    text = read_page(article.get_absolute_url())
    assert '<time datetime="2024-03-04">4 March 2024</time>' in text
    assert "9:30" not in text


def test_the_margin_names_who_speaks(read_page: ReadPage, story: Article) -> None:
    text = read_page(story.get_absolute_url())
    quote, fragment = story.quotes.all()
    spoken = text.split('<div class="para spoken">')[1].split("</div>")[0]
    assert '<a href="/people/rosa-perez/">Rosa Perez</a>' in spoken
    voice = '<span class="voice" lang="en"><a href="/people/rosa-perez/">Rosa Perez</a></span>'
    assert f'“{voice}<span class="utterance" id="quote-{quote.pk}">We need rain,</span>” Mayor Rosa Perez' in spoken
    assert f'<span class="fragment" id="quote-{fragment.pk}">state of calm.</span>' in spoken
    assert text.count('class="para spoken"') == 1


def test_every_part_of_a_split_quote_says_what_it_is_a_part_of(read_page: ReadPage) -> None:
    article = make_article(body="“Wait,” she said, “the tide\n\nturns,” and left.")
    quote = make_quote(article, "Wait, the tide turns,", spans=[[1, 6], [19, 35]])
    text = read_page(article.get_absolute_url())
    assert f'<span class="utterance" id="quote-{quote.pk}">Wait,</span>' in text
    for part in ("the tide", "turns,"):
        assert f'<span class="utterance" data-part-of="quote-{quote.pk}">{part}</span>' in text


def test_the_quotes_are_listed_with_how_the_speaker_was_printed(read_page: ReadPage, story: Article) -> None:
    listed = read_page(story.get_absolute_url()).split("Quotes in this article")[1]
    quote = story.quotes.all()[0]
    assert f'<a href="/quotes/{quote.pk}/">We need rain,</a>' in listed
    assert "printed as “Mayor Rosa Perez”" in listed
    assert f'href="#quote-{quote.pk}"' in listed
    assert "Also in quotation marks:" in listed


def test_an_unknown_speaker_is_named_as_printed(read_page: ReadPage) -> None:
    article = make_article(body="“No,” the neighbor said.")
    make_quote(article, "No,", speaker_as_printed="the neighbor")
    assert "<li>the neighbor</li>" in read_page(article.get_absolute_url())


def test_related_links_stand_where_they_stood(read_page: ReadPage, story: Article) -> None:
    held = make_article(headline="Held story")
    hidden = make_article(headline="Hidden story", slug="secret-address", status=Article.Status.DRAFT)
    for after, title, more in (
        (0, "Before all", {}),
        (1, "Held as printed", {"target": held}),
        (1, "Draft as printed", {"target": hidden}),
        (99, "Elsewhere", {"url": "https://mirror.example/else"}),
    ):
        RelatedLink.objects.create(article=story, title=title, after_paragraph=after, **more)
    text = read_page(story.get_absolute_url())
    places = [
        text.index(words) for words in ("Before all", "The council met.", "Held as printed", "We need rain,</span>")
    ]
    assert places == sorted(places)
    assert text.index("It rained.") < text.index("Elsewhere")
    assert f'<a href="{held.get_absolute_url()}">Held as printed</a>' in text
    assert '<span class="elsewhere">Draft as printed</span>' in text
    assert '<a href="https://mirror.example/else" rel="external">Elsewhere</a>' in text
    assert "secret-address" not in text


def test_it_says_where_its_words_come_from(read_page: ReadPage, story: Article) -> None:
    text = read_page(story.get_absolute_url()).split("Where these words come from")[1]
    for origin in ("rain.txt", "1,234 bytes", "batch.zip", "ab" * 32, "5 May 2024, 8:00 am (UTC)", "English"):
        assert origin in text
    assert "<li>Headline line 1</li><li>Body lines 4–9</li><li>Byline line 10</li>" in text
    assert "An editor of this archive changed: place." in text
    assert 'href="https://mirror.example/rain"' in text


def test_an_article_written_by_hand_says_so(read_page: ReadPage) -> None:
    assert "an editor entered this article by hand" in read_page(make_article().get_absolute_url())


def test_machines_are_told_in_their_words(read_page: ReadPage, story: Article) -> None:
    text = read_page(story.get_absolute_url())
    assert '<link rel="canonical" href="http://testserver/2025/02/20/council-asks-for-rain/">' in text
    assert '<meta property="og:title" content="Council asks for rain">' in text
    data = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2025-02-20T12:49-04:00"
    assert [author["name"] for author in data["author"]] == ["JF", "Ana Autor"]
    address = f"http://testserver/quotes/{story.quotes.all()[0].pk}/"
    person = "http://testserver/people/rosa-perez/"
    assert data["hasPart"] == [
        {
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "text": "We need rain,",
            "spokenByCharacter": {"@type": "Person", "@id": person, "url": person, "name": "Rosa Perez"},
        }
    ]


def test_nothing_printed_can_end_the_data_block(read_page: ReadPage) -> None:
    article = make_article(headline="</script><b>bold & brave", language="en")
    text = read_page(article.get_absolute_url())
    assert "</script><b>" not in text
    assert json.loads(text.split('ld+json">')[1].split("</script>")[0])["headline"] == article.headline


def test_the_page_speaks_the_articles_language_and_its_own(read_page: ReadPage) -> None:
    text = read_page(make_article(language="ar").get_absolute_url())
    assert '<html lang="ar">' in text
    assert '<article class="story" dir="rtl">' in text
    assert '<header class="masthead" lang="en">' in text


def test_what_else_the_archive_has_stands_beside_it(read_page: ReadPage) -> None:
    source = make_source(name="Gazette")
    article = make_article(source=source)
    make_article(source=source, headline="The day before", published_at=datetime(2024, 3, 3, tzinfo=UTC))
    make_article(source=source, headline="The day after", published_at=datetime(2024, 3, 5, tzinfo=UTC))
    make_article(headline="Elsewhere that day")
    linking = make_article(headline="Looking back", published_at=datetime(2025, 1, 1, tzinfo=UTC))
    RelatedLink.objects.create(article=linking, title=article.headline, target=article)
    text = read_page(article.get_absolute_url())
    assert "Looking back" in text.split("Linked from")[1].split("</section>")[0]
    beside = text.split("Before and after it in Gazette")[1].split("</section>")[0]
    assert beside.index("The day before") < beside.index("The day after")
    assert "Elsewhere that day" in text.split("The same day")[1].split("</section>")[0]


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    article = make_article()
    Address.objects.create(article=article, day=date(2024, 3, 1), slug="working-title")
    response = client.get("/2024/03/01/working-title/")
    assert (response.status_code, response.headers["Location"]) == (301, article.get_absolute_url())


def test_a_former_address_does_not_betray_a_draft(read_page: ReadPage) -> None:
    article = make_article(status=Article.Status.DRAFT)
    Address.objects.create(article=article, day=date(2024, 3, 1), slug="working-title")
    read_page("/2024/03/01/working-title/", status=404)


def test_a_withheld_article_leaves_its_reason_and_its_date(read_page: ReadPage) -> None:
    article = make_article(
        status=Article.Status.WITHHELD, withheld_reason="Order of a court.", body="Secret words.", slug="plan"
    )
    text = read_page(article.get_absolute_url(), status=410)
    assert "Order of a court." in text
    assert f"{timezone.now().year}" in text
    assert "Secret words." not in text
    assert article.headline not in text


@pytest.mark.parametrize(
    "hidden", [{"status": Article.Status.DRAFT}, {"publish_at": timezone.now() + timedelta(days=9)}]
)
def test_a_draft_or_scheduled_article_is_not_there(read_page: ReadPage, hidden: dict[str, object]) -> None:
    read_page(make_article(**hidden).get_absolute_url(), status=404)


@pytest.mark.parametrize("address", ["/2024/03/04/nothing/", "/2024/02/31/nothing/", "/2024/3/4/nothing/"])
def test_an_address_nobody_had_is_not_found(read_page: ReadPage, address: str) -> None:
    read_page(address, status=404)


def test_a_quote_in_the_headline_is_marked_and_names_nobody_inside_it(read_page: ReadPage) -> None:
    article = make_article(headline="‘No rain’, mayor says")
    make_quote(article, "No rain", make_person(name="Rosa Perez"), field="headline", spans=[[1, 8]])
    heading = read_page(article.get_absolute_url()).split("<h1")[1].split("</h1>")[0]
    assert "No rain</span>’, mayor says" in heading
    assert "Rosa Perez" not in heading
