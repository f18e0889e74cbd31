"""How to cite an article: on its page, in its page's head, and as files."""

import html
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client
from django.utils import timezone

from articles.models import Address, Article
from tests.factories import make_article, make_person, make_quote, make_source, make_topic
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

ADDRESS = "/2025/02/20/council-asks-for-rain/"
FORMS = {
    "bibtex": ("application/x-bibtex; charset=utf-8", "council-asks-for-rain.bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "council-asks-for-rain.ris"),
    "csl-json": ("application/vnd.citationstyles.csl+json; charset=utf-8", "council-asks-for-rain.json"),
}


@pytest.fixture
def story() -> Article:
    """A story with everything a citation can tell."""
    article = make_article(
        headline="Council asks for “rain”",
        slug="council-asks-for-rain",
        byline="Rosa Perez; JF",
        source=make_source(name="Daily Mirror", time_zone="America/Caracas"),
        agency=make_source(name="Wire Press", kind="agency"),
        published_at=datetime(2025, 2, 20, 16, 49, tzinfo=UTC),
        url="https://mirror.example/rain",
    )
    article.topics.add(make_topic(name="Weather"))
    return article


def section(text: str) -> str:
    """The words under “How to cite”."""
    part = text.split('id="cite"')[1].split("</section>")[0]
    return html.unescape(re.sub(r"<[^>]+>", "", part))


def test_the_page_gives_three_styles_the_archive_s_address_and_the_day(read_page: ReadPage, story: Article) -> None:
    words = section(read_page(story.get_absolute_url()))
    today = timezone.localdate()
    assert f"Perez, R., & JF. (2025, February 20). Council asks for “rain.” Daily Mirror. News Archive. Retrieved {today:%B} {today.day}, {today.year}, from http://testserver{ADDRESS}" in words  # fmt: skip  # noqa: E501
    assert "Perez, Rosa, and JF. “Council asks for ‘rain.’” Daily Mirror, February 20, 2025. Archived at" in words
    assert f"20 Feb. 2025. News Archive, http://testserver{ADDRESS}. Accessed {today.day} " in words
    assert f"Archived athttp://testserver{ADDRESS}" in words
    assert f"Read on{today.day} {today:%B} {today.year}" in words


def test_the_page_s_head_speaks_zotero_s_language(read_page: ReadPage, story: Article) -> None:
    head = read_page(story.get_absolute_url()).partition("</head>")[0]
    tags = re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html.unescape(head))
    told = [tag for tag in tags if tag[0].startswith(("z:", "citation_", "DC."))]
    assert told == [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", "Council asks for “rain”"),
        ("citation_author", "Perez, Rosa"),
        ("citation_author", "JF"),
        ("citation_publication_date", "2025/02/20"),
        ("citation_journal_title", "Daily Mirror"),
        ("citation_language", "en"),
        ("citation_public_url", f"http://testserver{ADDRESS}"),
        ("DC.source", "Daily Mirror"),
        ("DC.subject", "Weather"),
    ]
    alternates = dict(re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', head))
    for form, (media_type, _) in FORMS.items():
        assert alternates[media_type.partition(";")[0]] == f"{ADDRESS}cite/{form}/"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_file_that_no_search_engine_lists(client: Client, story: Article, form: str) -> None:
    response = client.get(f"{story.get_absolute_url()}cite/{form}/")
    media_type, name = FORMS[form]
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_files_tell_the_same(client: Client, story: Article) -> None:
    texts = {form: client.get(f"{story.get_absolute_url()}cite/{form}/").content.decode() for form in FORMS}
    (bibtex,) = parse_string(texts["bibtex"]).entries
    (ris,) = rispy.loads(texts["ris"])
    (csl,) = json.loads(texts["csl-json"])
    assert bibtex["title"] == "{" + ris["title"] + "}" == "{" + csl["title"] + "}"
    assert bibtex["url"] == ris["urls"][0] == csl["URL"] == f"http://testserver{ADDRESS}"
    assert bibtex["keywords"] == ris["keywords"][0] == csl["keyword"] == "Weather"
    assert (
        ris["notes"] == csl["note"].split("\n") == ["Agency: Wire Press", "Published at: https://mirror.example/rain"]
    )


def test_a_quote_is_cited_by_its_own_address_and_by_its_article(read_page: ReadPage, story: Article) -> None:
    quote = make_quote(story, "rain", make_person(name="Luz Soto"))
    words = section(read_page(quote.get_absolute_url()))
    assert f"Luz Soto, quoted in “Council asks for “rain”,” Daily Mirror, 20 February 2025. News Archive, http://testserver{quote.get_absolute_url()}." in words  # fmt: skip  # noqa: E501
    assert f"News Archive, http://testserver{ADDRESS}. Accessed" in words


def test_a_former_address_leads_to_the_present_one(client: Client, story: Article) -> None:
    Address.objects.create(article=story, day=date(2025, 2, 20), slug="council-asks")
    response = client.get("/2025/02/20/council-asks/cite/ris/")
    assert (response.status_code, response.headers["Location"]) == (301, f"{ADDRESS}cite/ris/")


def test_what_is_not_there_or_not_public_has_no_citation(client: Client, story: Article) -> None:
    address = f"{story.get_absolute_url()}cite/ris/"
    assert client.get(address.replace("ris", "endnote")).status_code == 404
    assert client.get(address, {"colour": "red"}).status_code == 400
    assert client.post(address).status_code == 405
    Article.objects.filter(pk=story.pk).update(publish_at=timezone.now() + timedelta(days=1))
    assert client.get(address).status_code == 404
    Article.objects.filter(pk=story.pk).update(status="withheld", withheld_reason="Order of a court.")
    response = client.get(address)
    assert response.status_code == 410
    assert "Council asks" not in response.content.decode()
