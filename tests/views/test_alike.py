"""More like this, and who else carried it: on the article's page."""

from datetime import UTC, datetime
from typing import Any

import pytest

from articles.models import Article
from tests.factories import make_article, make_source
from tests.views.conftest import ReadPage

pytestmark = pytest.mark.django_db

STORY = (
    "The trawler Ottoline sank off Guamare on Friday night with forty tonnes of herring on board.\n\n"
    "All nine of its crew were taken off by the lifeboat, the harbour master said, and nobody was hurt. "
    "Divers will look at the wreck when the storm has passed, which is not expected before Tuesday."
)
EDITED = STORY.replace("on Friday night", "late on Friday").replace("nobody was hurt", "no one was hurt")
SEQUEL = (
    "Divers who went down to the trawler Ottoline off Guamare found its nets torn and the herring gone.\n\n"
    "Its crew and the lifeboat men were there when the harbour master told what forty tonnes on board had done."
)


@pytest.fixture(autouse=True)
def _an_archive_of_other_things() -> None:
    source = make_source()
    for number in range(60):
        make_article(source=source, body=f"The council met about street {number} and said yes to the plan.")


def make_story(body: str = STORY, source: str = "Gazette", hour: int = 9, **fields: Any) -> Article:
    """An article on the trawler."""
    paper = make_source(name=source)
    return make_article(
        **({"headline": f"In the {source}", "published_at": datetime(2024, 3, 4, hour, 30, tzinfo=UTC)} | fields),
        body=body,
        source=paper,
    )


def section(page: str, name: str) -> str:
    """What stands under one of the headings at the article's end; nothing where there is no such heading."""
    return page.partition(f'class="label">{name}</h2>')[2].partition("</section>")[0]


def test_like_articles_are_shown_and_copies_apart_with_source_and_time_earliest_first(read_page: ReadPage) -> None:
    article = make_story()
    make_story(EDITED, "Evening Post", hour=18)
    make_story(STORY, "Morning Star", hour=6)
    make_story(SEQUEL, "Weekly")
    page = read_page(article.get_absolute_url())
    carried, more = section(page, "Also carried by"), section(page, "More like this")
    assert carried.index("Morning Star") < carried.index("6:30 am") < carried.index("Evening Post")
    assert "6:30 pm (UTC)" in carried
    assert "In the Weekly" not in carried
    assert "In the Weekly" in more
    assert "Evening Post" not in more
    assert "Council approves" not in carried + more


def test_of_the_copies_of_another_article_one_is_shown(read_page: ReadPage) -> None:
    article = make_story(SEQUEL)
    for source in ("Post", "Star", "Echo"):
        make_story(STORY, source)
    more = section(read_page(article.get_absolute_url()), "More like this")
    assert more.count("<h3") == 1


def test_an_article_like_no_other_says_nothing(read_page: ReadPage) -> None:
    article = make_article(headline="Zebra", body="Xylophone quartz vortex.")
    page = read_page(article.get_absolute_url())
    assert "Also carried by" not in page
    assert "More like this" not in page


def test_what_is_hidden_since_the_index_was_written_is_left_out(read_page: ReadPage) -> None:
    article = make_story()
    copy = make_story(EDITED, "Post")
    assert section(read_page(article.get_absolute_url()), "Also carried by")
    Article.objects.filter(pk=copy.pk).update(status=Article.Status.DRAFT)  # past the index
    page = read_page(article.get_absolute_url())
    assert "In the Post" not in page


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_article_is_read_all_the_same(read_page: ReadPage) -> None:
    article = make_story()
    make_story(EDITED, "Post")
    page = read_page(article.get_absolute_url())
    assert "Ottoline" in page
    assert "Also carried by" not in page
