"""The index's fields and analyzers in Tantivy, and how a SearchDocument is written into them.

Articles and quotes lie in two indexes with the same fields, so that one query, one filter and one facet serve both;
they differ in what is stored. A quote's `id` is that of its article, its own is `quote_id`.

Every text is indexed twice: as it is written (lower case, without accents), and stemmed by its language in
`<name>_<language>`. English and German words are stemmed after their accents are folded. Endings of Spanish, French and
Portuguese are known by their accents: these words are stemmed, folded, and stemmed once more, which brings inflections
together more often than either order alone (tests/search/test_schema.py holds the pairs).

The stems of English and German find whatever the written words find. These are kept apart from those of other languages
(`written_fields`), so that a search for a word need not look through most of an English archive twice.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from tantivy import Document, Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from articles.search.document import SearchDocument

STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "de": "german"}
"""Language codes that are stemmed; texts in others are found by their written words."""

FOLDED_FIRST = ("en", "de")
"""Languages in which a word has the same stem with and without its accents."""

TEXT_FIELDS = ("headline", "standfirst", "body", "caption", "quote")
NAME_FIELDS = ("speaker", "source", "agency", "author", "topic", "place")
ID_FACETS = ("source", "agency", "topic", "speaker")
CODE_FACETS = ("language", "status", "kind", "has")
DATE_FACETS = ("year", "month", "day")

HIDDEN = 1
"""The one value of the field `hidden`."""

_STORED = ("headline", "standfirst", "body", "caption")
_STORED_OF_QUOTES = ("quote",)
_VERSION = 8
_LONGEST_WORD = 255
_ID_BITS = 30
_SECONDS_BITS = 34
_FIRST_MOMENT = datetime(1600, 1, 1, tzinfo=UTC)  # the first newspapers are of 1605


def stem_field(name: str, language: str) -> str:
    """The field that holds a text's stems in one language."""
    return f"{name}_{language}"


def written_fields(name: str) -> tuple[str, str]:
    """The fields that hold a text as it is written: of languages whose stems do not find all of it, and of others."""
    return name, f"{name}_plain"


def name_field(name: str) -> str:
    """The field that holds the words of a name; the facet of the same name holds ids."""
    return f"{name}_name"


def base_language(code: str) -> str:
    """`es` for es-VE."""
    return code.lower().partition("-")[0]


