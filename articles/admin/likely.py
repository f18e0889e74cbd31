"""Likely duplicates among people, each pair with the way to compare them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin.comparing import quote_counts
from articles.admin.merging import MergingAdmin, admin_page, comparison_url, only_mergers
from articles.archive.duplicates import likely_duplicates
from articles.models import Person

PAIRS_A_PAGE = 50


class LikelyDuplicatesAdmin(MergingAdmin):
    """Merging, and a page of pairs whose names may mean one person."""

    change_list_template = "admin/articles/people_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The page beside the others."""
        view = self.admin_site.admin_view(self.duplicates_view)
        return [path("duplicates/", view, name="articles_person_duplicates"), *super().get_urls()]

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Pairs of people whose names may mean one person."""
        only_mergers(self, request)
        page = Paginator(likely_duplicates(), PAIRS_A_PAGE).get_page(request.GET.get("page"))
        ids = {pk for alike in page for pk in alike.people}
        people, counts = Person.objects.in_bulk(ids), quote_counts(list(ids))
        rows: list[dict[str, Any]] = [
            {
                "people": [(people[pk], counts.get(pk, 0)) for pk in alike.people if pk in people],
                "why": alike.why.value,
                "compare": comparison_url(Person, alike.people),
            }
            for alike in page
        ]
        return admin_page(
            self, request, "admin/articles/duplicates.html", "Likely duplicates", {"rows": rows, "page": page}
        )
