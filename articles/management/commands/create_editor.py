"""`manage.py create_editor`: an account for the admin, with a random password shown once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from articles.editors import EDITOR, GROUPS, EditorExists, create_editor, move_to_group


class Command(BaseCommand):
    """Make the account, or say that it exists."""

    help = (
        "Makes an account for the admin with a random password, shown once. An account that exists keeps its password; "
        "with --group it is put into that group."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="editor", help="user name (default: editor)")
        parser.add_argument("--group", choices=GROUPS, help=f"what the account may do (default: {EDITOR})")

    def handle(self, *_args: Any, **options: Any) -> None:
        name: str = options["name"]
        group: str | None = options["group"]
        try:
            self._make(name, group)
        except ValueError as error:
            raise CommandError(str(error)) from error
        except Group.DoesNotExist as error:
            raise CommandError("The groups of the desk are missing. Run `manage.py migrate` first.") from error

    def _make(self, name: str, group: str | None) -> None:
        try:
            password = create_editor(name, group or EDITOR)
        except EditorExists:
            if group:
                move_to_group(name, group)
            moved = f" It is in the group {group} now." if group else ""
            self.stdout.write(
                f"The account “{name}” exists; its password stays as it is.{moved} "
                f"For a new one: manage.py changepassword {name}"
            )
        else:
            self.stdout.write(
                f"Account for the admin: {name} ({group or EDITOR})\nPassword (shown this once): {password}"
            )
