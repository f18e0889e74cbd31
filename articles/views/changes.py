"""What changed in an article while readers could read it: its wordings compared word by word, the last change first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.archive.published import FIELDS, Wording, published_wordings
from articles.forms import read
from articles.models import Article
from articles.views.addresses import article_at
from articles.views.calendar import day_of
from articles.wording import Segment, compare

MOST_SHOWN = 20
"""Changes on the page."""
MOST_COMPARED = 400_000
"""Characters that are compared for one page, which takes about a second; the last change is shown however long."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became another wording at a moment: the fields that differ, by name."""

    at: datetime
    fields: Sequence[tuple[str, Sequence[Segment]]]


@require_safe
def changes(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """The changes of a public article; where the article has moved, so have they."""
    read(request)
    found = article_at(day_of(year, month, day), slug)
    if found.status == Article.Status.WITHHELD:
        return render(request, "errors/410.html", {"withheld": found}, status=410)
    address = changes_address(found)
    if address != request.path:
        return redirect(address, permanent=True)
    wordings = published_wordings(found)
    pairs = list(pairwise(wordings.each))
    shown = list(_bearable(reversed(pairs)))
    context = {
        "article": found,
        "changes": [_change(old, new) for old, new in shown],
        "more": wordings.more or len(pairs) > len(shown),
        "unreadable": wordings.unreadable,
        "corrections": list(found.corrections.all()),
    }
    return render(request, "articles/changes.html", context)


def _bearable(pairs: Iterable[tuple[Wording, Wording]]) -> Iterator[tuple[Wording, Wording]]:
    """The first of these that are not too many and not too long together."""
    length = 0
    for number, (old, new) in enumerate(pairs):
        length += sum(len(wording.texts[name]) for wording in (old, new) for name in FIELDS)
        if number and (number >= MOST_SHOWN or length > MOST_COMPARED):
            return
        yield old, new


def changes_address(found: Article) -> str:
    """Where the changes of a public article are told."""
    return f"{found.get_absolute_url()}changes/"


def _change(old: Wording, new: Wording) -> Change:
    differing = [name for name in FIELDS if old.texts[name] != new.texts[name]]
    return Change(new.since, [(name.capitalize(), compare(old.texts[name], new.texts[name])) for name in differing])
