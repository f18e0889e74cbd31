"""Accounts of the desk: a chief makes them, gives no more than a group gives, and changes nobody who may do more."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.admin.pages import form_data

pytestmark = pytest.mark.django_db


def test_a_chief_makes_an_account_and_gives_it_no_more_than_a_group_of_the_desk(
    chief: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "newsarchive.rights")
    words = {"password1": "six words nobody ever guesses", "password2": "six words nobody ever guesses"}
    chief.post(reverse("admin:auth_user_add"), {"username": "nina", "usable_password": "true", **words})
    nina = User.objects.get(username="nina")
    assert nina.is_staff
    powers = Group.objects.create(name="Powers")
    url = reverse("admin:auth_user_change", args=[nina.pk])
    data = form_data(chief, url)
    chief.post(url, data | {"groups": [powers.pk]})
    assert not nina.groups.exists()
    editors = Group.objects.get(name="Editor")
    chief.post(url, data | {"groups": [editors.pk], "is_superuser": "on", "user_permissions": ["1", "2"]})
    nina.refresh_from_db()
    assert (list(nina.groups.all()), nina.is_superuser, nina.user_permissions.count()) == ([editors], False, 0)
    assert "User 'nina' made by 'chidi'" in caplog.text
    assert "User 'nina' changed by 'chidi': groups: none → Editor" in caplog.text
    history = chief.get(reverse("admin:auth_user_history", args=[nina.pk])).content.decode()
    assert "groups: none → Editor" in history


def test_a_chief_cannot_change_an_account_that_may_do_more(chief: Client, superuser: Client) -> None:
    samuel = User.objects.get(username="samuel")
    nina = User.objects.create_user("nina")
    nina.groups.add(Group.objects.create(name="Powers"))
    for user in (samuel, nina):
        for page in ("change", "password_change"):
            url = reverse(f"admin:auth_user_{page}", args=[user.pk])
            assert chief.post(url, {"username": "taken", "password1": "x", "password2": "x"}).status_code == 403
            assert superuser.get(url).status_code == 200
