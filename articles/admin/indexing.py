"""Search follows what an editor changed in bulk."""

from django.contrib import messages
from django.http import HttpRequest

from articles.search import sync
from articles.search.engine import SearchUnavailable


def bring_index_up(request: HttpRequest) -> None:
    """Bring the index up to date; the editor is told where that takes a while or cannot be, and nothing is lost."""
    try:
        if waiting := sync.drain_soon():
            messages.info(request, f"Search follows in a while: {waiting:,} stories are being indexed.")
    except SearchUnavailable as error:
        messages.warning(request, f"Done, but search does not show it yet: {error}")
