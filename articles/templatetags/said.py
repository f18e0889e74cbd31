"""The words of a quote in a list, with the sentence around them.

They are put together here, because a template takes three times as long for each.
"""

from collections.abc import Sequence
from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Quote
from articles.search.engine import Passage
from articles.templatetags.archive import mark

register = template.Library()


class Around(Protocol):
    """What stands before and after the words, where that is known."""

    before: str
    after: str
    known: bool


class Saying(Protocol):
    """What is needed of one quote of a list."""

    quote: Quote
    words: Passage
    around: Around

    @property
    def parts(self) -> Sequence[tuple[Passage, str]]:
        """The parts of the words, each with the reporter's words that follow it up to the next."""
        ...


@register.simple_tag
def in_sentence(saying: Saying) -> SafeString:
    """The words, each part between its marks and a link to the quote's page, and beside them what stands around."""
    address, around = escape(saying.quote.get_absolute_url()), saying.around
    if not around.known:
        return mark_safe(f'<q><a href="{address}">{mark(saying.words)}</a></q>')  # noqa: S308 — all of it is escaped
    parts = "".join(
        f'<q class="bare"><a href="{address}">{mark(words)}</a></q>{_around(gap) if gap else ""}'
        for words, gap in saying.parts
    )
    return mark_safe(f"{_around(around.before)}{parts}{_around(around.after)}")  # noqa: S308 — all of it is escaped


def _around(text: str) -> str:
    return f'<span class="around">{escape(text)}</span>'
