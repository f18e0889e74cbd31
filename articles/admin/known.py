"""Autocomplete in inlines without a query for each line: the formset has read the records already."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest

from articles.admin.base import PlainFields
from articles.admin.mixin import InlineMixin


class KnownAutocomplete(AutocompleteSelect):
    """Names the chosen record itself where it was given, instead of asking the database."""

    known: Any = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [
            self.create_option(name, "", "", False, 0),
            self.create_option(name, self.known.pk, str(self.known), True, 1),
        ]
        return [(None, options, 0)]


def name_known(form: Any, name: str) -> None:
    """Give the form's autocomplete the record that its instance points to."""
    if name not in form.fields or getattr(form.instance, f"{name}_id") is None:
        return
    widget = form.fields[name].widget
    widget = getattr(widget, "widget", widget)  # the admin wraps it, to add a link beside it
    if isinstance(widget, KnownAutocomplete):
        widget.known = getattr(form.instance, name)


class KnownInline(PlainFields, InlineMixin):
    """An inline whose `known_fields` point to records that are read with it."""

    known_fields: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related(*self.known_fields) if self.known_fields else rows

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As Django does it, but without a button that deletes a person or an article from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.known_fields:
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
