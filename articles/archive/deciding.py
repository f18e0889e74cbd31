"""What an editor decides about a quote, so that no rule, no import and no second editor overwrites it unseen."""

import hashlib
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.archive.named import role_in
from articles.models import Article, Person, Quote
from articles.models.authorities import NAME_LENGTH
from articles.models.parts import QuoteQuerySet
from articles.quotes.places import find_words, stands_at
from articles.text import fold, squeeze

_JUDGED = (
    "kind",
    "speaker_id",
    "speaker_as_printed",
    "speaker_span",
    "role",
    "cue",
    "rule",
    "confidence",
    "method",
    "confirmed",
    "decided_by_id",
    "decided_at",
)
"""What a verdict may change, and taking it back restores."""
_CONFIRMING = ["method", "confirmed", "decided_by", "decided_at"]
_BATCH = 1000


class Meanwhile(ValueError):
    """Nothing was done, because the quote is no longer what the editor saw. The message says so to an editor."""


class Ambiguous(ValueError):
    """Several people answer to the name; `people` are they."""

    def __init__(self, name: str, people: list[Person]) -> None:
        super().__init__(f"{len(people)} people answer to the name {name}. Choose one of them.")
        self.people = people


class Verdict(StrEnum):
    """What can be decided about a quote."""

    ACCEPT = "accept"
    SPEAKER = "speaker"
    NOBODY = "nobody"
    OTHER_KIND = "kind"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict carried out: when, and what it says in words."""

    quote: Quote
    at: datetime
    what: str


def state_of(quote: Quote) -> str:
    """A key that changes with everything an editor judges about a quote."""
    held = [quote.field, quote.text, quote.spans, *(getattr(quote, name) for name in _JUDGED)]
    return hashlib.sha256(json.dumps(held, default=str).encode()).hexdigest()[:16]


def decide(pk: int, seen: str, verdict: Verdict, by: User, speaker: Person | None = None) -> Decided:
    """Carry out a verdict on the quote that an editor saw in the state `seen`; SPEAKER needs the speaker.

    In the running transaction: the search outbox follows by the models' signals. Raises Meanwhile where the quote is
    gone, or was decided or read anew since.
    """
    quote = Quote.objects.select_for_update(of=("self",)).select_related("article", "speaker").filter(pk=pk).first()
    if quote is None:
        raise Meanwhile("This quote is gone: somebody has deleted it meanwhile, or the rules no longer find it.")
    if state_of(quote) != seen:
        raise Meanwhile(f"Nothing was changed. {_what_happened(quote)}")
    now = timezone.now()
    _touch(quote.article, now)
    if verdict is Verdict.DELETE:
        _delete(quote)
        return Decided(quote, now, "Deleted")
    what = _judge(quote, verdict, speaker)
    quote.method, quote.confirmed, quote.decided_by, quote.decided_at = Quote.Method.EDITOR, True, by, now
    quote.save(update_fields=_CONFIRMING if verdict is Verdict.ACCEPT else None)
    return Decided(quote, now, what)


def take_back(before: Quote, decided_at: datetime | None, by: User) -> Quote:
    """Undo a verdict of the same editor: the quote is again what it was `before`, and waits.

    `decided_at` is when the verdict was given, None for one that deleted the quote. In the running transaction.
    Raises Meanwhile where somebody else has decided on the quote or changed its words since.
    """
    article = Article.objects.select_for_update().filter(pk=before.article_id).first()
    if article is None:
        raise Meanwhile("Nothing was undone: the article is gone.")
    if before.speaker_id and not Person.objects.filter(pk=before.speaker_id).exists():
        raise Meanwhile("Nothing was undone: the record of its former speaker has been merged or deleted since.")
    now = Quote.objects.select_for_update().filter(pk=before.pk).first()
    if decided_at is None:
        return _bring_back(before, now, article)
    if now is None or now.decided_at != decided_at or now.decided_by_id != by.pk:
        raise Meanwhile("Nothing was undone: this quote has been changed again, or deleted, since your decision.")
    for name in _JUDGED:
        setattr(now, name, getattr(before, name))
    if before.spans != now.spans:
        now.speaker_span = None
    _touch(article, timezone.now())
    now.save()
    return now


def person_named(name: str) -> Person | None:
    """The one record that answers to a name, or None where there is none. Raises Ambiguous where there are several."""
    people = list(Person.objects.filter(names__key=fold(name)[:NAME_LENGTH]).order_by("pk").distinct())
    if len(people) > 1:
        raise Ambiguous(name, people)
    return people[0] if people else None


def new_person(name: str) -> Person:
    """A record for somebody who has none."""
    person = Person(name=squeeze(name)[:NAME_LENGTH])
    person.save()
    return person


def confirm_all(rule: str, kind: str, up_to: int, by: User, at: datetime, most: int) -> int:
    """Confirm what a rule decided where no editor has looked: at most `most` quotes with ids to `up_to`; how many.

    In batches, each a transaction of its own, all with the one moment `at`, by which `take_back_all` knows them:
    interrupted, what is done is whole. Who and what stay as the rule has them, so the search index has nothing to
    follow.
    """
    waiting = Quote.objects.waiting().filter(rule=rule, kind=kind, pk__lte=up_to)
    signed = {"confirmed": True, "decided_by": by, "decided_at": at}
    return _update_in_batches(waiting.order_by("confidence", "pk"), signed, most)


def confirmed_together() -> QuoteQuerySet:
    """What was confirmed as a rule had it; what somebody has decided on one by one is not among it."""
    return Quote.objects.filter(confirmed=True, method=Quote.Method.RULE)


def take_back_all(at: datetime, by: int) -> int:
    """Undo what is left of a `confirm_all`: its quotes wait again; how many. What was decided on since stays.

    In batches like it: interrupted, it is carried on by being called again.
    """
    unsigned = {"confirmed": False, "decided_by": None, "decided_at": None}
    standing = confirmed_together().filter(decided_at=at, decided_by=by)
    return _update_in_batches(standing.order_by("pk"), unsigned)


def _update_in_batches(rows: QuoteQuerySet, values: dict[str, Any], most: int = sys.maxsize) -> int:
    """Update rows that are then no longer among `rows`; how many."""
    done = 0
    while done < most:
        with transaction.atomic():
            ids = list(rows.values_list("pk", flat=True)[: min(_BATCH, most - done)])
            done += rows.filter(pk__in=ids).order_by().update(**values)
        if not ids:
            break
    return done


def _what_happened(quote: Quote) -> str:
    if not quote.decided_at:
        return "The rules have read this quote anew, or its article was changed, since you were shown it. Look again."
    who = str(quote.decided_by) if quote.decided_by else "Somebody"
    outcome = quote.speaker.name if quote.speaker else quote.speaker_as_printed or "no speaker"
    kind = quote.get_kind_display().lower()
    return f"{who} has decided on this quote meanwhile: {kind}, {outcome}. Decide again below only to change that."


def _judge(quote: Quote, verdict: Verdict, speaker: Person | None) -> str:
    """Change what the verdict changes; what was done, in words."""
    if verdict is Verdict.SPEAKER and speaker:
        _set_speaker(quote, speaker)
        return f"Speaker: {speaker.name}"
    if verdict is Verdict.NOBODY:
        _clear_speaker(quote)
        return "No speaker"
    if verdict is Verdict.OTHER_KIND:
        _change_kind(quote)
        return f"Marked as {quote.get_kind_display().lower()}"
    return "Accepted"


def _set_speaker(quote: Quote, speaker: Person) -> None:
    """Another speaker; the printed words stay where they may mean them: “he”, “the mayor”, a part of the name."""
    if quote.speaker_id == speaker.pk:
        return
    if _names_somebody_else(quote.speaker_as_printed, speaker):
        quote.speaker_as_printed, quote.speaker_span, quote.cue = "", None, ""
    quote.speaker, quote.role = speaker, role_in(quote.article, speaker)
    quote.rule, quote.confidence = "", None


def _names_somebody_else(printed: str, speaker: Person) -> bool:
    words = printed.split()
    if not words or words[-1].islower():
        return False
    own = {word for name in [speaker.name, *speaker.aliases] for word in fold(name).split()}
    return not own & set(fold(words[-1]).split())


def _clear_speaker(quote: Quote) -> None:
    quote.speaker, quote.speaker_span = None, None
    quote.speaker_as_printed = quote.role = quote.cue = ""
    quote.rule, quote.confidence = "", None


def _change_kind(quote: Quote) -> None:
    """A fragment is nobody's speech; an utterance keeps the speaker that was proposed."""
    if quote.kind == Quote.Kind.FRAGMENT:
        quote.kind = Quote.Kind.UTTERANCE
        quote.rule, quote.confidence = "", None
    else:
        quote.kind = Quote.Kind.FRAGMENT
        _clear_speaker(quote)


