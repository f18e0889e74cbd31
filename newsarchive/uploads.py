"""What is sent to the archive is not even received where it is larger than the archive takes."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


def too_much(content_length: int) -> bool:
    """Whether a request of so many bytes is larger than the archive takes."""
    return content_length > settings.IMPORT_LIMITS["upload_bytes"]


class QuotaHandler(FileUploadHandler):
    """Keeps none of the files of a request that is too large; whoever reads the request tells so."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Look at the size that the browser announces; the server reads no further than that."""
        self._refused = too_much(content_length)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Pass over each file of such a request."""
        super().new_file(*args, **kwargs)
        if self._refused:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the bytes to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
        return
