"""Three groups, one of each visibility, and a fourth that nobody in them may see, all full of everything.

What only some may read carries a mark, `mx<group>x<permission>x`: a mark in an answer is proof that its
reader was shown what that permission protects.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.utils import timezone

from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.membership.models import Membership
from groups.roles import TABLE, VISITORS, RoleKind, Visibility
from kes.access import Visitor
from kes.accounts.actions import affiliate, deactivate, found_organisation
from kes.accounts.models import Organisation, User
from tests.matrix.papers import Papers, write_papers
from tests.matrix.talks import Talks, hold_talks
from tests.people import person

NOBODY, OUTSIDE = "nobody", "outsider"
# the columns of the table, and the people who all get the answer written there
COLUMNS = {
    NOBODY: ("anonymous", "deactivated"),
    OUTSIDE: ("charlie", "former", "elsewhere"),
    "observer": ("olga",),
    "member": ("bob",),
    "secretariat": ("sara",),
    "facilitator": ("alice",),
}
INSIDE = ("olga", "bob", "sara", "alice")
NAMES = {
    "alice": "Alice Żak",
    "sara": "Sara Dąb",
    "bob": "Bob Łuczak",
    "olga": "Olga Ćwik",
    "charlie": "Charlie Śliwa",
    "former": "Former Kruk",
    "elsewhere": "Elsewhere Wąs",
    "deactivated": "Deactivated Lis",
    "stranger": "Stranger Obcy",
    "newcomer": "Newcomer Jeż",
}
ROLES = {
    "alice": RoleKind.FACILITATOR,
    "sara": RoleKind.SECRETARIAT,
    "bob": RoleKind.MEMBER,
    "olga": RoleKind.OBSERVER,
    "former": RoleKind.FACILITATOR,
    "deactivated": RoleKind.FACILITATOR,
}
ROLES_IN_THE_FOURTH = {"stranger": RoleKind.FACILITATOR, "elsewhere": RoleKind.MEMBER}
_MARK = re.compile(r"mx([a-z]+)x([a-z]+)x")


@dataclass
class Place:
    """A group and what is in it; `elsewhere` is the fourth group, whose ids are tried here."""

    name: str
    group: Group
    memberships: dict[str, Membership]
    talks: Talks
    papers: Papers
    elsewhere: "Place" = field(init=False, repr=False)


@dataclass
class World:
    people: dict[str, User]
    places: dict[str, Place]
    organisation: Organisation
    sessions: dict[str, str]  # of those who signed in once

    def visitor(self, who: str) -> Visitor:
        return self.people.get(who) or AnonymousUser()


@contextmanager
def built() -> Iterator[World]:
    """The world, gone when the block is left."""
    with transaction.atomic():
        found = _world()
        # what waits for a commit that never comes: each savepoint would go through all of it
        transaction.get_connection().run_on_commit.clear()
        yield found
        transaction.set_rollback(True)


def permitted(who: str, place: str) -> set[str]:
    """What the table of groups/roles.py gives this person in this group."""
    open_to_all = VISITORS[Visibility.HIDDEN if place == "fourth" else Visibility(place)]
    inside = ROLES_IN_THE_FOURTH if place == "fourth" else ROLES
    if who not in inside or who in {"former", "deactivated"}:
        return set(open_to_all)
    # what is internal or institutional is listed for those in the group, and only for them
    return {"view_name", "internal", "institutional", *open_to_all, *TABLE[inside[who]]}


def marks(text: str) -> set[tuple[str, str]]:
    """(group, permission without underscores) of each mark in the text."""
    return {(found[1], found[2]) for found in _MARK.finditer(text)}


def mark(place: str, permission: str) -> str:
    return f"mx{place}x{permission.replace('_', '')}x"


def _world() -> World:
    people = {who: person(name) for who, name in NAMES.items()}
    organisation = found_organisation(
        by=people["alice"], function="", name="Urząd Gminy", kind=Organisation.Kind.JST
    )
    for who in people:
        affiliate(people[who], organisation=organisation, function="")
    fourth = _place("fourth", people)
    places = {kind.value: _place(kind.value, people) for kind in Visibility}
    for place in places.values():
        place.elsewhere = fourth
    sessions = {who: _signed_in(people[who]) for who in people}
    deactivate(people["deactivated"])
    return World(people, places, organisation, sessions)


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _place(name: str, people: dict[str, User]) -> Place:
    visibility = Visibility.HIDDEN if name == "fourth" else Visibility(name)
    about: dict[str, Any] = {"name": f"Grupa {name}", "kind": Group.Kind.WORKING_GROUP}
    group = create_group(by=None, visibility=visibility, description=mark(name, "view_name"), **about)
    inside = ROLES_IN_THE_FOURTH if name == "fourth" else ROLES
    memberships = {who: _member(group, people[who], role, who) for who, role in inside.items()}
    talkers = ("stranger", "elsewhere", "elsewhere") if name == "fourth" else ("alice", "bob", "former")
    lead, writer, former = (people[who] for who in talkers)
    marked = partial(mark, name)
    talks = hold_talks(group, marked, lead=lead, writer=writer, former=former)
    return Place(name, group, memberships, talks, write_papers(group, marked, lead=lead, writer=writer))


def _member(group: Group, user: User, role: RoleKind, who: str) -> Membership:
    today = timezone.localdate()
    until = today - timedelta(days=1) if who == "former" else None
    return add_member(group, by=None, user=user, role=role, since=today - timedelta(days=400), until=until)
