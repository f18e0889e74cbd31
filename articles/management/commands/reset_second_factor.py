"""`manage.py reset_second_factor`: for somebody whose telephone and recovery codes are gone."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.signin import factors
from articles.signin.log import note


class Command(BaseCommand):
    """Take the second factor off an account."""

    help = "Takes the second factor and the recovery codes off an account: its password alone opens it then."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name")

    def handle(self, *_args: Any, **options: Any) -> None:
        name: str = options["name"]
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        if not factors.remove(user):
            self.stdout.write(f"The account “{name}” has no second factor.")
            return
        note(None, "Second factor reset at the command line", name)
        self.stdout.write(
            f"The second factor of “{name}” is off. Be sure that it was {name} who asked; "
            "a new one is set up in the admin, under “Your signing in”."
        )
