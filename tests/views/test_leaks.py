"""Nothing leaks: the words of a draft, a scheduled, a withheld or a trashed article stand on no public page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from articles.citations.forms import FORMS
from articles.models import Address, Article, Correction, Photo, PreviewLink, Quote, RelatedLink
from articles.search.sync import drain
from articles.urls import urlpatterns
from tests.factories import make_article, make_original, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db

HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": Article.Status.DRAFT},
    "scheduled": {"publish_at": timezone.now() + timedelta(days=30)},
    "withheld": {"status": Article.Status.WITHHELD, "withheld_reason": "Order of a court."},
    "trashed": {"status": Article.Status.TRASHED, "trashed_from": "published", "trashed_at": timezone.now()},
    "trashwithheld": {"status": Article.Status.TRASHED, "trashed_from": "withheld", "withheld_reason": "A court."},
}


SKIPPED = ("/static/", "/admin/")
MOST_PARAMETERS = 1
"""Filters can be combined without end; each alone is enough to be walked."""


def fill(article: Article, word: str) -> None:
    """Everything that can belong to an article, marked with a word of its own."""
    article.topics.add(make_topic(name=f"Topic{word}"))
    speaker = make_person(name=f"Speaker{word}", description=f"Person{word}")
    make_quote(article, f"Body{word}", speaker)
    make_quote(article, f"Term{word}", kind=Quote.Kind.FRAGMENT)
    Photo.objects.create(article=article, caption=f"Caption{word}", credit=f"Credit{word}", image=f"{word}.png")
    Correction.objects.create(article=article, text=f"Correction{word}")
    RelatedLink.objects.create(article=article, title=f"Link{word}")


def make_marked(word: str, **fields: Any) -> Article:
    """An article whose every field holds the word."""
    article = make_article(
        headline=f"Headline{word}",
        standfirst=f"Standfirst{word}",
        body=f"Common start.\n\n“Body{word}” they said.",
        byline=f"Byline{word}",
        place=f"Place{word}",
        source=make_source(name=f"Source{word}"),
        agency=make_source(name=f"Agency{word}", kind="agency"),
        original=make_original(filename=f"File{word}.txt"),
        url=f"https://{word.lower()}.example/",
        **fields,
    )
    fill(article, word)
    return article


@pytest.fixture
def hidden() -> dict[str, Article]:
    """A public article that links to one hidden in each way, and is linked from it."""
    shown = make_marked("Public", is_sample=True)
    articles = {}
    for way, fields in HIDDEN.items():
        articles[way] = make_marked(f"Quux{way}", **fields)
        RelatedLink.objects.create(article=shown, title="As printed", target=articles[way])
        RelatedLink.objects.create(article=articles[way], title="Back", target=shown)
        PreviewLink.objects.create(article=articles[way], expires_at=timezone.now() + timedelta(days=1))
    drain()
    return articles


MISSPELT = [
    f"/{page}/?q={field}:{field.title()}Qux{way}"
    for page, fields in {
        "search": ("headline", "standfirst", "body", "caption", "quote", "speaker", "source", "topic", "place"),
        "quotes": ("quote", "speaker", "source", "headline"),
    }.items()
    for field in fields
    for way in HIDDEN
]
"""Questions one letter away from words of the hidden articles."""

TYPED = [
    f"/suggest/{browser}?q={field}qu"
    for browser in ("", "browser/")
    for field in ("headline", "speaker", "source", "agency", "topic")
]
"""The beginnings of their names and headlines."""


NOWHERE = ["/no/such/page/", "/2024/03/04/no-such-story/", "/people/nobody/", "/search/?source=nobody"]
"""Addresses of nothing, whose pages may lead elsewhere."""

MOMENT = re.compile(r"as_of=[^\"&]*|[0-9-]{10}T[0-9:]{8}(?:Z|\+00:00)|[0-9]{2}:[0-9]{2}:[0-9]{2} UTC")


def walk(client: Client) -> dict[str, str]:
    """Every page that can be reached from the front page and the machines' doors, by its address."""
    seen: dict[str, str] = {}
    waiting = ["/", "/search/", "/search/?q=common", "/quotes/?kind=fragment", "/feed/", "/sitemap.xml", "/robots.txt"]
    waiting += ["/search/export/csv/", "/search/feed/json/", "/quotes/export/jsonl/?kind=all"]
    waiting += ["/trends/", "/trends/?q=common", "/favicon.ico", "/2024/", "/2024/03/", "/2024/03/04/"]
    waiting += [f"/preview/{pk}/" for pk in range(1, 6)] + [f"/preview/shared/{token}/" for token in ("none", "x~y")]
    waiting += [f"/photos/{pk}/former/480/" for pk in range(1, 6)]
    waiting += NOWHERE
    waiting += [*MISSPELT, *TYPED, "/search/?q=headlinepublik", "/suggest/?q=headlinepu"]
    walked: set[str] = set()
    while waiting:
        address = waiting.pop()
        if steady(address) in walked:  # each second has an address of its own that keeps a result as it stands
            continue
        walked.add(steady(address))
        response = client.get(address)
        seen[address] = response.getvalue().decode(errors="replace")
        base = address.partition("?")[0]
        for link in re.findall(r'(?:href|src|action)="([^"#]+)|<loc>http://testserver([^<]+)', seen[address]):
            target = (link[0] or link[1]).replace("&amp;", "&")
            target = base + target if target.startswith("?") else target
            if target.startswith("/") and not target.startswith(SKIPPED) and target.count("=") <= MOST_PARAMETERS:
                waiting.append(target)
    return seen


