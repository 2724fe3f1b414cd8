"""The people of the tests: Alice facilitates, Bob is a member, Olga observes, Charlie is an outsider."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.roles import RoleKind, Visibility
from kes.accounts.models import User

PASSWORD = "correct-horse-battery"


@dataclass
class World:
    """A group with its people, and a second group that nobody of them may see."""

    group: Group
    alice: User
    bob: User
    olga: User
    charlie: User
    hidden: Group
    stranger: User


def person(name: str) -> User:
    password = _hashed(settings.PASSWORD_HASHERS[0])
    return User.objects.create(email=f"{name.split()[0].lower()}@kes.test", name=name, password=password)


@cache
def _hashed(_hasher: str) -> str:
    """Once for all: hashing is meant to be slow, and a test has five people."""
    return make_password(PASSWORD)


def world(visibility: Visibility = Visibility.NAMED) -> World:
    group = create_group(by=None, name="Reintegracja", kind=Group.Kind.WORKING_GROUP, visibility=visibility)
    hidden = create_group(by=None, name="Ukryta", kind=Group.Kind.PARTNERSHIP, visibility=Visibility.HIDDEN)
    alice, bob, olga, charlie, stranger = (
        person(name) for name in ("Alice Żak", "Bob Łuczak", "Olga Ćwik", "Charlie Śliwa", "Stranger Obcy")
    )
    add_member(group, by=None, user=alice, role=RoleKind.FACILITATOR)
    add_member(group, by=alice, user=bob, role=RoleKind.MEMBER)
    add_member(group, by=alice, user=olga, role=RoleKind.OBSERVER)
    add_member(hidden, by=None, user=stranger, role=RoleKind.FACILITATOR)
    return World(group, alice, bob, olga, charlie, hidden, stranger)
