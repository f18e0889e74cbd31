"""The pictures of public articles. Nothing under MEDIA_ROOT has an address of its own."""

from django.http import FileResponse, Http404, HttpRequest
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


@require_safe
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The picture itself, as long as its article is public; before, for those who may look at that."""
    token = read(request, PhotoParameters)["preview"]
    found = Photo.objects.select_related("article").exclude(image="").filter(pk=pk).first()
    article = found.article if found else None
    is_public = article is not None and article.is_public
    if (not is_public and not may_look(request, article, token)) or found is None:
        raise Http404
    suffix = "." + found.image.name.rpartition(".")[2].lower()
    if suffix not in IMAGE_TYPES:
        raise Http404("This picture is in a format that the archive does not show.")
    try:
        file = found.image.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
    headers = {"Cache-Control": "no-cache"} if is_public else HEADERS
    return FileResponse(file, content_type=IMAGE_TYPES[suffix], headers=headers)
