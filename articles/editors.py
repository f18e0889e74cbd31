"""Accounts of the desk: the three groups, what their members may do, and making an account. docs/rights.md is the
table of it."""

import logging
import secrets

from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

CONTRIBUTOR, EDITOR, CHIEF = "Contributor", "Editor", "Chief"
GROUPS = (CONTRIBUTOR, EDITOR, CHIEF)

_PARTS = ("photo", "quote", "relatedlink")
_WRITTEN = ("article", *_PARTS, "correction", "source", "person", "topic")
_READ = ("original", "import", "importitem")
_CHOSEN_FROM = ("source", "person", "topic")
_CHIEFS_ONLY = ("withhold_article", "empty_trash")

log = logging.getLogger("newsarchive.rights")


class EditorExists(Exception):
    """There is an account of that name already; it was left as it is."""


def permissions_of(group: str) -> Q:
    """The condition for the permissions of a group of the desk.

    Contributors have no change_any_article: what they may do to articles, they may do to drafts of their own. Deleting
    an article moves it to the trash.
    """
    if group == CONTRIBUTOR:
        own = Q(codename__in=["add_article", "change_article", "view_article", "delete_article"])
        choices = Q(codename__in=[f"view_{model}" for model in _CHOSEN_FROM])
        return Q(content_type__app_label="articles") & (own | choices | Q(content_type__model__in=_PARTS))
    kept_back = () if group == CHIEF else _CHIEFS_ONLY
    may_write = Q(content_type__model__in=_WRITTEN) & ~Q(codename__in=kept_back)
    may_read = Q(codename__in=[f"view_{model}" for model in _READ])
    allowed = Q(content_type__app_label="articles") & (may_write | may_read)
    if group == CHIEF:
        users = ("add_user", "change_user", "view_user", "view_group")
        allowed |= Q(content_type__app_label="auth", codename__in=users)
    return allowed


def keep_groups(**_signal: object) -> None:
    """Make the groups with their permissions; after every migration, so that new tables are included."""
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(permissions_of(name)))


def create_editor(name: str, group: str = EDITOR) -> str:
    """Make an account of the desk and return its random password, which is kept nowhere else.

    Raises EditorExists when there is an account of that name, ValueError for a name that cannot be one,
    Group.DoesNotExist when the group is missing.
    """
    try:
        User.username_validator(name)
    except ValidationError as error:
        raise ValueError(f"“{name}” cannot be a user name: {error.messages[0]}") from error
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        if User.objects.filter(username=name).exists():
            raise EditorExists(name)
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
    log.info("Account %r made at the command line, in the group %s", name, group)
    return password


def move_to_group(name: str, group: str) -> None:
    """Put an account that is there into one group of the desk, and out of the others.

    Raises User.DoesNotExist and Group.DoesNotExist.
    """
    with transaction.atomic():
        user = User.objects.get(username=name)
        user.groups.remove(*Group.objects.filter(name__in=GROUPS))
        user.groups.add(Group.objects.get(name=group))
    log.info("Account %r put into the group %s at the command line", name, group)
