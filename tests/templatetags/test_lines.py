"""What is put together for each line of a list: who published it, what was said, by whose word, the strip's bars."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from articles.models import Article, Quote, Source
from articles.search.engine import Bar, Passage
from articles.templatetags.archive import attributed, source_line
from articles.templatetags.said import in_sentence
from articles.templatetags.strip import strip_bars, strip_rows
from articles.views.said import Said
from articles.views.strip import Timeline, strip, to_explorer
from articles.views.surroundings import Surroundings

DAY = '<time datetime="2024-03-04">4 March 2024</time>'
DOT = ' <span class="dot">·</span> '


@pytest.mark.parametrize(
    ("agency", "told"),
    [
        (None, f"Rain &amp; Sun{DOT}{DAY}"),
        ("Rain & Sun", f"Rain &amp; Sun{DOT}{DAY}"),
        ("W<P", f"Rain &amp; Sun{DOT}W&lt;P{DOT}{DAY}"),
    ],
)
def test_the_line_under_a_headline_names_the_agency_where_that_is_another(agency: str | None, told: str) -> None:
    article = Article(source=Source(name="Rain & Sun"), published_on=date(2024, 3, 4))
    article.agency = Source(name=agency) if agency else None
    assert source_line(article) == f'<p class="line">{told}</p>'


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"method": "editor", "rule": "named_before"}, "attributed by an editor"),
        ({"confirmed": True, "rule": "named_before"}, "confirmed by an editor"),
        ({"rule": "named_before", "confidence": 0.9}, 'by rule: <a href="/quotes/7/#attribution">named before</a>'),
        (
            {"rule": "a<b", "confidence": 0.1},
            '<strong class="unsure-mark">unsure</strong>: <a href="/quotes/7/#attribution">a&lt;b</a>',
        ),
        ({}, "by rule"),
    ],
)
def test_it_is_told_who_decided_whose_words_they_are(fields: dict[str, Any], told: str) -> None:
    assert attributed(Quote(pk=7, **fields)) == told


def test_words_stand_in_their_sentence_part_by_part() -> None:
    quote = Quote(pk=7, spans=[[1, 9], [23, 33]])
    around = Surroundings("So <b>: “", "” & left.", ("” she said, “",), known=True)
    said: Any = Said(quote, Passage("It rains and pours.", ((3, 8),)), around)
    assert in_sentence(said) == (
        '<span class="around">So &lt;b&gt;: “</span>'
        '<q class="bare"><a href="/quotes/7/">It <mark>rains</mark></a></q><span class="around">” she said, “</span>'
        '<q class="bare"><a href="/quotes/7/">and pours.</a></q><span class="around">” &amp; left.</span>'
    )


def test_words_whose_place_is_not_known_stand_alone() -> None:
    said: Any = Said(Quote(pk=7), Passage("It <rains>"), Surroundings())
    assert in_sentence(said) == '<q><a href="/quotes/7/">It &lt;rains&gt;</a></q>'


def test_bars_escape_the_addresses_they_lead_to() -> None:
    bars = Timeline([Bar(date(2020, 1, 1), 1200), Bar(date(2021, 1, 1), 1)], "year")
    drawn: Any = strip(bars, to_explorer(QueryDict('q=<a>&exact="on')))
    assert drawn
    address = 'href="/search/?q=%3Ca%3E&amp;exact=%22on&amp;since=2020&amp;until=2020" rel="nofollow"'
    assert f'<a {address} aria-label="2020: 1,200 quotes"><title>2020: 1,200</title>' in strip_bars(drawn.bars, "quote")
    assert f'<th scope="row"><a {address}>2020</a></th><td>1,200</td></tr>' in strip_rows(drawn.bars)
    assert ' aria-label="2021: 1 quote"' in strip_bars(drawn.bars, "quote")
