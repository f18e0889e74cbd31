"""Reading and sending the admin's forms as a browser does."""

from typing import Any

from django.core.files import File
from django.test import Client
from django.urls import reverse


def list_url(noun: str) -> str:
    return reverse(f"admin:articles_{noun}_changelist")


def add_url(noun: str) -> str:
    return reverse(f"admin:articles_{noun}_add")


def change_url(noun: str, pk: int) -> str:
    return reverse(f"admin:articles_{noun}_change", args=[pk])


def form_data(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back from this page, unchanged."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    data: dict[str, Any] = {}
    _read(response.context["adminform"].form, data)
    for inline in response.context["inline_admin_formsets"]:
        _read(inline.formset.management_form, data)
        for form in inline.formset.forms:
            _read(form, data)
    return data


def add_line(data: dict[str, Any], prefix: str, **values: Any) -> None:
    """Fill in one more line of an inline."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = number + 1
    for name, value in values.items():
        data[f"{prefix}-{number}-{name}"] = value


def errors(response: Any) -> dict[str, Any]:
    """All errors of the page shown again, by field; those of inlines by prefix and number."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for number, form in enumerate(inline.formset.forms):
            found |= {f"{inline.formset.prefix}-{number}-{name}": text for name, text in form.errors.items()}
    return {name: " ".join(text) for name, text in found.items()}


def _read(form: Any, data: dict[str, Any]) -> None:
    for bound in form:
        value = bound.value()
        widgets = getattr(bound.field.widget, "widgets", None)
        if widgets:
            parts = bound.field.widget.decompress(value)
            for suffix, widget, part in zip(bound.field.widget.widgets_names, widgets, parts, strict=True):
                data[bound.html_name + suffix] = widget.format_value(part) or ""
        elif isinstance(value, bool):
            if value:
                data[bound.html_name] = "on"
        elif isinstance(value, list):
            data[bound.html_name] = [getattr(each, "pk", each) for each in value]
        elif hasattr(bound.field.widget, "format") and value is not None:
            data[bound.html_name] = bound.field.widget.format_value(value) or ""
        elif value is not None and not isinstance(value, File):
            data[bound.html_name] = str(value).replace("\n", "\r\n")
