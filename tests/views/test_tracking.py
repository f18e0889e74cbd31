"""Links shared in newsletters and social media carry parameters that mean nothing to the archive."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from articles import forms
from articles.models import Address, Article
from articles.search.sync import drain
from articles.views.tracking import FAMILIES, NAMES, TrackingMiddleware, is_tracking
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

CARRIED = "utm_source=newsletter&fbclid=Iw_AR1&UTM_Medium=e-mail&%75tm_campaign=x%26y&gclid&mc_eid="
PAGES = [
    "/",
    "/search/",
    "/search/?q=granizo&source=el-diario",
    "/search/export/csv/?q=granizo",
    "/search/feed/atom/?q=granizo",
    "/search/feed/json/?q=granizo",
    "/trends/?q=granizo",
    "/trends/chart.svg?q=granizo",
    "/quotes/?q=nunca",
    "/people/",
    "/people/rosa-perez/",
    "/people/rosa-perez/feed/",
    "/sources/",
    "/sources/el-diario/",
    "/topics/weather/",
    "/2023/01/09/",
    "/2023/01/09/tormenta-en-quito/",
    "/2023/01/09/tormenta-en-quito/?q=granizo&at=1",
    "/2023/01/09/tormenta-en-quito/changes/",
    "/2023/01/09/tormenta-en-quito/cite/bibtex/",
    "/feed/",
    "/about/",
    "/suggest/?q=torm",
    "/opensearch.xml",
    "/sitemap.xml",
]


@pytest.mark.usefixtures("storm")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_the_same_as_without_them(client: Client, address: str) -> None:
    drain()
    plain, carried = (client.get(one) for one in (address, f"{address}{'&' if '?' in address else '?'}{CARRIED}"))
    assert (plain.status_code, carried.status_code) == (200, 200)
    texts = [re.sub(r"as_of=[^\"&]*", "", each.getvalue().decode()) for each in (plain, carried)]
    assert texts[0] == texts[1]
    assert "utm_" not in texts[1]


@pytest.mark.usefixtures("storm")
def test_they_stand_anywhere_and_the_others_stay_as_they_are(read_page: ReadPage, client: Client) -> None:
    assert "Tormenta" in read_page("/search/?utm_source=x&q=cay%C3%B3+granizo&fbclid=y&sort=oldest")
    assert client.get("/search/?utm_source=x&q=granizo&fbclid=y&sort=oldest").wsgi_request.GET.urlencode() == (
        "q=granizo&sort=oldest"
    )


def test_a_redirect_leaves_them_behind(client: Client, storm: Article) -> None:
    Address.objects.create(article=storm, day=date(2023, 1, 9), slug="working-title")
    response = client.get("/2023/01/09/working-title/?fbclid=x&q=granizo&utm_source=y")
    assert (response.status_code, response["Location"]) == (301, f"{storm.get_absolute_url()}?q=granizo")


@pytest.mark.parametrize("name", ["utm", "utmsource", "sorce", "clid", "xfbclid", "quelle", "ga", "ref"])
def test_all_others_are_refused_by_name(read_page: ReadPage, name: str) -> None:
    text = read_page("/search/", status=400, **{name: "x", "utm_source": "y"})
    assert "There is no such parameter" in text
    assert f"<code>{name}=x</code>" in text
    assert "utm_source" not in text


def test_none_of_them_is_a_parameter_of_a_page() -> None:
    known = {
        name
        for form in vars(forms).values()
        if isinstance(form, type) and issubclass(form, forms.Parameters)
        for name in form.base_fields
    }
    assert "q" in known
    assert not [name for name in known if is_tracking(name)]


def test_they_are_documented() -> None:
    told = Path(settings.BASE_DIR, "docs", "pages.md").read_text(encoding="utf-8")
    assert not [name for name in (*FAMILIES, *NAMES) if f"`{name}`" not in told]


def test_nothing_is_read_anew_where_there_are_none() -> None:
    request = RequestFactory().get("/search/?q=%E9&b=%zz&&x")
    given = request.META["QUERY_STRING"]
    TrackingMiddleware(lambda _: HttpResponse())(request)
    assert request.META["QUERY_STRING"] == given
