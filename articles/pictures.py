"""Pictures that editors send: known by their content, stripped of everything but the picture, in the widths of pages.

Knows no database. What is given out is always made anew from the picture's points, so that nothing else that a file
held (EXIF with its place and camera, comments, a web page behind the picture) is ever kept.
"""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
WIDTHS = (480, 960, 1600, 2400)
"""Widths in which a picture is kept; the largest is its own, or the last of these."""
_TALLEST = 8000
_QUALITY = 85
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What Pillow raises for files that are damaged or made to do harm."""


class PictureRefused(Exception):
    """A file that is not taken; the message names it and what is taken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept."""

    suffix: str
    """jpg or webp"""
    width: int
    """Of the largest, in points; so is the height."""
    height: int
    files: dict[int, bytes]
    """By their width, the largest last."""


def read_picture(file: IO[bytes], name: str, most_bytes: int, most_pixels: int) -> Picture:
    """The picture in a file, upright, in sRGB, in all its widths; of a moving one the first frame.

    A JPEG stays one; everything else becomes WebP, which keeps what is transparent. Raises PictureRefused.
    """
    size = file.seek(0, 2)
    if size > most_bytes:
        raise PictureRefused(
            f"“{name}” has {_millions(size)} MB; a picture may have at most {_millions(most_bytes)} MB. "
            "Save it smaller and choose it again."
        )
    try:
        image = _opened(file, name, most_pixels)
        is_photo = image.format == "JPEG"
        upright = _in_srgb(ImageOps.exif_transpose(image))
    except _UNREADABLE as error:
        raise PictureRefused(f"“{name}” is damaged: it cannot be read to its end as a picture.") from error
    scale = min(1, WIDTHS[-1] / upright.width, _TALLEST / upright.height)
    own = max(1, round(upright.width * scale))
    sizes = [(width, _height(upright, width)) for width in [*(each for each in WIDTHS if each < own), own]]
    files = {
        width: _encoded(upright.resize((width, height), Image.Resampling.LANCZOS), is_photo) for width, height in sizes
    }
    return Picture("jpg" if is_photo else "webp", *sizes[-1], files)


def _opened(file: IO[bytes], name: str, most_pixels: int) -> Image.Image:
    """The image, looked at but not unpacked before its measures are known to be small enough."""
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as looked_at:
            width, height = looked_at.size
            if width * height > most_pixels:
                raise _too_many(name, width, height, most_pixels)
            looked_at.verify()
    except UnidentifiedImageError as error:
        raise PictureRefused(
            f"“{name}” is no picture, whatever its name says. Taken are JPEG, PNG, WebP and GIF."
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(
            f"“{name}” unpacks to too many points; a picture may have at most {_millions(most_pixels)} million."
        ) from error
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    if image.format == "JPEG":
        image.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a very large one is unpacked at a half or a quarter
    image.load()
    return image


def _too_many(name: str, width: int, height: int, most: int) -> PictureRefused:
    return PictureRefused(
        f"“{name}” has {width} × {height} points; a picture may have at most {_millions(most)} million. "
        "Save it smaller and choose it again."
    )


def _in_srgb(image: Image.Image) -> Image.Image:
    """In the colours of screens, without the profile that said which others they were."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # grey in 65,536 steps
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    plain = image if image.mode in ("RGB", "CMYK") else image.convert("RGB")
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a profile that does not fit the picture tells nothing
            held = ImageCms.ImageCmsProfile(BytesIO(profile))
            plain = ImageCms.profileToProfile(plain, held, ImageCms.createProfile("sRGB"), outputMode="RGB") or plain
    plain = plain.convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    return plain


def _height(image: Image.Image, width: int) -> int:
    return max(1, round(image.height * width / image.width))


def _encoded(image: Image.Image, is_photo: bool) -> bytes:
    """The points alone: a new image takes nothing along that the file said beside them."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    data = BytesIO()
    if is_photo:
        bare.save(data, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    else:
        bare.save(data, "WEBP", quality=_QUALITY, method=4)
    return data.getvalue()


def _millions(number: int) -> str:
    return f"{number / 1_000_000:.1f}".removesuffix(".0")
