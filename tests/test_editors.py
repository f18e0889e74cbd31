"""Editors' accounts: what the group may do, and the command that makes one."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from articles.editors import GROUP_NAME

pytestmark = pytest.mark.django_db


def create_editor(*arguments: str) -> str:
    out = StringIO()
    call_command("create_editor", *arguments, stdout=out)
    return out.getvalue()


def test_the_shown_password_opens_the_account() -> None:
    shown = create_editor()
    user = User.objects.get(username="editor")
    assert user.check_password(shown.rsplit(" ", 1)[1].strip())
    assert user.is_staff
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == [GROUP_NAME]


def test_a_second_time_says_that_it_exists_and_changes_nothing() -> None:
    create_editor("maria")
    before = User.objects.get(username="maria").password
    assert "exists" in create_editor("maria")
    assert User.objects.get(username="maria").password == before


def test_a_name_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(CommandError, match="cannot be a user name"):
        create_editor("two words")


def test_without_the_group_the_command_says_what_to_do() -> None:
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="Run `manage"):
        create_editor()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("articles.add_article", True),
        ("articles.change_article", True),
        ("articles.delete_article", False),
        ("articles.delete_quote", True),
        ("articles.change_person", True),
        ("articles.view_original", True),
        ("articles.change_original", False),
        ("articles.view_import", True),
        ("articles.delete_import", False),
        ("articles.view_importitem", True),
        ("auth.change_user", False),
    ],
)
def test_an_editor_may(permission: str, allowed: bool) -> None:
    create_editor()
    assert User.objects.get(username="editor").has_perm(permission) is allowed
