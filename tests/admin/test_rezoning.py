"""Changing a source's zone in the admin."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from reversion.models import Version

from articles.models import Article, Source
from articles.search import sync
from tests.admin.pages import add_url, change_url, form_data
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db

CARACAS = "America/Caracas"


@pytest.fixture
def source() -> Source:
    source = make_source(name="Harbour Post")
    make_article(source=source, headline="Storm", published_at=datetime(2024, 3, 5, 1, 30, tzinfo=UTC))
    return source


def zone_url(source: Source) -> str:
    return f"/admin/articles/source/{source.pk}/zone/"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_source_that_is_there_leads_to_the_page_and_keeps_its_zone_in_its_form(
    editor: Client, source: Source
) -> None:
    url = change_url("source", source.pk)
    assert f'UTC <a href="{zone_url(source)}">change…</a>' in editor.get(url).content.decode()
    editor.post(url, form_data(editor, url) | {"time_zone": CARACAS})
    source.refresh_from_db()
    assert source.time_zone == "UTC"
    assert 'name="time_zone"' in editor.get(add_url("source")).content.decode()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("printed", "The printed times, days and addresses of the 1 article on the clock of this source stay"),
        ("moments", "1 of them gets another day and with it another address"),
        ("from-now", "The 1 article on the clock of this source keeps times, days and addresses: UTC is noted"),
    ],
)
def test_what_it_does_is_shown_first_and_then_done(editor: Client, source: Source, how: str, told: str) -> None:
    asked = {"time_zone": CARACAS, "how": how}
    text = text_of(editor.get(zone_url(source), asked))
    assert told in text
    assert "2024-03-05 01:30 (+0000)" in text
    assert Source.objects.get().time_zone == "UTC"
    page: Any = editor.post(zone_url(source), asked, follow=True)
    assert page.redirect_chain == [(change_url("source", source.pk), 302)]
    assert "The time zone is America/Caracas now. On its clock: 1 article." in text_of(page)
    assert Source.objects.get().time_zone == CARACAS
    comment = Version.objects.get_for_object(source).first().revision.comment
    assert comment == "Changed the time zone from UTC to America/Caracas."
    assert sync.check() == []


@pytest.mark.parametrize(
    ("asked", "mistake"),
    [
        ({"time_zone": "Caracas", "how": "printed"}, "is not a time zone"),
        ({"time_zone": "UTC", "how": "printed"}, "This is the zone it has."),
        ({"time_zone": CARACAS, "how": "somehow"}, "Select a valid choice"),
        ({"time_zone": "", "how": "printed"}, "This field is required."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_mistake_is_named_and_changes_nothing(
    editor: Client, source: Source, asked: dict[str, str], mistake: str, method: str
) -> None:
    text = text_of(getattr(editor, method)(zone_url(source), asked))
    assert mistake in text
    assert "Change the time zone" not in text
    assert Source.objects.get().time_zone == "UTC"


def test_a_source_without_articles_says_so(editor: Client) -> None:
    text = text_of(editor.get(zone_url(make_source()), {"time_zone": CARACAS, "how": "moments"}))
    assert "No article is on the clock of this source" in text


def test_somebody_without_rights_changes_nothing(reader: Client, source: Source) -> None:
    asked = {"time_zone": CARACAS, "how": "moments"}
    assert reader.post(zone_url(source), asked).status_code == 403
    assert Article.objects.get().published_on == datetime(2024, 3, 5, tzinfo=UTC).date()