def build_schema(stored: Sequence[str]) -> Schema:
    """All fields, of which the texts named are stored."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("quote_id", fast=True)
    builder.add_unsigned_field("digest", fast=True)
    builder.add_unsigned_field("order", fast=True)
    # Of the few articles that have one the terms are gone through; as a fast field every match would be looked up.
    builder.add_integer_field("publish_at", indexed=True)
    builder.add_integer_field("public_since", fast=True)
    # Only what is hidden has it: to leave out one term costs less than to leave out each status that is not public.
    builder.add_unsigned_field("hidden", indexed=True)
    for name in ID_FACETS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in DATE_FACETS:
        builder.add_unsigned_field(name, fast=True)
    for name in CODE_FACETS:
        builder.add_text_field(name, stored=name == "language", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("role", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("languages", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        for field in written_fields(name):
            builder.add_text_field(field, stored=name in stored, tokenizer_name="written", index_option="position")
        for language in STEMMERS:
            builder.add_text_field(stem_field(name, language), tokenizer_name=language, index_option="position")
    for name in NAME_FIELDS:
        builder.add_text_field(name_field(name), tokenizer_name="written", index_option="position")
    return builder.build()


def _analyzer(language: str | None) -> TextAnalyzer:
    fold = Filter.ascii_fold()
    filters = [Filter.remove_long(_LONGEST_WORD), Filter.lowercase()]
    if language is None:
        filters.append(fold)
    elif language in FOLDED_FIRST:
        filters += [fold, Filter.stemmer(STEMMERS[language])]
    else:
        stem = Filter.stemmer(STEMMERS[language])
        filters += [stem, fold, stem]
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


SCHEMA = build_schema(_STORED)
QUOTE_SCHEMA = build_schema(_STORED_OF_QUOTES)
WRITTEN = _analyzer(None)
ANALYZERS = {language: _analyzer(language) for language in STEMMERS}

_FACETS = (ID_FACETS, CODE_FACETS, DATE_FACETS)
_ALL_STORED = (_STORED, _STORED_OF_QUOTES)
STAMP = sha256(
    repr((_VERSION, STEMMERS, FOLDED_FIRST, TEXT_FIELDS, NAME_FIELDS, *_FACETS, *_ALL_STORED)).encode()
).hexdigest()[:16]
"""Changes when the fields do; raise _VERSION for a change that the lists above do not show."""


def register_analyzers(index: Index) -> None:
    """Tantivy does not keep analyzers with an index: give them to it each time it is opened."""
    index.register_tokenizer("written", WRITTEN)
    for language, analyzer in ANALYZERS.items():
        index.register_tokenizer(language, analyzer)


def order_key(published_at: datetime | None, record_id: int) -> int:
    """Sorts by time, then by id, in one number; undated articles come before all others.

    Times go by the second from 1600 to 2144; what lies outside counts as the first or the last of these. Of two ids
    with 2**30 between them, in one second, either may come first.
    """
    seconds = 0
    if published_at:
        since = int((published_at - _FIRST_MOMENT).total_seconds())
        seconds = min(max(since, 1), (1 << _SECONDS_BITS) - 1)
    return seconds << _ID_BITS | record_id & (1 << _ID_BITS) - 1


def order_time(key: int) -> datetime | None:
    """The time in an order key; None: undated."""
    seconds = key >> _ID_BITS
    return _FIRST_MOMENT + timedelta(seconds=seconds) if seconds else None


def day_number(day: date) -> int:
    """20250220 for 20 February 2025."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int, unit: str) -> date:
    """The first day of a year (2025), a month (202502) or a day (20250220)."""
    if unit == "year":
        return date(number, 1, 1)
    if unit == "month":
        return date(number // 100, number % 100, 1)
    return date(number // 10000, number // 100 % 100, number % 100)


def period_of(number: int, unit: str, wider: str) -> int:
    """The year or month (2025, 202502) that a month or day (202502, 20250220) belongs to."""
    steps = DATE_FACETS.index(unit) - DATE_FACETS.index(wider)
    return number // (1, 100, 10_000)[steps]


def composed(text: str) -> str:
    """NFC: the analyzers fold accents only in their composed form."""
    return unicodedata.normalize("NFC", text)


def to_index(document: SearchDocument) -> tuple[Document, list[Document]]:
    """An article and its quotes as Tantivy takes them."""
    common = _common_fields(document)
    return _article(document, common), list(_quotes(document, common))


def _article(document: SearchDocument, common: dict[str, Any]) -> Document:
    fields = common | {
        "digest": document.digest(),
        "order": order_key(document.published_at, document.id),
        "speaker": list(document.speaker_ids),
        name_field("speaker"): list(document.speakers),
    }
    texts = {
        "headline": [document.headline],
        "standfirst": [document.standfirst],
        "body": [document.body],
        "caption": [document.captions],
        "quote": [quote.text for quote in document.quotes],
    }
    return Document.from_dict(fields | _text_fields(texts, document.language), SCHEMA)


def _quotes(document: SearchDocument, common: dict[str, Any]) -> Iterator[Document]:
    common = common | _text_fields({"headline": [document.headline]}, document.language)
    told: set[tuple[int | None, str]] = set()
    for quote in document.quotes:
        fields = common | {
            "quote_id": quote.id,
            "order": order_key(document.published_at, quote.id),
            "kind": quote.kind,
            "speaker": [] if quote.speaker_id is None else [quote.speaker_id],
            name_field("speaker"): list(quote.speakers),
        }
        # Once an article, so that a role is counted by the articles that print it.
        if quote.role and (quote.speaker_id, quote.role) not in told:
            told.add((quote.speaker_id, quote.role))
            fields["role"] = quote.role
        yield Document.from_dict(fields | _text_fields({"quote": [quote.text]}, document.language), QUOTE_SCHEMA)


def _common_fields(document: SearchDocument) -> dict[str, Any]:
    """What a quote is found by as its article is."""
    base = base_language(document.language)
    fields: dict[str, Any] = {
        "id": document.id,
        "source": document.source_id,
        "topic": list(document.topic_ids),
        "language": [document.language] if document.language else [],
        "languages": [base, document.language.lower()] if base else [],
        "status": document.status,
        "has": list(document.has),
        name_field("source"): document.source,
        name_field("agency"): document.agency,
        name_field("author"): document.byline,
        name_field("topic"): list(document.topics),
        name_field("place"): document.place,
    }
    if document.agency_id is not None:
        fields["agency"] = document.agency_id
    if document.hidden:
        fields["hidden"] = HIDDEN
    if document.publish_at:
        fields["publish_at"] = int(document.publish_at.timestamp())
    if document.public_since:
        fields["public_since"] = int(document.public_since.timestamp())
    if document.published_on:
        number = day_number(document.published_on)
        fields |= {"year": number // 10000, "month": number // 100, "day": number}
    return fields


def _text_fields(texts: Mapping[str, Sequence[str]], language: str) -> dict[str, list[str]]:
    """Each text in every field that holds it."""
    base = base_language(language)
    fields: dict[str, list[str]] = {}
    for name, values in texts.items():
        composed_values = [composed(value) for value in values if value]
        if composed_values:
            fields |= dict.fromkeys(_fields_of(name, base), composed_values)
    return fields


@cache
def _fields_of(name: str, base: str) -> tuple[str, ...]:
    """Where a text stands as it is written and, where its language is stemmed, in that language's field."""
    others, plain = written_fields(name)
    written = plain if base in FOLDED_FIRST else others
    return (written, stem_field(name, base)) if base in STEMMERS else (written,)


def stored_text(document: Document, name: str) -> str:
    """A text of a document that was found; empty where it has none or the index does not store it."""
    texts = (document.get_first(field) for field in written_fields(name))
    return str(next(filter(None, texts), ""))
