"""`manage.py verify_originals`: every original is read back and checked against its checksum."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.archive.originals import OriginalDamaged, read_original
from articles.models import Original


class Command(BaseCommand):
    """Read every original and name those that are damaged."""

    help = "Reads every original's file and checks its bytes against its checksum; names the damaged ones."

    def handle(self, *_args: Any, **_options: Any) -> None:
        whole, damaged = 0, 0
        for original in Original.objects.order_by("id").iterator(chunk_size=1000):
            try:
                read_original(original)
            except OriginalDamaged as error:
                damaged += 1
                self.stderr.write(f"{original.filename}: {error}")
            else:
                whole += 1
        self.stdout.write(f"{whole} originals are whole, {damaged} damaged.")
        if damaged:
            raise CommandError("Bring the damaged files back from a backup of the data folder.")