def test_every_kind_of_public_address_is_walked(client: Client, hidden: dict[str, Article]) -> None:
    walked = {resolve(address.partition("?")[0]).url_name for address in walk(client) if address not in NOWHERE}
    assert {str(pattern.name) for pattern in urlpatterns} - walked == set()


def test_pages_are_the_same_whether_hidden_articles_are_there_or_not(client: Client) -> None:
    """They share text, source, people, topics and links with a public article: lists, counts, “more like this”, “linked
    from”, copies, quotes said elsewhere, facets, files, feeds, sitemaps and JSON-LD must all be silent of them."""
    shown = make_marked("Public", is_sample=True, language="en")
    drain()
    before = {steady(address): steady(text) for address, text in walk(client).items()}
    for way, fields in HIDDEN.items():
        copy = make_shadow(shown, f"Quux{way}", **fields)
        RelatedLink.objects.create(article=copy, title="Back", target=shown)
    drain()
    after = {steady(address): steady(text) for address, text in walk(client).items()}
    assert set(after) == set(before)
    assert [address for address in after if after[address] != before[address]] == []


def make_shadow(shown: Article, word: str, **fields: Any) -> Article:
    """An article with the public one's text, source, people and topics, and a headline and a photo of its own."""
    copy = make_article(
        headline=f"Headline{word}",
        body=shown.body,
        byline=shown.byline,
        place=shown.place,
        source=shown.source,
        agency=shown.agency,
        language=shown.language,
        **fields,
    )
    copy.topics.set(shown.topics.all())
    for quote in shown.quotes.all():
        make_quote(copy, quote.text, quote.speaker, kind=quote.kind)
    Photo.objects.create(article=copy, caption=f"Caption{word}", image=f"{word}.png")
    return copy


def steady(text: str) -> str:
    """Without what differs from one second to the next: the moment a result is kept as of, and when a file was made."""
    return MOMENT.sub("", text)


