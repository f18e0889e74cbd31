"""The admin's search box: the one engine, asked for drafts and withheld articles too."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article
from articles.text import fold


def search_articles(request: HttpRequest, queryset: QuerySet[Article], words: str) -> Any:  # noqa: ARG001
    """The articles of `queryset` that match the words, best first."""
    if not words.strip():
        return queryset
    return queryset.filter(headline_key__startswith=fold(words))
