"""Bringing stories in at the import desk, as an editor does."""

import io
import random
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Import, ImportItem

DESK = "/admin/articles/import/desk/"

STORY = """Headline: {headline}
Source: Valley Courier
Date: 3 May 2024, 9:15 am
Topics: Rivers

The river rose again on Monday and flooded the lower meadows near the mill, as it does every year.

“We are ready,” said Marta Soler, the mayor. She has asked the province for two more pumps.

Beside the road one saw {seen}.
"""

_THINGS = [
    "boats",
    "barrels",
    "oxen",
    "carts",
    "ladders",
    "hens",
    "kettles",
    "fences",
    "gates",
    "ropes",
    "lamps",
    "stools",
    "quilts",
]
_THINGS += [
    "hymnals",
    "ploughs",
    "saws",
    "bells",
    "anvils",
    "looms",
    "nets",
    "oars",
    "planks",
    "crates",
    "sacks",
    "geese",
    "drums",
]


def story(headline: str = "River floods meadows", **changes: str) -> str:
    """A story under headers, its text unlike others'; `changes` replaces header lines, or leaves them out."""
    seen = ", ".join(random.Random(headline).choices(_THINGS, k=60))
    lines = STORY.format(headline=headline, seen=seen).split("\n")
    for name, value in changes.items():
        lines = [line if not line.startswith(f"{name}:") else f"{name}: {value}" * bool(value) for line in lines]
    return "\n".join(line for line in lines[:4] if line) + "\n" + "\n".join(lines[4:])


def text_file(name: str, text: str | bytes) -> SimpleUploadedFile:
    """A file as the browser sends it."""
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def zipped(files: dict[str, str]) -> bytes:
    """A .zip of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def send(client: Client, *files: SimpleUploadedFile, text: str = "", **fields: str) -> Any:
    """Send the desk's form."""
    return client.post(DESK, {"uploads": list(files), "text": text, **fields})


def bring_in(client: Client, *texts: str, **fields: str) -> Import:
    """An import of these stories, each in a file of its own."""
    files = [text_file(f"{number}.txt", text) for number, text in enumerate(texts, start=1)]
    assert send(client, *files, **fields).status_code == 302
    return Import.objects.order_by("-pk")[0]


def review_url(item: ImportItem) -> str:
    return reverse("admin:articles_importitem_review", args=[item.pk])


def reject_url(item: ImportItem) -> str:
    return reverse("admin:articles_importitem_reject", args=[item.pk])


def accept_all_url(run: Import) -> str:
    return reverse("admin:articles_import_accept", args=[run.pk])


def post(client: Client, url: str, data: dict[str, Any] | None = None) -> Any:
    """Send a form; the answer may be a redirect, with its `url`."""
    return client.post(url, data or {})
