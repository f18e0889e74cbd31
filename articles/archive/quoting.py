"""An article's quotes brought up to date: what is new, what has changed, what is gone. Editors' decisions stay."""

import hashlib
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import prefetch_related_objects

from articles.archive.authorities import known_people, people_of
from articles.archive.namesakes import name_key, people_in
from articles.importers.record import FieldQuote, QuoteField
from articles.models import Article, Person, Quote, SearchChange
from articles.quotes import find_quotes_in_fields
from articles.quotes.stamp import rules_digest

QUOTE_FIELDS: tuple[QuoteField, ...] = ("headline", "standfirst", "body")
_DECIDED = ("kind", "speaker", "speaker_as_printed", "role", "cue", "rule")
"""What the rules decide about a quote; a change in one of these is a change to tell of."""
_WRITTEN = (*_DECIDED, "spans", "position", "speaker_span", "confidence")


@dataclass(slots=True)
class QuotePlan:
    """What the rules would do to an article's quotes."""

    article: Article
    new: list[Quote] = field(default_factory=list)
    changed: list[tuple[Quote, Quote]] = field(default_factory=list)
    """Before and after; the row keeps its id, and so its address."""
    moved: list[Quote] = field(default_factory=list)
    """The same but for their place in the text."""
    gone: list[Quote] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def quotes_stamp(article: Article) -> str:
    """Changes with the rules and with the texts they read."""
    text = "\0".join([rules_digest(), article.language, article.headline, article.standfirst, article.body])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plan_quotes(
    article: Article,
    found: Iterable[FieldQuote],
    people: dict[str, Person],
    held: Iterable[Quote] = (),
    own_text: bool = False,
) -> QuotePlan:
    """Match found quotes with those held by the archive, by field and words; `people` are the article's, by name.

    What an editor made, confirmed or dropped stays as it is, and no other quote is found in its words. Where the
    quotes were found in a file, fields that an editor has changed keep their quotes, since the file's offsets do not
    fit them; `own_text` says that they were found in the article as the archive holds it.
    """
    plan = QuotePlan(article)
    held = list(held)
    closed = set() if own_text else set(article.edited_fields)
    decided = [quote for quote in held if not _is_the_rules(quote)]
    dropped = {tuple(key) for key in article.dropped_quotes}
    rows: dict[tuple[str, str], list[Quote]] = {}
    for quote in held:
        rows.setdefault((quote.field, quote.text), []).append(quote)
    for position, one in enumerate(found):
        key = (one.field, one.quote.text)
        if one.field in closed or key in dropped:
            continue
        fresh = _row(article, one, people, position)
        if not rows.get(key):
            if not any(_overlap(fresh, quote) for quote in decided):
                plan.new.append(fresh)
            continue
        row = rows[key].pop(0)
        before = copy(row)
        row.spans, row.position = fresh.spans, position
        if _is_the_rules(row):
            for name in _WRITTEN:
                setattr(row, name, getattr(fresh, name))
        if any(getattr(before, name) != getattr(row, name) for name in _DECIDED):
            plan.changed.append((before, row))
        elif any(getattr(before, name) != getattr(row, name) for name in _WRITTEN):
            plan.moved.append(row)
    left = (quote for quotes in rows.values() for quote in quotes)
    plan.gone = [quote for quote in left if _is_the_rules(quote) and quote.field not in closed]
    return plan


def write_quotes(plans: Iterable[QuotePlan]) -> None:
    """Carry out plans, in the running transaction: three queries for any number."""
    plans = list(plans)
    Quote.objects.bulk_create(quote for plan in plans for quote in plan.new)
    rows = [row for plan in plans for row in [*plan.moved, *(after for _, after in plan.changed)]]
    if rows:
        Quote.objects.bulk_update(rows, _WRITTEN, batch_size=200)
    gone = [quote.pk for plan in plans for quote in plan.gone]
    if gone:
        Quote.objects.filter(pk__in=gone).delete()


def requote(articles: Sequence[Article], *, keep: bool) -> list[QuotePlan]:
    """Read articles' own texts with the present rules and carry out what follows, or only tell it (`keep` false).

    One transaction; the caller drains the search outbox.
    """
    with transaction.atomic():
        found = {article.pk: _find(article) for article in articles}
        prefetch_related_objects(articles, "quotes__speaker")
        people = people_of(one.quote.speaker for quotes in found.values() for one in quotes)
        known = people_in([(article, found[article.pk]) for article in articles], people)
        plans = [
            plan_quotes(article, found[article.pk], here, article.quotes.all(), own_text=True)
            for article, here in zip(articles, known, strict=True)
        ]
        write_quotes(plans)
        for article in articles:
            article.quotes_stamp = quotes_stamp(article)
        Article.objects.bulk_update(articles, ["quotes_stamp"])
        SearchChange.objects.enqueue(plan.article.pk for plan in plans if plan)
        if not keep:
            transaction.set_rollback(True)
    return plans


def sketch_quotes(article: Article) -> list[Quote]:
    """The quotes that the article would have if it were saved with the texts it has now; nothing is written.

    In the order of the texts. The article need not be in the database; those that are new have no id.
    """
    found = _find(article)
    held = list(article.quotes.select_related("speaker")) if article.pk else []
    (people,) = people_in([(article, found)], known_people(one.quote.speaker for one in found))
    plan = plan_quotes(article, found, people, held, own_text=True)
    gone = {quote.pk for quote in plan.gone}
    order: dict[str, int] = {name: place for place, name in enumerate(QUOTE_FIELDS)}
    left = [*plan.new, *(quote for quote in held if quote.pk not in gone)]
    return sorted(left, key=lambda quote: (order[quote.field], quote.spans or [[0, 0]]))


def _overlap(one: Quote, other: Quote) -> bool:
    apart = one.field != other.field or one.text == other.text
    return not apart and any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _find(article: Article) -> list[FieldQuote]:
    texts: dict[str, str] = {name: getattr(article, name) for name in QUOTE_FIELDS}
    found = find_quotes_in_fields(texts, article.language or None)
    return [FieldQuote(name, quote) for name in QUOTE_FIELDS for quote in found[name]]


def _is_the_rules(quote: Quote) -> bool:
    return quote.method == Quote.Method.RULE and not quote.confirmed


def _row(article: Article, found: FieldQuote, people: dict[str, Person], position: int) -> Quote:
    """A found quote as an unsaved row; a speaker whom the archive has no record of stays as printed."""
    quote = found.quote
    return Quote(
        article=article,
        field=found.field,
        spans=[list(span) for span in quote.spans],
        text=quote.text,
        kind=quote.kind,
        speaker=people.get(name_key(quote.speaker)) if quote.speaker else None,
        speaker_as_printed=(quote.speaker_as_printed or "")[:300],
        role=(quote.role or "")[:200],
        speaker_span=list(quote.speaker_span) if quote.speaker_span else None,
        cue=(quote.cue or "")[:100],
        rule=quote.rule,
        confidence=quote.confidence,
        position=position,
    )
