"""Django's admin with the archive's own front door."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin, whose site asks for a second factor."""

    default = False
    default_site = "articles.signin.site.Desk"
