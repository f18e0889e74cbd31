"""`manage.py create_editor`: an account for the admin, with a random password shown once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from articles.editors import EditorExists, create_editor


class Command(BaseCommand):
    """Make the account, or say that it exists."""

    help = "Makes an editor's account with a random password, shown once. An account that exists is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="editor", help="user name (default: editor)")

    def handle(self, *_args: Any, **options: Any) -> None:
        name: str = options["name"]
        try:
            password = create_editor(name)
        except EditorExists:
            self.stdout.write(
                f"The account “{name}” exists; its password stays as it is. "
                f"For a new one: manage.py changepassword {name}"
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        except Group.DoesNotExist as error:
            raise CommandError("The group of editors is missing. Run `manage.py migrate` first.") from error
        else:
            self.stdout.write(f"Account for the admin: {name}\nPassword (shown this once): {password}")
