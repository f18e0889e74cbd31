"""Who comes to the admin: contributor, editors, chief, somebody signed in without rights, a superuser."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.editors import CHIEF, CONTRIBUTOR, EDITOR


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _member(name: str, group: str) -> Client:
    user = User.objects.create_user(name, password=f"a long word for {name}", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return _client(user)


@pytest.fixture
def editor(db: None) -> Client:
    """Elena, in the group of editors."""
    return _member("elena", EDITOR)


@pytest.fixture
def bruno(db: None) -> Client:
    """Bruno, another editor."""
    return _member("bruno", EDITOR)


@pytest.fixture
def contributor(db: None) -> Client:
    """Cora, who writes drafts."""
    return _member("cora", CONTRIBUTOR)


@pytest.fixture
def chief(db: None) -> Client:
    """Chidi, who withholds and makes accounts."""
    return _member("chidi", CHIEF)


@pytest.fixture
def reader(db: None) -> Client:
    """Rosa, who may sign in and nothing else."""
    return _client(User.objects.create_user("rosa", password="a long word for Rosa", is_staff=True))


@pytest.fixture
def superuser(db: None) -> Client:
    """Samuel, who may do everything."""
    return _client(User.objects.create_superuser("samuel", password="a long word for Samuel"))
