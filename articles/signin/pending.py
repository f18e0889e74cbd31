"""Between password and second factor: who has given the right password, for ten minutes, and is not signed in yet."""

import time

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

SECONDS = 600
_KEY = "signing_in"


def begin(request: HttpRequest, user: User, target: str) -> None:
    """Remember the right password, in a session of its own: nothing of the one before goes over."""
    request.session.flush()
    request.session[_KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "since": time.time(),
        "target": target,
    }


def who(request: HttpRequest) -> User | None:
    """Whose second factor is asked for; nobody after ten minutes, or when the password has changed meanwhile."""
    kept = request.session.get(_KEY)
    if not kept or time.time() - kept["since"] > SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["password"], user.get_session_auth_hash()):
        return None
    return user


def end(request: HttpRequest) -> str:
    """Forget it, and where it was to lead."""
    return str(request.session.pop(_KEY)["target"])
