"""The admin's site: Django's own, with a second factor at its door."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_otp import DEVICE_ID_SESSION_KEY

from articles.signin.views import DeskLogin, own_account, second_factor, set_up


class Desk(AdminSite):
    """The editors' desk."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Who may come in; where all must have a second factor, nobody who came without."""
        has_shown = not settings.SECOND_FACTOR_REQUIRED or DEVICE_ID_SESSION_KEY in request.session
        return has_shown and super().has_permission(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages of signing in beside Django's own."""
        own: list[URLPattern | URLResolver] = [
            path("second-factor/", second_factor, name="second_factor"),
            path("second-factor/set-up/", set_up, name="set_up_factor"),
            path("account/", self.admin_view(own_account), name="own_account"),
            path("r/<int:content_type_id>/<int:object_id>/", self.admin_view(self.on_site), name="view_on_site"),
        ]
        return own + super().get_urls()

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Name and password, as Django asks for them; what follows is DeskLogin's."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": "Log in",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        front = reverse("admin:index")
        if REDIRECT_FIELD_NAME not in request.GET | request.POST:
            context[REDIRECT_FIELD_NAME] = front
        view = DeskLogin.as_view(
            extra_context=context,
            authentication_form=AdminAuthenticationForm,
            template_name="admin/login.html",
            next_page=front,
        )
        return view(request)

    def on_site(self, request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
        """The public page of a record, for those who see the record here: an address tells of its headline."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if model is None or not self.is_registered(model):
            raise Http404("Such records have no page in the admin.")
        model_admin: Any = self.get_model_admin(model)
        if not model_admin.has_view_permission(request) or model_admin.get_object(request, str(object_id)) is None:
            raise PermissionDenied
        answer: HttpResponse = shortcut(request, str(content_type_id), str(object_id))
        return answer
