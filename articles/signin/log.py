"""The log of signing in: who, from where, and how it ended. One line each, in the server's log."""

import logging
from ipaddress import ip_address, ip_network
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from articles.views.limits import client_address

log = logging.getLogger("newsarchive.signin")

_IPV6_NETWORK = 64


def client_network(request: HttpRequest) -> str:
    """The address that wrong passwords are counted for; of IPv6 its network (/64), which is one subscriber's."""
    address = ip_address(client_address(request))
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/{_IPV6_NETWORK}", strict=False).network_address)


def note(request: HttpRequest | None, what: str, name: str) -> None:
    """A line: what happened to which account, from which address."""
    log.info("%s: %s from %s", what, _account(name), client_address(request) if request else "this machine")


def _account(name: str) -> str:
    """The name of an account that is there. What else stands in the field may be a password in the wrong place."""
    return repr(name) if User.objects.filter(username=name).exists() else "an unknown account"


@receiver(user_logged_in)
def _signed_in(request: HttpRequest | None = None, user: Any = None, **_signal: object) -> None:
    note(request, "Signed in", user.get_username())


@receiver(user_logged_out)
def _signed_out(request: HttpRequest | None = None, user: Any = None, **_signal: object) -> None:
    if user is not None:
        note(request, "Signed out", user.get_username())


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_signal: object) -> None:
    if not getattr(request, "axes_locked_out", False):  # then the line below is written
        note(request, "Wrong password", str(credentials.get("username")))


@receiver(user_locked_out)
def _locked(request: HttpRequest, username: str | None = None, **_signal: object) -> None:
    note(request, "Locked after too many wrong passwords", str(username))
