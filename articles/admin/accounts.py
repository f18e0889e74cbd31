"""Accounts of the desk in the admin: who may sign in, and what each may do. Every change is logged."""

import logging
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.admin.base import ListOptions, noun
from articles.admin.mixin import AdminMixin
from articles.editors import GROUPS

if TYPE_CHECKING:
    DjangosUserAdmin = UserAdmin[User]
else:
    DjangosUserAdmin = UserAdmin

log = logging.getLogger("newsarchive.rights")

_RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions", "permissions")


class LoggedAdmin(AdminMixin):
    """Says in the history, and in the server's log, who changed whose rights, from what to what."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """The rights as they were and as they are; for all else Django's own words."""
        changed = [name for name in _RIGHTS if name in form.changed_data and name in form.initial]
        if add or not changed:
            return super().construct_change_message(request, form, formsets, add)
        told = [f"{name}: {_said(form.initial[name])} → {_said(form.cleaned_data[name])}" for name in changed]
        others = [name for name in form.changed_data if name not in changed]
        return "; ".join(told + others)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        log.info("%s %r made by %r", obj._meta.verbose_name.capitalize(), str(obj), request.user.get_username())
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        what, who = obj._meta.verbose_name.capitalize(), request.user.get_username()
        log.info("%s %r changed by %r: %s", what, str(obj), who, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            what, who = obj._meta.verbose_name.capitalize(), request.user.get_username()
            log.info("%s %r deleted by %r", what, str(obj), who)
        return super().log_deletions(request, queryset)


def _said(value: Any) -> str:
    """A right's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(sorted(str(each) for each in value)) or "none"


for _model in (User, Group, TOTPDevice, StaticDevice):  # the last two have pages that show the secrets
    admin.site.unregister(_model)


@admin.register(User)
class AccountAdmin(LoggedAdmin, ListOptions, DjangosUserAdmin):
    """Accounts. A chief makes them and puts them into the desk's groups; all beyond that is a superuser's."""

    list_display = ("username", "in_groups", "is_active", "has_factor", "last_login")
    list_filter = ("groups", "is_active")
    search_fields = ("username", "first_name", "last_name")
    search_help_text = "Part of the user name or of the name."
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": (("first_name", "last_name"), "email")}),
        (
            "Rights",
            {
                "fields": ("is_active", "is_staff", "groups"),
                "description": "Contributors write drafts of their own, editors publish, correct and merge, chiefs "
                "withhold and make accounts. Switch off “Active” for somebody who leaves; what they did keeps their "
                "name.",
            },
        ),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    @admin.display(description="groups")
    def in_groups(self, user: User) -> str:
        """The groups, or that all is allowed."""
        return "Superuser" if user.is_superuser else ", ".join(group.name for group in user.groups.all()) or "none"

    @admin.display(description="second factor", boolean=True)
    def has_factor(self, user: Any) -> bool:
        """Whether one is set up."""
        return bool(user.factor)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, under the noun's name."""
        return super().changelist_view(request, {"title": noun(self), **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> Any:
        factor = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).prefetch_related("groups").annotate(factor=Exists(factor))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """With what only superusers give, for superusers."""
        own = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return own
        return [*own, ("Beyond the groups", {"fields": ["is_superuser", "user_permissions"], "classes": ["collapse"]})]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes, or gives a password to, an account that may do more than the desk's groups."""
        if obj is not None and not request.user.is_superuser and _is_beyond(obj):
            return False
        return super().has_change_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The desk's groups; for superusers, all."""
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=GROUPS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new account may sign in here; there is nowhere else to."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)


@admin.register(Group)
class DeskGroupAdmin(LoggedAdmin, ListOptions, GroupAdmin):
    """Groups. Those of the desk get their permissions back with every migration."""


def _is_beyond(user: User) -> bool:
    """Whether an account may do more than the desk's groups let it."""
    more = user.groups.exclude(name__in=GROUPS)
    return user.is_superuser or user.user_permissions.exists() or more.exists()
