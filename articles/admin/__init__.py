"""The admin: where editors and archivists work. One module for each noun."""

from django.conf import settings
from django.contrib import admin

from articles.admin import accounts, articles, decided, imports, originals, people, sources, topics, unsettled

__all__ = ["accounts", "articles", "decided", "imports", "originals", "people", "sources", "topics", "unsettled"]

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME
admin.site.enable_nav_sidebar = False
admin.site.index_title = "Editors' desk"
