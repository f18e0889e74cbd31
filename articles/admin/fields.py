"""Form fields of the admin: plain text, lists one to a line, a printed time with its zone, a person."""

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Person, Quote
from articles.text import normalise, squeeze
from articles.zones import names

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
else:
    PersonChoice = forms.ModelChoiceField


class PlainTextField(forms.CharField):
    """Text of several lines as the archive keeps it, so that a text sent back as it came counts as unchanged."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normalise(text).strip() if isinstance(text, str) else text


class OneLineField(forms.CharField):
    """Text of one line, without doubled spaces and invisible characters."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return squeeze(normalise(text)) if isinstance(text, str) else text


class NamesField(forms.Field):
    """A list of names, edited one to a line; doubled and empty lines are left out."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 40})

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value: Any) -> list[str]:
        lines = value.split("\n") if isinstance(value, str) else value or []
        return list(dict.fromkeys(name for line in lines if (name := squeeze(normalise(line)))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class Printed(NamedTuple):
    """A date as printed, and the time of day where one is printed."""

    day: date
    clock: time | None

    def in_zone(self, zone: tzinfo) -> datetime:
        """The moment it was on that zone's clocks; midnight where no time is printed.

        Raises ValueError for a time that the clocks of that zone skipped on that day.
        """
        local = datetime.combine(self.day, self.clock or time(), zone)
        moment = local.astimezone(zone)
        if self.clock and _there_and_back(local).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise ValueError("The clocks were put forward that day; this time was skipped.")
        return moment

    def comes_twice(self, zone: tzinfo) -> bool:
        """Whether that zone's clocks showed this time twice on that day: they were put back."""
        first = datetime.combine(self.day, self.clock or time(), zone)
        return self.clock is not None and first.utcoffset() != first.replace(fold=1).utcoffset()


def _there_and_back(local: datetime) -> datetime:
    return datetime.fromtimestamp(local.timestamp(), local.tzinfo)


class PrintedTimeWidget(forms.MultiWidget):
    """The browser's own inputs for a day and a time of day."""

    def __init__(self) -> None:
        day = forms.DateInput(attrs={"type": "date", "aria-label": "Printed date"}, format="%Y-%m-%d")
        clock = forms.TimeInput(attrs={"type": "time", "aria-label": "Printed time"}, format="%H:%M")
        super().__init__({"day": day, "time": clock})

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.clock] if isinstance(value, Printed) else [None, None]


class PrintedTimeField(forms.MultiValueField):
    """A printed date with, or without, its time of day. Gives a Printed, or None."""

    widget = PrintedTimeWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.DateField(error_messages={"incomplete": "Give the printed date too; a time alone is no date."}),
            forms.TimeField(required=False),
        )
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[Any]) -> Printed | None:
        return Printed(data_list[0], data_list[1] or None) if data_list and data_list[0] else None


class ZoneInput(forms.TextInput):
    """A text input that offers the time zones this machine knows."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        known = f"{(attrs or {}).get('id', name)}-known"
        field = super().render(name, value, {**(attrs or {}), "list": known}, renderer)
        options = format_html_join("", '<option value="{}">', ((zone,) for zone in sorted(names())))
        return field + format_html('<datalist id="{}">{}</datalist>', known, options)


class PersonField(PersonChoice):
    """A person of the archive, found by the beginning of a name as in an article's quotes."""

    default_error_messages: ClassVar[Any] = {
        "invalid_choice": "This person's record is gone: merged or deleted meanwhile. Choose again."
    }

    def __init__(self, *, key: str = "", **options: Any) -> None:
        """`key` is the key by which the desk's script comes to it."""
        attributes = {"data-placeholder": "The beginning of a name"} | ({"data-key": key} if key else {})
        widget = AutocompleteSelect(Quote._meta.get_field("speaker"), admin.site, attributes)
        super().__init__(Person.objects.all(), widget=widget, **options)
