"""The pages that are measured: drawn from the archive, the same ones every time."""

import random
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.models import Article, Person, Quote, Source
from tests.benchmarks.scale.questions import Deck, Question

EACH = 200
_MOST_DRAWN = 2_000  # keys: some are of drafts, of quotes without a speaker, or of nothing


def public_pages() -> dict[str, list[str]]:
    """Addresses by the kind of page; sources and people who have much come often, as they do with readers."""
    chance = random.Random(4)
    rows = Article.objects.public().select_related("source").in_bulk(_keys(chance, Article))
    articles = [row for row in rows.values() if row.published_on][:EACH]
    spoken = Quote.objects.public().exclude(speaker=None).select_related("speaker").in_bulk(_keys(chance, Quote))
    people = [quote.speaker for quote in spoken.values() if quote.speaker][:EACH]
    return {
        "front": ["/"] * EACH,
        "explorer": [_explorer(question) for question in Deck().draw()],
        "article": [article.get_absolute_url() for article in articles],
        "day": [f"/{article.published_on:%Y/%m/%d}/" for article in articles],
        "source": [article.source.get_absolute_url() for article in articles],
        "person": [person.get_absolute_url() for person in people],
    }


def editors_pages() -> dict[str, str]:
    """The admin's list of articles in the ways it is used, the other long lists, the queues and the forms."""
    articles = reverse("admin:articles_article_changelist")
    word, other = Deck().broad[:2]
    some = Article.objects.public().order_by("pk")[0]
    source = some.source_id
    chooser = f"{reverse('admin:autocomplete')}?app_label=articles&term=ma"
    return {
        "the desk's front page": reverse("admin:index"),
        "articles": articles,
        "articles, page 100": f"{articles}?p=100",
        "articles, searched": f"{articles}?q={word}",
        "articles, searched for two words": f"{articles}?{urlencode({'q': f'{word} {other}'})}",
        "articles, published": f"{articles}?state=published",
        "articles, drafts": f"{articles}?state=draft",
        "articles, of 2010": f"{articles}?published=2010",
        "articles, of one source": f"{articles}?source={source}",
        "articles, in one language": f"{articles}?language=en",
        "articles, in one language of one source": f"{articles}?language=en&source={source}",
        "articles, quoting one person": f"{articles}?speaker={_keys(random.Random(4), Person)[0]}",
        "articles, filtered and searched": f"{articles}?q={word}&state=published&published=2010",
        "people": reverse("admin:articles_person_changelist"),
        "quotes": reverse("admin:articles_quote_changelist"),
        "quotes to check": reverse("admin:articles_quote_queue"),
        "stories to review": reverse("admin:articles_importitem_changelist"),
        "likely duplicates": reverse("admin:articles_twins_changelist"),
        "related links without an article": reverse("admin:articles_relatedlink_changelist"),
        "an article's form": reverse("admin:articles_article_change", args=[some.pk]),
        "an article's history": reverse("admin:articles_article_history", args=[some.pk]),
        "choosing a speaker": f"{chooser}&model_name=quote&field_name=speaker",
        "choosing a source": f"{chooser}&model_name=article&field_name=source",
    }


def editors_cookie() -> str:
    """The session of somebody who may see everything."""
    editor, _ = get_user_model().objects.get_or_create(
        username="benchmark", defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(editor)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _keys(chance: random.Random, model: type[Article] | type[Person] | type[Quote]) -> list[int]:
    last = model._default_manager.order_by("pk").values_list("pk", flat=True).last() or 0
    return chance.sample(range(1, last + 1), min(_MOST_DRAWN, last))


def _explorer(question: Question) -> str:
    asked = {"q": question.text}
    if question.source is not None:
        asked["source"] = Source.objects.get(pk=question.source).slug
    if question.first_day and question.last_day:
        asked |= {"since": str(question.first_day), "until": str(question.last_day)}
    return f"{reverse('explorer')}?{urlencode(asked)}"
