"""Signing in: locks that say how long, the second factor, recovery codes, sessions, and the log."""

import re
import time
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from articles.signin import factors, pending

pytestmark = pytest.mark.django_db

PASSWORD = "a long word for Elena"
LOGIN, CODE, SET_UP, ACCOUNT = (
    "/admin/login/",
    "/admin/second-factor/",
    "/admin/second-factor/set-up/",
    "/admin/account/",
)


@pytest.fixture
def elena(db: None) -> User:
    user = User.objects.create_user("elena", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Editor"))
    return user


def give_password(client: Client, name: str = "elena", password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/articles/person/"}, **more)


def app_code(user: User, steps: int = 0) -> str:
    """What the app shows, so many steps of 30 seconds from now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06}"


def set_up(user: User) -> list[str]:
    """The second factor, with the code of the step before, so that the present one is left; the recovery codes."""
    factors.begun(user)
    return factors.finish(user, app_code(user, -1))[1]


def is_in(client: Client) -> bool:
    return client.get("/admin/articles/person/").status_code == 200


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_without_a_second_factor_the_password_leads_to_where_one_wanted_to_go(client: Client, elena: User) -> None:
    assert give_password(client).headers["Location"] == "/admin/articles/person/"
    assert is_in(client)
    assert client.get(LOGIN).headers["Location"] == "/admin/"


def test_an_address_elsewhere_is_not_followed(client: Client, elena: User) -> None:
    response = client.post(LOGIN, {"username": "elena", "password": PASSWORD, "next": "https://example.com/"})
    assert response.headers["Location"] == "/admin/"


def test_too_many_wrong_passwords_lock_the_account_from_everywhere_and_say_for_how_long(
    client: Client, elena: User, settings: Settings
) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    for number in range(2):
        assert give_password(client, password="wrong", REMOTE_ADDR=f"192.0.2.{number}").status_code == 200
    response = give_password(client, password="wrong", REMOTE_ADDR="192.0.2.9")
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 900
    assert "For another 15 minutes (until " in text_of(response)
    assert give_password(client, REMOTE_ADDR="192.0.2.77").status_code == 429
    assert not is_in(client)


def test_too_many_wrong_passwords_lock_the_address_for_all_accounts(
    client: Client, elena: User, settings: Settings
) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    for name in ("ana", "bea", "cleo"):
        give_password(client, name, "wrong", REMOTE_ADDR="2001:db8::1")
    assert give_password(client, REMOTE_ADDR="2001:db8::2").status_code == 429  # the same network
    assert give_password(client, REMOTE_ADDR="2001:db8:0:1::2").status_code == 302


def test_the_lock_ends_when_it_says_and_trying_meanwhile_makes_it_no_longer(
    client: Client, elena: User, settings: Settings
) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(2):
        give_password(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=13, seconds=30))
    assert "For another 2 minutes" in text_of(give_password(client, password="wrong"))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert give_password(client).status_code == 302


def test_a_right_password_lets_the_wrong_ones_before_be_forgotten(client: Client, elena: User) -> None:
    for _ in range(3):
        give_password(client, password="wrong")
    give_password(client)
    assert not AccessAttempt.objects.exists()


def test_no_password_is_kept_with_the_wrong_tries(client: Client, elena: User) -> None:
    give_password(client, password="almost the right one")
    assert "almost" not in str(AccessAttempt.objects.values().get())


def test_a_second_factor_is_set_up_with_a_drawing_or_the_secret_as_text(client: Client, elena: User) -> None:
    client.force_login(elena)
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert 'style="' not in page.partition("<svg")[2].partition("</svg>")[0]
    device = TOTPDevice.objects.get(user=elena)
    assert not device.confirmed
    assert factors.secret(device) in page
    assert client.get(SET_UP).content.decode().count(factors.secret(device)) == 1
    refused = client.post(SET_UP, {"code": "000000"})
    assert "wrong" in text_of(refused)
    assert not factors.state_of(elena).is_on
    shown = client.post(SET_UP, {"code": app_code(elena)})
    codes = re.findall(r"<li><code>([^<]+)</code>", shown.content.decode())
    assert len(set(codes)) == factors.RECOVERY_CODES
    assert factors.state_of(elena) == factors.State(is_on=True, codes_left=10)
    assert not {code.replace("-", "") for code in codes} & set(StaticToken.objects.values_list("token", flat=True))
    assert "no-store" in shown.headers["Cache-Control"]
    assert client.get(SET_UP).headers["Location"] == ACCOUNT


def test_password_and_code_together_open_the_account_and_the_password_alone_does_not(
    client: Client, elena: User
) -> None:
    set_up(elena)
    assert give_password(client).headers["Location"] == CODE
    assert not is_in(client)
    assert client.get(ACCOUNT).status_code == 302
    assert client.get(SET_UP).headers["Location"] == CODE
    code = app_code(elena)
    assert client.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/admin/articles/person/"
    assert is_in(client)


def test_a_code_opens_once(client: Client, elena: User) -> None:
    set_up(elena)
    give_password(client)
    code = app_code(elena)
    assert client.post(CODE, {"code": code}).status_code == 302
    another = Client()
    give_password(another)
    assert "used already" in text_of(another.post(CODE, {"code": code}))
    assert not is_in(another)


def test_a_recovery_code_opens_once(client: Client, elena: User) -> None:
    code, *_ = set_up(elena)
    give_password(client)
    assert client.post(CODE, {"code": f" {code.upper()} "}).status_code == 302
    assert "9 left" in text_of(client.get("/admin/articles/person/"))
    another = Client()
    give_password(another)
    assert "wrong" in text_of(another.post(CODE, {"code": code}))
    assert not is_in(another)


def test_after_a_wrong_code_one_waits_and_is_told_how_long(client: Client, elena: User) -> None:
    set_up(elena)
    give_password(client)
    for expected in ("This code is wrong", "Wait 1 second,"):
        assert expected in text_of(client.post(CODE, {"code": "000000"}))
    TOTPDevice.objects.update(throttling_failure_count=9)
    assert "Wait 5 minutes," in text_of(client.post(CODE, {"code": app_code(elena)}))
    assert not is_in(client)


def test_the_code_is_asked_for_ten_minutes_and_only_after_the_password(
    client: Client, elena: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(elena)
    assert client.get(CODE).headers["Location"] == LOGIN
    assert client.post(CODE, {"code": app_code(elena)}).headers["Location"] == LOGIN
    give_password(client)
    assert client.get(CODE).status_code == 200
    monkeypatch.setattr(pending, "SECONDS", 0)
    assert client.get(CODE).headers["Location"] == LOGIN


@pytest.mark.parametrize("change", ["password", "is_active"])
def test_a_changed_password_and_a_shut_account_end_what_was_begun(client: Client, elena: User, change: str) -> None:
    set_up(elena)
    give_password(client)
    elena.set_password("another long one") if change == "password" else setattr(elena, "is_active", False)
    elena.save()
    assert client.post(CODE, {"code": app_code(elena)}).headers["Location"] == LOGIN


def test_where_all_must_have_one_it_is_set_up_before_anything_is_seen(
    client: Client, elena: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert give_password(client).headers["Location"] == SET_UP
    assert not is_in(client)
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": app_code(elena)})
    assert 'href="/admin/articles/person/"' in page.content.decode()
    assert is_in(client)


def test_where_all_must_have_one_a_session_from_before_is_not_let_in(
    client: Client, elena: User, settings: Settings
) -> None:
    client.force_login(elena)
    assert is_in(client)
    settings.SECOND_FACTOR_REQUIRED = True
    assert not is_in(client)
    assert client.get(LOGIN).status_code == 200


def test_new_recovery_codes_against_a_code_end_the_old_ones(client: Client, elena: User) -> None:
    old, another, *_ = set_up(elena)
    client.force_login(elena)
    assert "wrong" in text_of(client.post(ACCOUNT, {"code": "aaaa-aaaa-aaaa", "codes": "1"}))
    page = client.post(ACCOUNT, {"code": app_code(elena), "codes": "1"}).content.decode()
    assert len(re.findall(r"<li><code>", page)) == factors.RECOVERY_CODES
    assert old not in page
    with pytest.raises(factors.CodeRefused):
        factors.check(elena, another)


def test_it_is_turned_off_against_a_code_only(client: Client, elena: User) -> None:
    code, *_ = set_up(elena)
    client.force_login(elena)
    client.post(ACCOUNT, {"code": "000000", "off": "1"})
    assert factors.state_of(elena).is_on
    assert client.post(ACCOUNT, {"code": code, "off": "1"}).headers["Location"] == ACCOUNT
    assert factors.state_of(elena) == factors.State(is_on=False, codes_left=0)
    assert "Off: your password alone" in text_of(client.get(ACCOUNT))


def test_where_all_must_have_one_turning_it_off_leads_to_the_next(
    client: Client, elena: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    code, *_ = set_up(elena)
    give_password(client)
    client.post(CODE, {"code": app_code(elena)})
    assert client.post(ACCOUNT, {"code": code, "off": "1"}).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_the_operator_resets_a_lost_factor(client: Client, elena: User) -> None:
    set_up(elena)
    out = StringIO()
    call_command("reset_second_factor", "elena", stdout=out)
    assert "is off" in out.getvalue()
    assert give_password(client).headers["Location"] == "/admin/articles/person/"
    call_command("reset_second_factor", "elena", stdout=out)
    assert "has no second factor" in out.getvalue()
    with pytest.raises(CommandError, match="no account “nobody”"):
        call_command("reset_second_factor", "nobody")


def test_somebody_who_is_not_of_the_desk_sets_nothing_up(client: Client) -> None:
    client.force_login(User.objects.create_user("rita"))
    assert client.get(SET_UP).headers["Location"] == LOGIN
    assert client.get(ACCOUNT).status_code == 302


def test_the_session_is_kept_from_scripts_and_other_sites_and_ends(client: Client, elena: User) -> None:
    cookie = give_password(client).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 3600)


def test_a_short_or_common_password_is_refused(client: Client, elena: User) -> None:
    client.force_login(elena)
    for new in ("short one", "password123456", "123456789012"):
        words = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        assert client.post("/admin/password_change/", words).status_code == 200
    elena.refresh_from_db()
    assert elena.check_password(PASSWORD)


def test_what_happens_at_the_door_is_logged_and_no_password_with_it(
    client: Client, elena: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "newsarchive")
    settings.AXES_FAILURE_LIMIT = 3
    set_up(elena)
    give_password(client)
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": factors.new_recovery_codes(elena)[0]})
    client.post("/admin/logout/")
    give_password(client, "typed the secret word here", "elena")
    for _ in range(2):
        give_password(client, password="wrong guess")
    lines = [record.getMessage() for record in caplog.records if record.name == "newsarchive.signin"]
    assert lines == [
        "Second factor refused: 'elena' from 127.0.0.1",
        "Signed in: 'elena' from 127.0.0.1",
        "Signed out: 'elena' from 127.0.0.1",
        "Wrong password: an unknown account from 127.0.0.1",
        "Wrong password: 'elena' from 127.0.0.1",
        "Locked after too many wrong passwords: 'elena' from 127.0.0.1",
    ]
    assert "guess" not in caplog.text
    assert "secret word" not in caplog.text


def test_the_admin_has_no_pages_that_show_the_secrets(admin_client: Client) -> None:
    for page in ("otp_totp/totpdevice/", "otp_static/staticdevice/", "axes/accessattempt/"):
        assert admin_client.get(f"/admin/{page}").status_code == 404
