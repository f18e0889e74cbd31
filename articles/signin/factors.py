"""The second factor: codes of an app (TOTP, RFC 6238), and recovery codes for the day the telephone is gone.

django-otp keeps and checks both; it counts wrong codes too, and asks for a pause that doubles with each.
"""

import math
import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
_APP_NAME, _RECOVERY_NAME = "app", "recovery codes"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another."""
_CODE_LENGTH = 12
_APP_CODE = re.compile(r"[0-9]{6}")


class CodeRefused(Exception):
    """The code is wrong, or it is too early for another try. The message says which, and how long to wait."""


@dataclass(frozen=True)
class State:
    """What an account has."""

    is_on: bool
    codes_left: int


def state_of(user: User) -> State:
    """Whether a second factor is set up, and how many recovery codes are left."""
    left = StaticToken.objects.filter(device__user=user).count()
    return State(is_on=TOTPDevice.objects.filter(user=user, confirmed=True).exists(), codes_left=left)


def begun(user: User) -> Any:
    """The factor that is being set up, the same one however often the page is shown."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": _APP_NAME})
    return device


def drawing(device: Any) -> str:
    """The QR code that an app photographs, as an SVG element without script or style."""
    code = segno.make(device.config_url, error="m", micro=False)
    return str(code.svg_inline(scale=5, border=4, light="#fff", dark="#000", title="QR code for the app"))


def secret(device: Any) -> str:
    """The same secret to be typed, in groups of four."""
    return " ".join(re.findall(".{1,4}", b32encode(device.bin_key).decode()))


@transaction.atomic
def finish(user: User, code: str) -> tuple[Any, list[str]]:
    """Turn the factor on that was being set up: itself, and the recovery codes, which are kept nowhere readable.

    Raises CodeRefused. Wrong codes are not counted here: whoever sees the page has the secret before them.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None:
        raise CodeRefused("Nothing is being set up any more. Begin again.")
    problem = _problem(device, _bare(code))
    if problem is None:
        device.confirmed = True
        device.save()
        return device, new_recovery_codes(user)
    raise CodeRefused(problem)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten fresh codes; those before are worth nothing any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=_RECOVERY_NAME)
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return ["-".join(re.findall("....", code)) for code in codes]


def check(user: User, code: str) -> Any:
    """The factor that this code proves: the app, or a recovery code, which is used up. Raises CodeRefused.

    A wrong code is counted whatever becomes of the request.
    """
    bare = _bare(code)
    from_app = _APP_CODE.fullmatch(bare) is not None
    model, token = (TOTPDevice, bare) if from_app else (StaticDevice, _kept(bare))
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        problem = _problem(device, token) if device else "No such code can be asked of this account."
    if problem:
        raise CodeRefused(problem)
    return device


def remove(user: User) -> bool:
    """Take the second factor away, recovery codes and all; whether there was one."""
    with transaction.atomic():
        had = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
    return bool(had)


def _problem(device: Any, token: str) -> str | None:
    """Why a code is refused; None where it is right."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, math.ceil((why["locked_until"] - timezone.now()).total_seconds()))
        return f"Too many wrong codes. Wait {_in_words(seconds)}, then try again; a code sent before is not looked at."
    if device.verify_token(token):
        return None
    return "This code is wrong, used already, or too old. The app shows a new one every 30 seconds."


def _in_words(seconds: int) -> str:
    if seconds < 100:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{math.ceil(seconds / 60)} minutes"


def _bare(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _kept(code: str) -> str:
    """What is kept of a recovery code, which tells nobody the code: twelve random letters cannot be tried out."""
    return b32encode(sha256(code.encode()).digest()).decode()[:16]
