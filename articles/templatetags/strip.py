"""The bars of the coverage strip, drawn and as rows of a table.

They are put together here, because a template takes five times as long for each of up to a hundred bars, and
`format_html` twice as long: of what a bar says only its address may hold what must be escaped.
"""

from collections.abc import Sequence
from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Bar(Protocol):
    """What is needed of one bar."""

    label: str
    count: int
    held: int | None
    url: str
    x: str
    width: str
    bar_x: str
    bar_width: str
    y: int
    height: int

    @property
    def share(self) -> str:
        """In per cent of what is held."""
        ...

    @property
    def of_held(self) -> str:
        """The share in words."""
        ...


@register.simple_tag
def strip_bars(bars: Sequence[Bar], noun: str) -> SafeString:
    """The bars, each a link that says how many of what it stands for."""
    return mark_safe("\n".join(_bar(bar, noun) for bar in bars))  # noqa: S308 — addresses are escaped below


@register.simple_tag
def strip_rows(bars: Sequence[Bar]) -> SafeString:
    """The same as rows of a table; with what is held and the share of it, where that was asked for."""
    return mark_safe("".join(_row(bar) for bar in bars))  # noqa: S308 — addresses are escaped below


def _bar(bar: Bar, noun: str) -> str:
    told = f"{bar.label}: {bar.count:,}"
    nouns = noun if bar.count == 1 else f"{noun}s"
    return (
        f'<a {_link(bar)} aria-label="{told} {nouns}{bar.of_held}">'
        f"<title>{told}{bar.of_held}</title>"
        f'<rect class="strip-reach" x="{bar.x}" y="0" width="{bar.width}" height="56"/>'
        f'<rect class="strip-bar" x="{bar.bar_x}" y="{bar.y}" width="{bar.bar_width}" height="{bar.height}"/></a>'
    )


def _row(bar: Bar) -> str:
    share = "" if bar.held is None else f"<td>{bar.held:,}</td><td>{bar.share}</td>"
    return f'<tr><th scope="row"><a {_link(bar)}>{bar.label}</a></th><td>{bar.count:,}</td>{share}</tr>'


def _link(bar: Bar) -> str:
    """Machines follow links to the calendar, not those to questions."""
    rel = ' rel="nofollow"' if "?" in bar.url else ""
    return f'href="{escape(bar.url)}"{rel}'
