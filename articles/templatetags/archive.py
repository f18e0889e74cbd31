"""What templates need beyond Django's own: marked passages, dates in words, names of languages, linked data.

What stands on a page for each line of a list is put together here, because a template takes five times as long.
"""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.languages import language_name as name_of
from articles.languages import reads_right_to_left
from articles.models import Article, Quote
from articles.search.engine import Marker, Passage
from articles.text import excerpt as excerpt_of

register = template.Library()

_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def mark(passage: Passage) -> SafeString:
    """The passage's text, escaped, with its ranges in <mark>."""
    if not passage.ranges:
        return conditional_escape(passage.text)
    pieces: list[tuple[str, str]] = []
    position = 0
    for start, end in sorted(passage.ranges):
        if start >= position:
            pieces.append((passage.text[position:start], passage.text[start:end]))
            position = end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marked, passage.text[position:])


@register.simple_tag(takes_context=True)
def name(context: Context, text: str, *fields: str) -> SafeString:
    """A name as a page shows it, marked where the page's search asks for it in one of these fields."""
    names: Marker | None = context.get("names")
    if names is None:
        return conditional_escape(text)
    passages = [names.mark(text, field, "") for field in fields]
    return mark(Passage(passages[0].text, tuple({place for passage in passages for place in passage.ranges})))


@register.filter
def breaks_in(passage: Passage) -> bool:
    """Whether a passage begins in the middle of a sentence."""
    first = passage.text[:1]
    return first.islower() or first in {"&", ",", ";", "–", "—", "-"}


@register.filter
def breaks_off(passage: Passage) -> bool:
    """Whether a passage ends in the middle of a sentence."""
    return passage.text[-1:].isalnum() or passage.text.endswith((",", ";", "–", "—"))


@register.filter
def excerpt(text: str, length: int) -> str:
    """The beginning of a text, cut between words."""
    return excerpt_of(text, length)


@register.filter
def in_words(day: date) -> str:
    """A day as it is written here: 20 February 2025."""
    return f"{day.day} {day:%B} {day.year:04}"


@register.simple_tag
def published(article: Article) -> SafeString:
    """When an article was published, as exactly as it is known: 20 February 2025, 12:49 pm (Caracas time)."""
    local = article.local_published
    if local is None:
        return SafeString("undated")
    if article.published_precision == Article.Precision.DAY:
        return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%d}", in_words(local))
    return format_html(
        '<time datetime="{}">{}, {} ({})</time>',
        local.isoformat(timespec="minutes"),
        in_words(local),
        _clock(local),
        zone_in_words(article.zone_name),
    )


@register.simple_tag
def published_day(article: Article) -> SafeString:
    """The day an article was published on, for lists."""
    if article.published_on is None:
        return SafeString("undated")
    day = article.published_on
    return SafeString(f'<time datetime="{day.isoformat()}">{in_words(day)}</time>')


@register.simple_tag
def source_line(article: Article) -> SafeString:
    """The line under a headline: the source, the agency where that is another, and the day."""
    names = [article.source.name]
    if article.agency and article.agency.name != article.source.name:
        names.append(article.agency.name)
    told = "".join(f'{escape(name)} <span class="dot">·</span> ' for name in names)
    return SafeString(f'<p class="line">{told}{published_day(article)}</p>')


@register.simple_tag
def attributed(quote: Quote) -> SafeString:
    """Who or what decided whose words a quote is."""
    if quote.method == Quote.Method.EDITOR:
        return SafeString("attributed by an editor")
    if quote.confirmed:
        return SafeString("confirmed by an editor")
    by = SafeString('<strong class="unsure-mark">unsure</strong>' if quote.is_unsure else "by rule")
    if not quote.rule:
        return by
    address, rule = escape(quote.get_absolute_url()), escape(rule_in_words(quote.rule))
    return SafeString(f'{by}: <a href="{address}#attribution">{rule}</a>')


@register.simple_tag
def moment(when: datetime) -> SafeString:
    """A moment on the archive's clock."""
    local = timezone.localtime(when)
    zone = zone_in_words(timezone.get_current_timezone_name())
    text = f"{in_words(local)}, {_clock(local)} ({zone})"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.simple_tag
def percent(share: float) -> str:
    """A share from 0 to 1 in per cent."""
    return f"{share:.0%}"


@register.filter
def rule_in_words(rule: str) -> str:
    """A rule's name as a reader reads it."""
    return rule.replace("_", " ")


@register.filter
def language_name(code: str) -> str:
    """The English name of a language."""
    return name_of(code)


@register.filter
def direction(code: str) -> str:
    """Which way a language is written: ltr or rtl."""
    return "rtl" if reads_right_to_left(code) else "ltr"


@register.filter
def linked_data(value: dict[str, Any]) -> SafeString:
    """JSON for a data block in a page: nothing in it can end the block."""
    text = json.dumps(value, ensure_ascii=False, indent=1).translate(_JSON_ESCAPES)
    return mark_safe(text)  # noqa: S308 — every character that could end the block is escaped above


def zone_in_words(name: str) -> str:
    """A zone as a reader knows it: “Caracas time” for America/Caracas, “UTC−4” for UTC-04:00."""
    if name.startswith("UTC") or "/" not in name:
        return name.replace(":00", "").replace("-0", "−").replace("+0", "+").replace("-", "−")
    return name.rpartition("/")[2].replace("_", " ") + " time"


def _clock(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when:%M} {'am' if when.hour < 12 else 'pm'}"
