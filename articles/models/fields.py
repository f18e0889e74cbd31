"""Validators and small pieces that several tables share."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from articles.zones import zone

SLUG_LENGTH = 80
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
)
"""Letters that are no plain letter with an accent; Unicode's decomposition, and so `slugify`, would lose them."""


def validate_zone(value: str) -> None:
    """An IANA time zone name, or a fixed offset such as UTC-04:00."""
    try:
        zone(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def validate_names(value: object) -> None:
    """A list of names, none empty."""
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise ValidationError("Give a list of names, none of them empty.")


def plain_latin(text: str) -> str:
    """The text with plain letters for those that are none with an accent, such as ø and ß."""
    return text.translate(_LATIN)


def slug_of(text: str, otherwise: str) -> str:
    """A slug of at most 80 characters, cut between words; `otherwise` where no Latin letter remains."""
    slug = slugify(plain_latin(text))
    if len(slug) > SLUG_LENGTH:
        head, dash, _ = slug[: SLUG_LENGTH + 1].rpartition("-")
        slug = head if dash else slug[:SLUG_LENGTH]
    return slug or otherwise


def free_slug(slug: str, taken: Iterable[str]) -> str:
    """`slug`, or the first of slug-2, slug-3 … that is not taken."""
    held = set(taken)
    candidate, number = slug, 1
    while candidate in held:
        number += 1
        suffix = f"-{number}"
        candidate = slug[: SLUG_LENGTH - len(suffix)] + suffix
    return candidate
