"""The pages of signing in: password, code, setting up, and what one's own account has."""

from typing import Any

import django_otp
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from articles.signin import factors, pending
from articles.signin.factors import CodeRefused
from articles.signin.log import note

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter the code."},
    )


class DeskLogin(LoginView):
    """Name and password. Who has a second factor, or must have one, is not signed in by them alone."""

    def form_valid(self, form: Any) -> HttpResponse:
        user: User = form.get_user()
        is_on = factors.state_of(user).is_on
        if not is_on and not settings.SECOND_FACTOR_REQUIRED:
            return super().form_valid(form)
        pending.begin(self.request, user, self.get_success_url())
        return redirect("admin:second_factor" if is_on else "admin:set_up_factor")


@sensitive_post_parameters("code")
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code, after the right password."""
    user = pending.who(request)
    if user is None:
        return _too_late(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device = factors.check(user, form.cleaned_data["code"])
        except CodeRefused as error:
            note(request, "Second factor refused", user.get_username())
            form.add_error("code", str(error))
        else:
            return _signed_in(request, user, device)
    return _page(request, "second_factor", "Second factor", {"form": form, "name": user.get_username()})


def _signed_in(request: HttpRequest, user: User, device: Any) -> HttpResponse:
    target = pending.end(request)
    login(request, user, backend=_BACKEND)
    django_otp.login(request, device)
    left = factors.state_of(user).codes_left
    if not hasattr(device, "key"):
        messages.warning(request, f"You signed in with a recovery code; {left or 'none'} left. Each works once.")
    return HttpResponseRedirect(target)


@sensitive_post_parameters("code")
@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """The secret as drawing and text; with a right code of the app it is on, and the recovery codes are shown once."""
    user = request.user if isinstance(request.user, User) else pending.who(request)
    if user is None or not user.is_staff:
        return _too_late(request)
    if factors.state_of(user).is_on:  # nothing takes the place of a factor without a code of it
        return redirect("admin:own_account" if request.user.is_authenticated else "admin:second_factor")
    device, form = factors.begun(user), CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device, codes = factors.finish(user, form.cleaned_data["code"])
        except CodeRefused as error:
            form.add_error("code", str(error))
        else:
            return _set_up(request, user, device, codes)
    context = {
        "form": form,
        "drawing": factors.drawing(device),
        "secret": factors.secret(device),
        "is_required": settings.SECOND_FACTOR_REQUIRED,
        "name": user.get_username(),
    }
    return _page(request, "set_up", "Set up the second factor", context)


def _set_up(request: HttpRequest, user: User, device: Any, codes: list[str]) -> HttpResponse:
    target = "" if request.user.is_authenticated else pending.end(request)
    if target:
        login(request, user, backend=_BACKEND)
    django_otp.login(request, device)
    note(request, "Second factor set up", user.get_username())
    return _codes(request, codes, target)


@sensitive_post_parameters("code")
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """What one's own account has; new recovery codes, or the factor off, against a code."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            factors.check(user, form.cleaned_data["code"])
        except CodeRefused as error:
            note(request, "Second factor refused", user.get_username())
            form.add_error("code", str(error))
        else:
            return _carried_out(request, user)
    context = {"form": form, "state": factors.state_of(user), "is_required": settings.SECOND_FACTOR_REQUIRED}
    return _page(request, "own_account", "Your signing in", context)


def _carried_out(request: HttpRequest, user: User) -> HttpResponse:
    if "off" in request.POST:
        factors.remove(user)
        note(request, "Second factor turned off", user.get_username())
        if settings.SECOND_FACTOR_REQUIRED:
            messages.warning(request, "The second factor is off. Set up the new one now: here all must have one.")
            return redirect("admin:set_up_factor")
        messages.success(request, "The second factor is off. From now on your password alone opens your account.")
        return redirect("admin:own_account")
    note(request, "New recovery codes", user.get_username())
    return _codes(request, factors.new_recovery_codes(user), "")


def _codes(request: HttpRequest, codes: list[str], target: str) -> HttpResponse:
    return _page(request, "recovery_codes", "Recovery codes", {"codes": codes, "target": target})


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Give name and password first; the code is asked for within ten minutes of that.")
    return redirect("admin:login")


def _page(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    shared = {**admin.site.each_context(request), "title": title}
    return render(request, f"admin/signin/{template}.html", shared | context)
