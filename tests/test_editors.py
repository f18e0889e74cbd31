"""Editors' accounts: what the group may do, and the command that makes one."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from articles.editors import CHIEF, CONTRIBUTOR, EDITOR, GROUPS

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
    assert [group.name for group in user.groups.all()] == [EDITOR]


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
        ("articles.delete_article", True),
        ("articles.empty_trash", False),
        ("articles.delete_quote", True),
        ("articles.change_person", True),
        ("articles.view_original", True),
        ("articles.change_original", False),
        ("articles.view_import", True),
        ("articles.delete_import", False),
        ("articles.view_importitem", True),
        ("articles.publish_article", True),
        ("articles.merge_person", True),
        ("articles.withhold_article", False),
        ("auth.change_user", False),
    ],
)
def test_an_editor_may(permission: str, allowed: bool) -> None:
    create_editor()
    assert User.objects.get(username="editor").has_perm(permission) is allowed


@pytest.mark.parametrize(
    ("group", "permission", "allowed"),
    [
        (CONTRIBUTOR, "articles.add_article", True),
        (CONTRIBUTOR, "articles.change_any_article", False),
        (CONTRIBUTOR, "articles.publish_article", False),
        (CONTRIBUTOR, "articles.add_correction", False),
        (CONTRIBUTOR, "articles.add_person", False),
        (CHIEF, "articles.withhold_article", True),
        (CHIEF, "articles.delete_article", True),
        (CHIEF, "articles.empty_trash", True),
        (CONTRIBUTOR, "articles.empty_trash", False),
        (CHIEF, "auth.change_user", True),
        (CHIEF, "auth.delete_user", False),
        (CHIEF, "auth.change_group", False),
    ],
)
def test_a_member_of_another_group_may(group: str, permission: str, allowed: bool) -> None:
    create_editor("ana", "--group", group)
    assert User.objects.get(username="ana").has_perm(permission) is allowed


def test_an_account_that_is_there_can_be_put_into_another_group_and_keeps_its_password() -> None:
    create_editor("maria")
    maria = User.objects.get(username="maria")
    others = Group.objects.create(name="Readers of proofs")
    maria.groups.add(others)
    assert "in the group Chief now" in create_editor("maria", "--group", "Chief")
    assert {group.name for group in maria.groups.all()} == {CHIEF, others.name}
    assert User.objects.get(username="maria").password == maria.password


def test_every_migration_leaves_the_groups_as_documented() -> None:
    Group.objects.get(name=EDITOR).permissions.clear()
    Group.objects.get(name=CONTRIBUTOR).delete()
    call_command("migrate", verbosity=0)
    assert {group.name for group in Group.objects.all()} == set(GROUPS)
    create_editor()
    assert User.objects.get(username="editor").has_perm("articles.publish_article")
