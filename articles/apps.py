"""The app's start."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles with their sources, people, quotes and search."""

    name = "articles"
    verbose_name = "Archive"
