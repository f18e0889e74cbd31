"""The files of pictures: put beside their record, and taken away once nothing names them any more."""

import logging
import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from reversion.models import Version

from articles.models import Photo
from articles.pictures import Picture

log = logging.getLogger("newsarchive.pictures")


def put_picture(photo: Photo, picture: Picture) -> None:
    """Write the files of a picture and note them at the photo, which is not saved yet."""
    take_picture(photo)
    largest = picture.files[picture.width]
    photo.image.save(f"{secrets.token_hex(8)}.{picture.suffix}", ContentFile(largest), save=False)
    photo.width, photo.height, photo.widths = picture.width, picture.height, list(picture.files)
    for width in photo.widths[:-1]:
        default_storage.save(photo.file_of(width), ContentFile(picture.files[width]))


def take_picture(photo: Photo) -> None:
    """Leave the photo without its picture; the files go after the commit, unless its history names them."""
    if photo.image:
        _forget_later(photo)
    photo.image, photo.width, photo.height, photo.widths = "", None, None, []


def _forget_later(photo: Photo) -> None:
    files = [photo.image.name, *(photo.file_of(width) for width in photo.widths[:-1])]
    transaction.on_commit(partial(_forget, str(photo.pk), files))


def _forget(number: str, files: Sequence[str]) -> None:
    """Delete the files, largest first named, that neither a photo nor a former state of this one names.

    A crash before it leaves files too many, never too few.
    """
    kept = Version.objects.get_for_object_reference(Photo, number)
    if kept.filter(serialized_data__contains=files[0]).exists():
        return
    for name in files:
        try:
            default_storage.delete(name)
        except OSError as error:
            log.warning("The file %s of a picture that is gone could not be deleted: %s", name, error)


@receiver(post_delete, sender=Photo)
def _deleted(instance: Photo, **_: Any) -> None:
    if instance.image:
        _forget_later(instance)
