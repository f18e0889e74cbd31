"""Editors' accounts: the group and what its members may do, and making an account."""

import secrets

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_migrate

GROUP_NAME = "Editor"

_WRITTEN = ("article", "photo", "quote", "relatedlink", "correction", "source", "person", "topic")
_READ = ("original", "import", "importitem")


class EditorExists(Exception):
    """There is an account of that name already; it was left as it is."""


def editor_permissions() -> Q:
    """The condition for what an editor may do: write the archive's records, read originals and imports."""
    may_write = Q(content_type__model__in=_WRITTEN) & ~Q(content_type__model="article", codename="delete_article")
    may_read = Q(codename__in=[f"view_{model}" for model in _READ])
    return Q(content_type__app_label="articles") & (may_write | may_read)


def keep_editor_group(**_signal: object) -> None:
    """Make the group “Editor” with its permissions; after every migration, so that new tables are included.

    Articles are withheld, not deleted, by editors: a lasting address must go on answering.
    """
    group, _ = Group.objects.get_or_create(name=GROUP_NAME)
    group.permissions.set(Permission.objects.filter(editor_permissions()))


def create_editor(name: str) -> str:
    """Make an editor's account and return its random password, which is kept nowhere else.

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
        user.groups.add(Group.objects.get(name=GROUP_NAME))
    return password


post_migrate.connect(keep_editor_group, sender=apps.get_app_config("articles"), dispatch_uid="editor-group")
