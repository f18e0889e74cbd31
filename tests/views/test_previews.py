"""Previews: any state as readers will see it, for the desk and for whoever was sent a link, and for nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editors import CONTRIBUTOR, EDITOR
from articles.models import Article, Photo, PreviewLink, RelatedLink
from tests.factories import make_article, make_person, make_quote
from tests.views.conftest import ReadPage
from tests.views.test_photos import make_photo

pytestmark = pytest.mark.django_db


STATES: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "scheduled": {"publish_at": timezone.now() + timedelta(days=30)},
    "withheld": {"status": "withheld", "withheld_reason": "A court forbade it."},
    "published": {},
}
SAYS = {
    "draft": "Readers do not see it",
    "scheduled": "and not before",
    "withheld": "A court forbade it.",
    "published": "Readers see this article as it is here",
}


def member(name: str, group: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return member("elena", EDITOR)


def make_story(state: str, **fields: Any) -> Article:
    article = make_article(
        headline="Council asks for rain", body="“We need rain,” Rosa Perez said.", **(STATES[state] | fields)
    )
    make_quote(article, "We need rain,", make_person(name="Rosa Perez"))
    return article


def make_link(article: Article, days: float = 7, **fields: Any) -> PreviewLink:
    return PreviewLink.objects.create(article=article, expires_at=timezone.now() + timedelta(days=days), **fields)


def is_private(response: Any) -> bool:
    """Whether caches, search engines and other sites are kept from it."""
    headers = response.headers
    return (
        headers["Cache-Control"] == "private, no-store"
        and headers["Referrer-Policy"] == "no-referrer"
        and "noindex" in headers["X-Robots-Tag"]
        and "ETag" not in headers
    )


def story_of(text: str) -> str:
    """The article as printed, from a page."""
    return text.partition("<article")[2].partition("</article>")[0]


@pytest.mark.parametrize("state", STATES)
def test_the_desk_sees_every_state_with_a_bar_that_says_so(editor: Client, state: str) -> None:
    article = make_story(state)
    response = editor.get(f"/preview/{article.pk}/")
    text = response.content.decode()
    assert response.status_code == 200
    assert is_private(response)
    assert "<strong>Preview.</strong>" in text
    assert SAYS[state] in text
    assert "Council asks for rain</h1>" in text
    assert "ld+json" not in text
    assert "canonical" not in text


def test_it_is_what_readers_will_see(editor: Client, read_page: ReadPage) -> None:
    article = make_story("draft")
    before = story_of(editor.get(f"/preview/{article.pk}/").content.decode())
    article.status = Article.Status.PUBLISHED
    article.save()
    assert story_of(read_page(article.get_absolute_url())) == before
    assert "Rosa Perez" in before


def test_a_draft_without_a_date_can_be_looked_at(editor: Client) -> None:
    article = make_story("draft", published_at=None)
    text = editor.get(f"/preview/{article.pk}/").content.decode()
    assert "it has no date yet" in text
    assert "How to cite" not in text


def test_nobody_else_sees_it(client: Client) -> None:
    article = make_story("draft", created_by=User.objects.create_user("nora"))
    for address in (f"/preview/{article.pk}/", f"/preview/{article.pk + 1000}/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"] == f"/admin/login/?next={address}"
    signed_in = Client()
    signed_in.force_login(User.objects.create_user("rosa", is_staff=True))
    assert signed_in.get(f"/preview/{article.pk}/").status_code == 404
    assert member("cora", CONTRIBUTOR).get(f"/preview/{article.pk}/").status_code == 404


def test_a_contributor_sees_own_drafts(client: Client) -> None:
    cora = member("cora", CONTRIBUTOR)
    user = User.objects.get(username="cora")
    assert cora.get(f"/preview/{make_story('draft', created_by=user).pk}/").status_code == 200
    assert cora.get(f"/preview/{make_story('scheduled', created_by=user).pk}/").status_code == 404


def test_where_a_second_factor_is_asked_for_it_is_asked_for_here(editor: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert editor.get(f"/preview/{make_story('draft').pk}/").status_code == 302


@pytest.mark.parametrize("state", ["draft", "scheduled", "withheld"])
def test_whoever_has_the_link_sees_it(client: Client, state: str) -> None:
    link = make_link(make_story(state))
    response = client.get(link.get_absolute_url())
    text = response.content.decode()
    assert response.status_code == 200
    assert is_private(response)
    assert "Council asks for rain</h1>" in text
    assert "by a link that was sent to you" in text
    assert "/admin/" not in text


def test_once_readers_see_the_article_the_link_leads_there(client: Client) -> None:
    link = make_link(make_story("published"))
    response = client.get(link.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, link.article.get_absolute_url())
    assert is_private(response)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"days": -0.001}, "worked for some days"),
        ({"revoked_at": timezone.now()}, "An editor has closed the link"),
    ],
)
def test_a_link_that_has_ended_says_so_and_nothing_of_the_article(
    client: Client, fields: dict[str, Any], says: str
) -> None:
    response = client.get(make_link(make_story("draft"), **fields).get_absolute_url())
    text = response.content.decode()
    assert response.status_code == 410
    assert is_private(response)
    assert says in text
    assert "rain" not in text


def test_a_link_shows_nothing_of_what_is_in_the_trash(client: Client, editor: Client) -> None:
    article = make_story("draft", trashed_from="draft")
    link = make_link(article)
    Article.objects.filter(pk=article.pk).update(status="trashed", trashed_at=timezone.now())
    response = client.get(link.get_absolute_url())
    assert response.status_code == 410
    assert "Council" not in response.content.decode()
    assert "in the trash" in editor.get(f"/preview/{article.pk}/").content.decode()


def test_withholding_shuts_the_links_made_before(client: Client) -> None:
    article = make_story("scheduled")
    before = make_link(article)
    article.status, article.withheld_reason = Article.Status.WITHHELD, "A court forbade it."
    article.save()
    after = make_link(article)
    response = client.get(before.get_absolute_url())
    assert response.status_code == 410
    assert "court" not in response.content.decode()
    assert client.get(after.get_absolute_url()).status_code == 200


def test_a_made_up_link_opens_nothing(client: Client) -> None:
    link = make_link(make_story("draft"))
    key, _, signature = link.token.partition("~")
    other = make_link(make_story("draft")).key
    for token in (key, f"{key}~", f"{other}~{signature}", f"{key}~{signature[:-1]}", "x", "~"):
        response = client.get(f"/preview/shared/{token}/")
        assert response.status_code == 404
        assert "Council" not in response.content.decode()


def test_photos_are_seen_by_whoever_sees_the_preview(client: Client, editor: Client) -> None:
    article, other = make_story("draft"), make_story("draft")
    photo = make_photo(article)
    link, others = make_link(article), make_link(other)
    address = f"/photos/{photo.pk}/"
    assert f'src="{address}?preview={link.token}"' in client.get(link.get_absolute_url()).content.decode()
    for response in (client.get(address, {"preview": link.token}), editor.get(address)):
        assert response.getvalue().startswith(b"\x89PNG")
        assert is_private(response)
    assert client.get(address).status_code == 404
    assert client.get(address, {"preview": others.token}).status_code == 404
    link.revoked_at = timezone.now()
    link.save()
    assert client.get(address, {"preview": link.token}).status_code == 404
    assert member("cora", CONTRIBUTOR).get(address).status_code == 404


def test_an_answer_does_not_tell_whether_there_is_a_hidden_photo(client: Client) -> None:
    photo = make_photo(make_story("draft"))
    client.cookies["sessionid"] = "made up"
    there, nowhere = client.get(f"/photos/{photo.pk}/"), client.get(f"/photos/{photo.pk + 1000}/")
    assert (there.status_code, there.headers.get("Vary")) == (nowhere.status_code, nowhere.headers.get("Vary"))


def test_a_preview_costs_the_same_however_much_belongs_to_the_article(client: Client, editor: Client) -> None:
    def cost(look: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert look.get(address).status_code == 200
        return len(queries)

    article = make_story("draft")
    link = make_link(article)
    pages = [(editor, f"/preview/{article.pk}/"), (client, link.get_absolute_url())]
    before = [cost(*page) for page in pages]
    for number in range(8):
        make_quote(article, f"Word {number}", make_person(name=f"Person {number}"))
        RelatedLink.objects.create(article=article, title=f"Link {number}", target=make_article())
        Photo.objects.create(article=article, caption=f"Caption {number}")
        make_link(article)
    after = [cost(*page) for page in pages]
    assert after == [count + 1 for count in before]  # the links' articles, asked for once
