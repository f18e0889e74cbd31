"""The bars of the coverage strip, drawn and as rows of a table.

They are put together here, because a template takes five times as long for each of up to a hundred bars.
"""

from collections.abc import Sequence
from typing import Protocol

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_BAR = (
    '<a href="{0}"{1} aria-label="{2}: {3} {4}{5}"><title>{2}: {3}{5}</title>'
    '<rect class="strip-reach" x="{6}" y="0" width="{7}" height="56"/>'
    '<rect class="strip-bar" x="{8}" y="{9}" width="{10}" height="{11}"/></a>'
)
_ROW = '<tr><th scope="row"><a href="{}"{}>{}</a></th><td>{}</td>{}</tr>'
_SHARE = "<td>{}</td><td>{}</td>"


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
    return format_html_join(
        "\n",
        _BAR,
        (
            (
                *(bar.url, _rel(bar), bar.label, intcomma(bar.count), _plural(noun, bar.count), bar.of_held),
                *(bar.x, bar.width, bar.bar_x, bar.y, bar.bar_width, bar.height),
            )
            for bar in bars
        ),
    )


@register.simple_tag
def strip_rows(bars: Sequence[Bar]) -> SafeString:
    """The same as rows of a table; with what is held and the share of it, where that was asked for."""
    return format_html_join(
        "", _ROW, ((bar.url, _rel(bar), bar.label, intcomma(bar.count), _share(bar)) for bar in bars)
    )


def _rel(bar: Bar) -> SafeString:
    """Machines follow links to the calendar, not those to questions."""
    return format_html(' rel="{}"', "nofollow") if "?" in bar.url else SafeString()


def _share(bar: Bar) -> SafeString:
    return SafeString() if bar.held is None else format_html(_SHARE, intcomma(bar.held), bar.share)


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
