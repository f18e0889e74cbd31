"""The pictures of articles. Nothing under MEDIA_ROOT has an address of its own."""

from urllib.parse import urlencode

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.forms import PhotoParameters, read
from articles.models import Photo
from articles.views.seeing import HEADERS, may_look

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
ALWAYS_THE_SAME = "private, max-age=31536000, immutable"
"""For the reader's browser alone: a server between us and the reader must not go on giving out what was withheld."""


@require_safe
def photo(request: HttpRequest, pk: int, key: str = "", width: int = 0) -> FileResponse | HttpResponseRedirect:
    """The picture, as long as its article is public; before, for those who may look at that.

    With `key` and `width` one of its sizes, which never changes; a picture that was replaced leads to the present one.
    """
    token = read(request, PhotoParameters)["preview"]
    found = Photo.objects.select_related("article").exclude(image="").filter(pk=pk).first()
    article = found.article if found else None
    is_public = article is not None and article.is_public
    if (not is_public and not may_look(request, article, token)) or found is None:
        raise Http404
    if key and (key != found.key or width not in found.widths):
        return redirect(found.address + (f"?{urlencode({'preview': token})}" if token else ""))
    suffix = "." + found.image.name.rpartition(".")[2].lower()
    if suffix not in IMAGE_TYPES:
        raise Http404("This picture is in a format that the archive does not show.")
    try:
        file = default_storage.open(found.file_of(width) if key else found.image.name, "rb")
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
    headers = {"Cache-Control": ALWAYS_THE_SAME if key else "no-cache"} if is_public else HEADERS
    return FileResponse(file, content_type=IMAGE_TYPES[suffix], headers=headers)
