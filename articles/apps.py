"""The app's start."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

LOADED_WITH_THE_TABLES = (
    "articles.signin.log",
    "articles.search.residence",
    "articles.search.signals",
    "articles.archive.pictures",
    "articles.checks",
)
"""Modules that register with Django and need the tables: they can be loaded only once all apps are."""


class ArticlesConfig(AppConfig):
    """Articles with their sources, people, quotes and search."""

    name = "articles"
    verbose_name = "Archive"

    def ready(self) -> None:
        """Load what registers itself with Django."""
        for module in LOADED_WITH_THE_TABLES:
            import_module(module)
        # after django.contrib.auth, whose ready() has run by now, has made the permissions
        groups = import_module("articles.editors").keep_groups
        post_migrate.connect(groups, sender=self, dispatch_uid="desk-groups")
        renew = import_module("articles.archive.statistics").renew_statistics
        post_migrate.connect(renew, sender=self, dispatch_uid="statistics")
