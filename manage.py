#!/usr/bin/env python3
"""Runs the archive's commands: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run one command; a wrong setting, a database out of reach and Ctrl+C end it with words, not with a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"newsarchive: {error}")
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"newsarchive: the database failed: {error}\n"
            "Does it run, is DATABASE_URL right, may this user write to it, and are its tables there "
            "(python manage.py migrate)? With --traceback the command says where it failed."
        )
    except KeyboardInterrupt:
        sys.exit("newsarchive: stopped by Ctrl+C.")


if __name__ == "__main__":
    main()
