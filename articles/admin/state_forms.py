"""What is asked before the state of an article changes: why, from when on readers see it, what they are told."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.functional import lazy

from articles.admin.fields import ZoneInput
from articles.models.fields import validate_zone
from articles.zones import zone

MOST_YEARS = 100

_archive_zone = lazy(timezone.get_current_timezone_name, str)


class WhyForm(forms.Form):
    """Why it is done, for the log."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text="For colleagues, in the article's log; readers do not see it. May be left empty.",
    )


class ClocklessField(forms.DateTimeField):
    """A day and a time as typed: on whose clocks, another field says."""

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None


class PublishForm(WhyForm):
    """Now, or from a moment to come on."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label="Readers see it",
        choices=[(NOW, "at once"), (LATER, "from this time on:")],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    moment = ClocklessField(
        label="Date and time",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    zone = forms.CharField(
        label="Time zone",
        required=False,
        initial=_archive_zone,
        validators=[validate_zone],
        widget=ZoneInput(attrs={"size": 30}),
        help_text="On whose clocks; left empty, the archive's own.",
    )
    field_order = ("when", "moment", "zone", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") != self.LATER or {"moment", "zone"} & set(self.errors):
            cleaned["moment"] = None
        elif not cleaned["moment"]:
            self.add_error("moment", "Give the day and the time from which readers see it.")
        else:
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        name = cleaned["zone"] or timezone.get_current_timezone_name()
        if cleaned["moment"].year > timezone.now().year + MOST_YEARS:
            self.add_error("moment", f"This is more than {MOST_YEARS} years from now.")
            return
        try:
            with timezone.override(zone(name)):
                cleaned["moment"] = from_current_timezone(cleaned["moment"])
        except forms.ValidationError:
            self.add_error(
                "moment",
                f"When the clocks of {name} are changed that day, this time is skipped or comes twice. "
                "Give another time, or this one in the zone UTC.",
            )
        else:
            if cleaned["moment"] <= timezone.now():
                self.add_error("moment", "This time is past. Give a time to come, or choose “at once”.")


class WithholdForm(WhyForm):
    """The reason that readers are told."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Readers are shown this in the article's place.",
        error_messages={"required": "Say why; readers are shown this in the article's place."},
    )
    with_headline = forms.BooleanField(
        label="Show the headline there too",
        required=False,
        help_text="Leave it out where the headline itself is the trouble.",
    )


class LiftForm(WhyForm):
    """What becomes of it."""

    READERS, DESK = "readers", "desk"
    to = forms.ChoiceField(
        label="Then",
        choices=[(READERS, "readers see it again"), (DESK, "it is a draft, to be worked on")],
        initial=READERS,
        widget=forms.RadioSelect,
    )
    field_order = ("to", "reason")
