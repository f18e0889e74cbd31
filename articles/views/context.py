"""What every template may use."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from articles.views.limits import is_editor


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name; and whether an editor is reading, which nobody is asked before a template wants to know."""
    return {"SITE_NAME": settings.SITE_NAME, "signed_in_staff": partial(is_editor, request)}