@pytest.mark.usefixtures("hidden")
def test_no_page_that_can_be_reached_holds_their_words(client: Client) -> None:
    pages = walk(client)
    assert len(pages) > 30
    assert any("BodyPublic" in text for text in pages.values())
    assert "1 article, 100% of 1" in pages["/trends/?q=common"]
    assert {"/trends/table.csv?q=common", "/trends/chart.svg?q=common"} <= set(pages)
    assert "headlinepublic</a>?" in pages["/search/?q=headlinepublik"]
    assert "HeadlinePublic" in pages["/suggest/?q=headlinepu"]
    assert {address: text for address, text in pages.items() if "quux" in (address + text).lower()} == {}
    keys = list(PreviewLink.objects.values_list("key", flat=True))
    assert [address for address, text in pages.items() if any(key in address + text for key in keys)] == []


def test_their_own_addresses_hold_no_word_of_them(client: Client, hidden: dict[str, Article]) -> None:
    for way, article in hidden.items():
        photo = article.photos.get()
        own = [article, *article.quotes.all(), article.source, article.agency, *article.topics.all()]
        speaker = article.quotes.all()[0].speaker
        assert speaker
        addresses = [one.get_absolute_url() for one in [*own, speaker] if one]
        addresses += [photo.address, f"{photo.address}{photo.key}/480/"]
        addresses += [f"{speaker.get_absolute_url()}{door}" for door in ("feed/", "quotes.csv")]
        addresses += [f"{article.get_absolute_url()}cite/{form}/" for form in FORMS]
        assert article.published_on
        former = Address.objects.create(article=article, day=article.published_on, slug=f"former-{way}")
        addresses += [f"/{former}/", f"/{former}/cite/bibtex/", ended_preview(article), "/preview/shared/none/"]
        for address in addresses:
            response = client.get(address)
            assert response.status_code in {404, 410}, address
            assert "Location" not in response.headers
            assert f"Quux{way}" not in response.content.decode()


def ended_preview(article: Article) -> str:
    """The address of a preview link of the article that has run out."""
    return PreviewLink.objects.create(article=article, expires_at=timezone.now()).get_absolute_url()


@pytest.mark.parametrize("way", HIDDEN)
@pytest.mark.usefixtures("hidden")
def test_they_cannot_be_found_by_their_words_or_by_filters(client: Client, way: str) -> None:
    for field in ("Headline", "Standfirst", "Body", "Caption", "Byline", "Place", "Topic", "Speaker", "Source"):
        assert ">0 articles<" in client.get("/search/", {"q": f"{field}Quux{way}"}).content.decode()
    for name, value in (("source", "source"), ("agency", "agency"), ("topic", "topic"), ("speaker", "speaker")):
        assert client.get("/search/", {name: f"{value}quux{way}"}).status_code == 400


@pytest.mark.parametrize("way", HIDDEN)
@pytest.mark.usefixtures("hidden")
def test_what_was_said_in_them_cannot_be_found(client: Client, way: str) -> None:
    for query in (f"BodyQuux{way}", f"TermQuux{way}", f"speaker:SpeakerQuux{way}", f"headline:HeadlineQuux{way}"):
        assert ">0 quotes<" in client.get("/quotes/", {"q": query, "kind": "all"}).content.decode()
    assert client.get("/quotes/", {"speaker": f"speakerquux{way}"}).status_code == 400


@pytest.mark.usefixtures("hidden")
def test_counts_do_not_betray_them(client: Client) -> None:
    text = client.get("/search/", {"q": "common"}).content.decode()
    assert ">1 article<" in text
    assert set(re.findall(r'class="count">(\d+)<', text)) == {"1"}
    said = client.get("/quotes/", {"kind": "all"}).content.decode()
    assert ">2 quotes<" in said
    assert set(re.findall(r'class="count">(\d+)<', said)) == {"1", "2"}
    assert set(re.findall(r'class="count">(\d+)<', client.get("/people/").content.decode())) == {"1"}


@pytest.mark.usefixtures("hidden", "no_engine")
def test_without_the_engine_they_stay_hidden_too(client: Client) -> None:
    pages = walk(client)
    assert any("HeadlinePublic" in text for text in pages.values())
    assert [address for address, text in pages.items() if "quux" in (address + text).lower()] == []
