"""The import desk: files dropped or a text pasted, read into drafts that wait for review."""

import logging
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.fields import OneLineField, ZoneInput
from articles.archive import ImportBusy, Result
from articles.importers import Defaults
from articles.importers.folder import is_language
from articles.importers.uploads import Limits, TooMuch, read_uploads
from articles.importers.walk import FoundFile, RejectedFile
from articles.importing import ImportOptions, import_found
from articles.models import Article, Import, ImportItem, Source
from articles.models.fields import validate_zone
from articles.search.engine import SearchUnavailable
from newsarchive.uploads import too_much

RIGHTS = ("articles.add_article", "articles.change_any_article", "articles.publish_article", "articles.view_import")
"""What it takes to bring in, review, accept, reject and undo."""

log = logging.getLogger(__name__)


class SeveralFiles(forms.ClearableFileInput):
    """The browser's own input for files, several at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Gives a list of uploaded files; what they hold is not looked at here."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if file]


class DeskForm(forms.Form):
    """What is brought in, and what holds where the texts do not say otherwise."""

    uploads = SeveralFilesField(required=False, label="Files", help_text="")
    text = forms.CharField(
        required=False,
        label="Or paste a text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90}),
        help_text="One story, with headline, byline and date as printed.",
    )
    source = OneLineField(
        required=False,
        max_length=200,
        label="Source",
        help_text="Of stories that name none. A new name makes a source.",
    )
    time_zone = forms.CharField(
        required=False,
        label="Time zone",
        validators=[validate_zone],
        widget=ZoneInput(attrs={"size": 30}),
        help_text="Of printed times without one, for example America/Caracas or UTC-04:00.",
    )
    language = forms.CharField(
        required=False, max_length=3, label="Language", help_text="Code, for example es. Left empty, the words tell."
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        limits = settings.IMPORT_LIMITS
        self.fields["uploads"].help_text = (
            f"Text files (.txt, .md) or a .zip of them: at most {limits['files']:,} files at once, "
            f"{limits['file_bytes']:,} bytes each, {limits['upload_bytes']:,} together."
        )

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if code and not is_language(code):
            raise ValidationError("Give a code of two or three small letters, such as “es”.")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["uploads"] and not cleaned["text"].strip():
            raise ValidationError("Nothing was brought in: choose files, or paste a text.")
        return cleaned

    def found(self) -> list[FoundFile | RejectedFile]:
        """The files that were brought in. Raises TooMuch."""
        cleaned, limits = self.cleaned_data, settings.IMPORT_LIMITS
        defaults = Defaults(cleaned["source"] or None, cleaned["time_zone"] or None, cleaned["language"] or None)
        allowed = Limits(limits["files"], limits["file_bytes"], limits["unpacked_bytes"])
        files = read_uploads(cleaned["uploads"], allowed, defaults)
        if cleaned["text"].strip():
            name = f"pasted-{timezone.localtime():%Y-%m-%d-%H%M%S}.txt"
            text = cleaned["text"].replace("\r\n", "\n")
            files.append(FoundFile(name, "", text.encode(), defaults))
        return files


class Unwatched:
    """Nobody watches an import that answers within one request."""

    def begin(self, total: int) -> None:
        """Nothing to tell."""

    def saved(self, results: Sequence[Result]) -> None:
        """Nothing to tell."""


def editor_at_desk(request: HttpRequest) -> User:
    """The editor who is signed in. Raises PermissionDenied where one of the desk's rights is missing."""
    if not isinstance(request.user, User) or not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    return request.user


def desk_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """The form; sent, what was understood waits for review, and the way leads there."""
    editor = editor_at_desk(request)
    form = DeskForm(request.POST, request.FILES) if request.method == "POST" else DeskForm()
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method == "POST" and too_much(size):
        allowed = settings.IMPORT_LIMITS["upload_bytes"]
        form.add_error(
            "uploads",
            f"What you sent has {size:,} bytes; at most {allowed:,} are taken at once (IMPORT_LARGEST_UPLOAD). "
            "Nothing of it was kept. Send fewer files, or have them imported by the command.",
        )
    elif form.is_valid():
        run = _bring_in(request, form, editor)
        if run:
            return _on_to(run)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Bring stories in",
        "opts": model_admin.opts,
        "form": form,
        "sources": Source.objects.publishers().order_by("name").values_list("name", flat=True)[:500],
    }
    return TemplateResponse(request, "admin/articles/desk.html", context)


def _bring_in(request: HttpRequest, form: DeskForm, editor: User) -> Import | None:
    """The import that was made of it; None, with an error in the form, where there is none."""
    try:
        files = form.found()
        cleaned = form.cleaned_data
        options = ImportOptions(
            source=cleaned["source"] or None,
            language=cleaned["language"] or None,
            time_zone=cleaned["time_zone"] or None,
            status=Article.Status.DRAFT,
            review=True,
        )
        names = list(dict.fromkeys(file.path for file in files))
        run = import_found(files, names, options, Unwatched(), editor)
    except (TooMuch, ImportBusy) as error:
        form.add_error(None, f"Nothing was brought in. {error}")
        return None
    except OSError as error:
        log.exception("The originals cannot be written")
        form.add_error(None, f"The originals cannot be kept: {error.strerror}. Tell whoever runs the archive.")
        return None
    except SearchUnavailable as error:
        messages.warning(request, f"The stories are there, but search does not find them yet: {error}")
        run = Import.objects.order_by("-pk")[0]
    told = [
        f"{number} {word}"
        for number, word in (
            (run.items.waiting().count(), "to review"),
            (run.unchanged, "known already, left as they are"),
            (run.rejected, "could not be read"),
        )
        if number
    ]
    level = messages.WARNING if run.rejected else messages.SUCCESS
    messages.add_message(request, level, f"Brought in: {', '.join(told) or 'no files'}.")
    return run


def _on_to(run: Import) -> HttpResponse:
    """To the one story that waits, where it is the only file; else to the import's page."""
    items = list(run.items.all()[:2])
    if len(items) == 1 and items[0].review == ImportItem.Review.WAITING:
        return redirect("admin:articles_importitem_review", items[0].pk)
    return redirect("admin:articles_import_change", run.pk)
