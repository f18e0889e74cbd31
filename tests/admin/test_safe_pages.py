"""The admin's pages load nothing from elsewhere and hold no script or style of their own: the policy allows none."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import Article, Import, Original
from tests.factories import make_article, make_original, make_person, make_quote, make_source, make_topic

pytestmark = pytest.mark.django_db

START = ("/admin/", "/admin/account/", "/admin/second-factor/set-up/")
PUBLIC = "/admin/r/"
"""Leads to the public page of a record."""
MOST_PARAMETERS = 1


def walk(client: Client) -> dict[str, str]:
    """A page of every kind that links in the admin lead to, by its address."""
    seen: dict[str, str] = {}
    kinds: set[str] = set()
    waiting = list(START)
    while waiting:
        address = waiting.pop()
        if kind_of(address) in kinds:
            continue
        kinds.add(kind_of(address))
        response = client.get(address, follow=True)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        seen[address] = response.content.decode()
        base = address.partition("?")[0]
        links = re.findall(r'href="([^"#]+)', seen[address])
        targets = [(base + link if link.startswith("?") else link).replace("&amp;", "&") for link in links]
        waiting += [target for target in targets if target.startswith("/admin/") and not target.startswith(PUBLIC)]
    return seen


def kind_of(address: str) -> str:
    """The path, whatever its numbers, and the names of the parameters without their values."""
    path, _, query = address.partition("?")
    names = sorted(part.partition("=")[0] for part in query.split("&"))
    return re.sub("[0-9]+", "N", path) + " " + " ".join(names[:MOST_PARAMETERS])


def loaded(page: str) -> list[str]:
    """What a browser would fetch for the page, or send something to."""
    tags = re.findall(r"<(?:script|link|img|iframe|form|source|audio|video|object|embed|input|button)\b[^>]*>", page)
    return [found for tag in tags for found in re.findall(r'(?:src|href|action|formaction|data|srcset)="([^"]*)"', tag)]


@pytest.fixture
def filled(db: None) -> None:
    article = make_article(url="https://elsewhere.example/story/")
    make_article(status=Article.Status.DRAFT, published_at=None)
    make_quote(article, "approved the plan", make_person(), rule="same_sentence", confidence=0.5)
    article.topics.add(make_topic())
    make_source(homepage="https://elsewhere.example/")
    original = make_original()
    assert Original.objects.get() == original
    run = Import.objects.create(started_at=original.imported_at)
    run.items.create(path="council.txt", outcome="created", original=original)
    Group.objects.create(name="Readers of proofs")


@pytest.mark.usefixtures("filled")
def test_no_page_loads_anything_from_elsewhere_or_holds_scripts_and_styles(superuser: Client) -> None:
    pages = walk(superuser)
    assert {"/admin/articles/article/", "/admin/auth/user/", "/admin/articles/quote/queue/"} <= {
        address.partition("?")[0] for address in pages
    }
    assert len(pages) > 50
    away = {(address, found) for address, page in pages.items() for found in loaded(page) if "//" in found}
    assert away == set()
    for address, page in pages.items():
        scripts = re.findall(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", page)
        assert (address, scripts, re.findall(r"<style\b|\son[a-z]+=\"|\sstyle=\"", page)) == (address, [], [])


def test_the_walk_would_find_it() -> None:
    page = '<link href="https://cdn.example/a.css"><img alt="" src="//cdn.example/b.png"><a href="https://c.example/">'
    assert loaded(page) == ["https://cdn.example/a.css", "//cdn.example/b.png"]


def test_the_pages_before_the_desk_load_nothing_from_elsewhere_either(client: Client) -> None:
    User.objects.create_user("elena", password="a long word for Elena", is_staff=True)
    for address in ("/admin/login/", "/admin/second-factor/"):
        page = client.get(address, follow=True).content.decode()
        assert page
        assert [found for found in loaded(page) if "//" in found] == []
