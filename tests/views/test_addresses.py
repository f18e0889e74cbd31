"""Every public address: it answers, takes GET and HEAD only, and refuses parameters it does not know."""

import pytest
from django.test import Client

from articles.models import Article
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> list[str]:
    """One address of every kind."""
    person, topic = make_person(), make_topic()
    article: Article = make_article(slug="plan")
    article.topics.add(topic)
    quote = make_quote(article, "approved the plan", person)
    drain()
    records = [one.get_absolute_url() for one in (article, quote, person, topic, article.source)]
    lists = [
        "/",
        "/search/",
        "/2024/",
        "/2024/03/",
        "/2024/03/04/",
        "/quotes/",
        "/people/",
        "/sources/",
        "/topics/",
        "/trends/",
    ]
    machines = ["/feed/", "/sitemap.xml", "/sitemap-2024-03.xml", "/robots.txt"]
    machines += ["/search/export/csv/", "/search/feed/atom/", "/quotes/export/jsonl/", f"{records[0]}cite/ris/"]
    machines += ["/suggest/", "/suggest/browser/", "/opensearch.xml"]
    return [*records, *lists, *machines, "/about/"]


def test_every_address_answers_get_and_head(client: Client, addresses: list[str]) -> None:
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert [client.head(address).status_code for address in addresses] == [200] * len(addresses)


def test_every_address_refuses_other_methods_without_asking_for_a_token(addresses: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    for ask in (client.post, client.put, client.delete):
        for address in addresses:
            response = ask(address)
            assert (response.status_code, response.headers.get("Allow")) == (405, "GET, HEAD"), address


def test_every_address_names_a_parameter_it_does_not_know(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address, {"colour": "red"})
        assert response.status_code == 400
        assert "colour=red" in response.content.decode()


def test_the_favicon_that_browsers_try_is_there(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"] == "/static/favicon.ico"
