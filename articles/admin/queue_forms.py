"""What the queue of quotes is asked, and what an editor answers."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from articles.admin.fields import OneLineField, PersonField
from articles.archive.deciding import Ambiguous, Verdict, person_named
from articles.forms import OneOf, Parameters
from articles.models import Person, Quote, Source
from articles.models.authorities import NAME_LENGTH
from articles.quotes.confidence import CONFIDENCE
from articles.text import fold

_PLACE = re.compile(r"([01](?:\.\d{1,20})?(?:e-\d{1,3})?):(\d{1,18})")
_MOST_ID = 10**18 - 1
_ID = dict.fromkeys(("invalid", "min_value", "max_value"), "Allowed is the number of a quote.")
_ENTRY = dict.fromkeys(("invalid", "min_value", "max_value"), "Allowed is the number of an entry in the admin’s log.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: after the quote of this confidence and id."""

    confidence: float
    pk: int

    def __str__(self) -> str:
        return f"{self.confidence!r}:{self.pk}"


class PlaceField(forms.CharField):
    """A place in the queue, as `0.5:1234`."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        match = _PLACE.fullmatch(text)
        if match is None:
            raise ValidationError("Allowed is a place in the queue, such as 0.5:1234. Leave it out to begin in front.")
        return Place(float(match[1]), int(match[2]))


class QueueParameters(Parameters):
    """Which quotes are in the queue, and where to go on in it."""

    kind = OneOf(*Quote.Kind.values)
    sure = OneOf("unsure", "all")
    rule = OneOf(*sorted(CONFIDENCE))
    source = forms.ModelChoiceField(
        queryset=Source.objects.publishers(),
        required=False,
        to_field_name="slug",
        error_messages={"invalid_choice": "There is no such source. /sources/ lists them all."},
    )
    after = PlaceField(required=False)
    quote = forms.IntegerField(required=False, min_value=1, max_value=_MOST_ID, error_messages=_ID)


class DecisionForm(forms.Form):
    """A verdict on the quote that was shown; a person, or a name, makes it one on the speaker."""

    quote = forms.IntegerField(min_value=1, max_value=_MOST_ID)
    seen = forms.CharField(max_length=16)
    after = PlaceField(required=False)
    decision = forms.ChoiceField(required=False, choices=[(verdict.value, verdict.value) for verdict in Verdict])
    person = PersonField(required=False)
    name = OneLineField(required=False, max_length=NAME_LENGTH)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.namesakes: list[Person] = []
        """The people who answer to the name given, where they are several."""

    def clean(self) -> dict[str, Any]:
        """`person` is the record to take; None for a name that nobody has yet, which stays in `name`."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("person") or cleaned.get("name"):
            cleaned["decision"] = Verdict.SPEAKER.value
        if not cleaned.get("decision") and not self.errors:
            raise ValidationError("Say what is to be done with this quote.")
        if cleaned.get("decision") == Verdict.SPEAKER and not self.errors and not cleaned["person"]:
            cleaned["person"] = self._named(cleaned["name"])
        return cleaned

    def _named(self, name: str) -> Person | None:
        if not fold(name):
            raise ValidationError({"name": "Choose a person, or type a name."})
        try:
            return person_named(name)
        except Ambiguous as error:
            self.namesakes = error.people
            raise ValidationError({"name": str(error)}) from error


class SpeakerForm(forms.Form):
    """Somebody else, from all people of the archive."""

    person = PersonField(label="Somebody else", key="s")


class ConfirmParameters(Parameters):
    """Which rule's quotes are to be confirmed together, and the log's entry on those that just were."""

    rule = OneOf(*sorted(CONFIDENCE))
    kind = OneOf(*Quote.Kind.values)
    done = forms.IntegerField(required=False, min_value=1, max_value=_MOST_ID, error_messages=_ENTRY)


class ConfirmForm(forms.Form):
    """What was shown when the editor confirmed: newer quotes are left out."""

    up_to = forms.IntegerField(min_value=1, max_value=_MOST_ID)


class TakeBackForm(forms.Form):
    """Which of the log's entries on many quotes is to be taken back."""

    entry = forms.ModelChoiceField(queryset=LogEntry.objects.none())

    def __init__(self, *args: Any, entries: QuerySet[LogEntry]) -> None:
        super().__init__(*args)
        entry: Any = self.fields["entry"]
        entry.queryset = entries
