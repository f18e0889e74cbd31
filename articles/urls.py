"""Addresses of the archive's pages. The names are used by models, the admin and the templates."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.feeds import NewestFeed, person_feed, search_feed
from articles.sitemaps import sitemap_index, sitemap_month
from articles.views.about import about
from articles.views.article import article
from articles.views.calendar import day, month, year
from articles.views.changes import changes
from articles.views.cite import cite
from articles.views.explorer import explorer
from articles.views.exports import export_articles, export_quotes
from articles.views.front import front
from articles.views.limits import limited
from articles.views.opensearch import description
from articles.views.people import people, person
from articles.views.person_quotes import person_quotes
from articles.views.photos import photo
from articles.views.previews import preview, shared_preview
from articles.views.quotes import quote, quotes
from articles.views.robots import favicon, robots
from articles.views.sources import source, sources
from articles.views.suggest import suggest, suggest_to_browser
from articles.views.topics import topic, topics
from articles.views.trends import trends, trends_chart, trends_table


class Year:
    """Four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class TwoDigits:
    """A month or a day, always in two digits: one page has one address."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(Year, "year")
register_converter(TwoDigits, "two")


def page(route: str, view: Callable[..., HttpResponseBase], *, name: str) -> URLPattern:
    """The address of what is only read: it is told so (405) who would write, not asked for a form's token first."""
    return path(route, csrf_exempt(require_safe(view)), name=name)


urlpatterns = [
    page("", front, name="front"),
    page("search/", limited("search")(explorer), name="explorer"),
    page("search/export/<slug:form>/", limited("export")(export_articles), name="export-articles"),
    page("search/feed/<slug:form>/", limited("search")(search_feed), name="search-feed"),
    page("trends/", limited("trends")(trends), name="trends"),
    page("trends/table.csv", limited("trends")(trends_table), name="trends-table"),
    page("trends/chart.svg", limited("trends")(trends_chart), name="trends-chart"),
    page("suggest/", limited("suggest")(suggest), name="suggest"),
    page("suggest/browser/", limited("suggest")(suggest_to_browser), name="suggest-to-browser"),
    page("opensearch.xml", description, name="opensearch"),
    page("<year:year>/", year, name="year"),
    page("<year:year>/<two:month>/", month, name="month"),
    page("<year:year>/<two:month>/<two:day>/", day, name="day"),
    page("<year:year>/<two:month>/<two:day>/<slug:slug>/", limited("search")(article), name="article"),
    page(
        "<year:year>/<two:month>/<two:day>/<slug:slug>/changes/",
        limited("search", always=True)(changes),
        name="changes",
    ),
    page("<year:year>/<two:month>/<two:day>/<slug:slug>/cite/<slug:form>/", cite, name="cite"),
    page("quotes/", limited("search")(quotes), name="quotes"),
    page("quotes/export/<slug:form>/", limited("export")(export_quotes), name="export-quotes"),
    page("quotes/<int:pk>/", quote, name="quote"),
    page("people/", limited("search", costly="q")(people), name="people"),
    page("people/<slug:slug>/", person, name="person"),
    page("people/<slug:slug>/feed/", person_feed, name="person-feed"),
    page("people/<slug:slug>/quotes.csv", limited("export")(person_quotes), name="person-quotes"),
    page("sources/", sources, name="sources"),
    page("sources/<slug:slug>/", source, name="source"),
    page("topics/", topics, name="topics"),
    page("topics/<slug:slug>/", topic, name="topic"),
    page("photos/<int:pk>/", photo, name="photo"),
    page("preview/<int:pk>/", preview, name="preview"),
    page("preview/shared/<str:token>/", shared_preview, name="shared-preview"),
    page("photos/<int:pk>/<slug:key>/<int:width>/", photo, name="photo-size"),
    page("about/", about, name="about"),
    page("feed/", NewestFeed(), name="feed"),
    page("sitemap.xml", sitemap_index, name="sitemap"),
    page("sitemap-<year:year>-<two:month>.xml", sitemap_month, name="sitemap-month"),
    page("robots.txt", robots, name="robots"),
    page("favicon.ico", favicon, name="favicon"),
]