def _touch(article: Article, now: datetime) -> None:
    """Whoever has the article open in the admin is told that it has changed."""
    article.updated_at = now
    article.save(update_fields=["updated_at"])


def _delete(quote: Quote) -> None:
    """Delete it for good: the rules and the next import leave these words alone."""
    article, key = quote.article, [quote.field, quote.text]
    if key not in article.dropped_quotes:
        article.dropped_quotes = [*article.dropped_quotes, key]
        article.save(update_fields=["dropped_quotes"])
    Quote.objects.get(pk=quote.pk).delete()


def _bring_back(before: Quote, now: Quote | None, article: Article) -> Quote:
    if now is not None:
        raise Meanwhile("Nothing was undone: this quote is there already.")
    text: str = getattr(article, before.field)
    held = tuple((start, end) for start, end in before.spans)
    if held and not stands_at(before.text, text, held):
        spans = find_words(before.text, text, held[0][0])
        if not spans:
            raise Meanwhile("Nothing was undone: the words of this quote no longer stand in the article.")
        before.spans, before.speaker_span = [list(span) for span in spans], None
    article.dropped_quotes = [key for key in article.dropped_quotes if key != [before.field, before.text]]
    article.updated_at = timezone.now()
    article.save(update_fields=["dropped_quotes", "updated_at"])
    before.save(force_insert=True)
    return before
