#!/usr/bin/env python3
"""Runs the archive's commands: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; a wrong setting ends it with one clear line instead of a traceback, and so does Ctrl+C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"newsarchive: {error}")
    except KeyboardInterrupt:
        sys.exit("newsarchive: stopped by Ctrl+C.")


if __name__ == "__main__":
    main()
