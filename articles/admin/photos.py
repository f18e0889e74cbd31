"""Photos on their article's page: caption, credit, and a picture that is sent, looked through and made in sizes."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import ImageFieldFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.base import PlainFields
from articles.archive.pictures import put_picture, take_picture
from articles.models import Article, Photo
from articles.pictures import Picture, PictureRefused, read_picture
from newsarchive.uploads import too_much

if TYPE_CHECKING:
    PhotoModelForm = forms.ModelForm[Photo]
    PhotosOfArticle = forms.BaseInlineFormSet[Photo, Article, PhotoModelForm]
    PhotoStackedInline = admin.StackedInline[Photo, Article]
else:
    PhotoModelForm, PhotosOfArticle = forms.ModelForm, forms.BaseInlineFormSet
    PhotoStackedInline = admin.StackedInline

_ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"


class PictureInput(forms.ClearableFileInput):
    """Shows the present picture, takes another one or none; tells where a chosen one got lost."""

    lost = ""
    """The name of a file that was chosen and is not kept: a browser does not send it again by itself."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        field = forms.FileInput().render(name, None, {**(attrs or {}), "accept": _ACCEPTED}, renderer)
        if self.lost:
            told = '<p class="lost">“{}” was not kept, because this page is shown again. Choose it once more.</p>'
            field += format_html(told, self.lost)
        if isinstance(value, ImageFieldFile) and value:
            field = _present(value.instance, self.clear_checkbox_name(name)) + field
        return format_html('<div class="picture">{}</div>', field)


def _present(photo: Any, clear: str) -> SafeString:
    """The picture as it is, and the choice to take it away."""
    source = photo.sizes[0][0] if photo.sizes else photo.address
    measures = f"{photo.width} × {photo.height}" if photo.width else "whole"
    return format_html(
        '<span class="picture-now"><a href="{0}"><img src="{1}" alt="The present picture, {2}" width="160"></a>'
        '<label for="{3}_id"><input type="checkbox" name="{3}" id="{3}_id"> Take the picture away</label></span>',
        photo.address,
        source,
        measures,
        clear,
    )


class PictureField(forms.FileField):
    """A file that must be a picture. Gives a Picture; False to take the present one away; else the present one."""

    widget = PictureInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown when the page is shown again: what was there before, with a word on what was sent."""
        if isinstance(data, UploadedFile):
            self.widget.lost = str(data.name)  # each form has a field of its own
        return initial

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and not data.size:
            raise ValidationError(f"“{data.name}” is empty.")
        file: Any = super().to_python(data)
        if file is None:
            return None
        limits = settings.PHOTO_LIMITS
        try:
            return read_picture(file, str(file.name), limits["file_bytes"], limits["pixels"])
        except PictureRefused as error:
            raise ValidationError(str(error)) from error


class PhotoForm(PhotoModelForm):
    """A photo: at least one of caption, credit and picture."""

    image = PictureField(
        required=False,
        label="Picture",
        help_text="JPEG, PNG, WebP or GIF. It is turned upright and made in several sizes; what the file tells of "
        "camera, place and people is taken off.",
    )

    class Meta:
        labels = {"position": "Order", "alt": "What it shows"}
        widgets = {"alt": forms.Textarea(attrs={"rows": 2, "cols": 80})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.sent = cleaned.pop("image", None)  # so that Django does not write it as it came
        has_picture = bool(self.sent) if self.sent is not None else False
        if not self.errors and not (cleaned.get("caption") or cleaned.get("credit") or has_picture):
            raise ValidationError("Give the caption, the credit or the picture, or delete this photo.")
        return cleaned

    def save(self, commit: bool = True) -> Photo:
        """Save, with the files of a picture that was sent."""
        if isinstance(self.sent, Picture):
            put_picture(self.instance, self.sent)
        elif self.sent is False:
            take_picture(self.instance)
        return super().save(commit)


class PhotoFormSet(PhotosOfArticle):
    """All photos of an article; what is too much is passed over before it costs anything."""

    sent_too_much = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = [name for name in self.files if name.startswith(f"{self.prefix}-")]
        self.has_too_many = self.is_bound and len(sent) > settings.PHOTO_LIMITS["photos"]
        if self.has_too_many:
            self.files = MultiValueDict()

    def clean(self) -> None:
        """Refuse more than the archive takes."""
        super().clean()
        most = settings.PHOTO_LIMITS["photos"]
        if self.sent_too_much:
            limit = settings.IMPORT_LIMITS["upload_bytes"] // 1_000_000
            raise ValidationError(
                f"What was sent is larger than the {limit} MB that the archive takes at once, and no picture of it was "
                "kept. Choose the pictures again, and save a few at a time."
            )
        new = [form for form in self.extra_forms if form.has_changed() and form not in self.deleted_forms]
        if self.has_too_many or (new and len(new) + len(self.initial_forms) - len(self.deleted_forms) > most):
            raise ValidationError(f"A story may have at most {most} photos; these are more. None was kept.")


class PhotoInline(PlainFields, PhotoStackedInline):
    """Photos as printed."""

    model = Photo
    form = PhotoForm
    formset = PhotoFormSet
    extra = 0
    fieldsets = [(None, {"fields": ["image", "alt", "caption", ("credit", "position")]})]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Told whether the request was so large that none of its files was received."""
        made: Any = super().get_formset(request, obj, **kwargs)
        made.sent_too_much = too_much(int(request.META.get("CONTENT_LENGTH") or 0))
        return made
