"""The pictures of public articles. Nothing under MEDIA_ROOT has an address of its own."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from articles.forms import read
from articles.models import Photo

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
    """The picture itself, as long as its article is public."""
    read(request)
    found = Photo.objects.select_related("article").exclude(image="").filter(pk=pk).first()
    if found is None or not found.article.is_public:
        raise Http404
    suffix = "." + found.image.name.rpartition(".")[2].lower()
    if suffix not in IMAGE_TYPES:
        raise Http404("This picture is in a format that the archive does not show.")
    try:
        file = found.image.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
    return FileResponse(file, content_type=IMAGE_TYPES[suffix], headers={"Cache-Control": "no-cache"})
