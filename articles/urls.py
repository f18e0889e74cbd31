"""Addresses of the archive's pages. The names are used by models, the admin and the templates."""

from django.urls import path, register_converter
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

urlpatterns = [
    path("", front, name="front"),
    path("search/", limited("search")(explorer), name="explorer"),
    path("search/export/<slug:form>/", limited("export")(export_articles), name="export-articles"),
    path("search/feed/<slug:form>/", limited("search")(search_feed), name="search-feed"),
    path("trends/", limited("trends")(trends), name="trends"),
    path("trends/table.csv", limited("trends")(trends_table), name="trends-table"),
    path("trends/chart.svg", limited("trends")(trends_chart), name="trends-chart"),
    path("suggest/", limited("suggest")(suggest), name="suggest"),
    path("suggest/browser/", limited("suggest")(suggest_to_browser), name="suggest-to-browser"),
    path("opensearch.xml", description, name="opensearch"),
    path("<year:year>/", year, name="year"),
    path("<year:year>/<two:month>/", month, name="month"),
    path("<year:year>/<two:month>/<two:day>/", day, name="day"),
    path("<year:year>/<two:month>/<two:day>/<slug:slug>/", limited("search")(article), name="article"),
    path(
        "<year:year>/<two:month>/<two:day>/<slug:slug>/changes/",
        limited("search", always=True)(changes),
        name="changes",
    ),
    path("<year:year>/<two:month>/<two:day>/<slug:slug>/cite/<slug:form>/", cite, name="cite"),
    path("quotes/", limited("search")(quotes), name="quotes"),
    path("quotes/export/<slug:form>/", limited("export")(export_quotes), name="export-quotes"),
    path("quotes/<int:pk>/", quote, name="quote"),
    path("people/", limited("search", costly="q")(people), name="people"),
    path("people/<slug:slug>/", person, name="person"),
    path("people/<slug:slug>/feed/", person_feed, name="person-feed"),
    path("people/<slug:slug>/quotes.csv", limited("export")(person_quotes), name="person-quotes"),
    path("sources/", sources, name="sources"),
    path("sources/<slug:slug>/", source, name="source"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("photos/<int:pk>/", photo, name="photo"),
    path("preview/<int:pk>/", preview, name="preview"),
    path("preview/shared/<str:token>/", shared_preview, name="shared-preview"),
    path("photos/<int:pk>/<slug:key>/<int:width>/", photo, name="photo-size"),
    path("about/", about, name="about"),
    path("feed/", require_safe(NewestFeed()), name="feed"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<year:year>-<two:month>.xml", sitemap_month, name="sitemap-month"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
