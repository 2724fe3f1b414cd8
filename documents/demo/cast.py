"""The people, bodies and groups of the demonstration, and the steps that bring them together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from documents.demo.files import facts
from documents.demo.timeline import Clock, Step, back_date
from documents.drafts.models import Document
from documents.versions.models import Version
from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.roles import RoleKind
from kes.accounts.models import Affiliation, Organisation, User


@dataclass
class Cast:
    """Everybody and everything that later steps speak of, by the keys of the files."""

    clock: Clock
    people: dict[str, User] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)


def enter(cast: Cast, *, password: str) -> None:
    """Create bodies and people; only those who show a role can sign in."""
    for row in facts("organisations.toml")["organisation"]:
        kind = Organisation.Kind[row["kind"]]
        body = Organisation.objects.create(name=row["name"], short_name=row["short_name"], kind=kind)
        cast.bodies[row["key"]] = body
    known = make_password(password)  # once: hashing is meant to be slow
    for row in facts("people.toml")["person"]:
        cast.people[row["key"]] = _person(cast, row, known if "demo" in row else make_password(None))


def demo_people() -> list[tuple[str, str, str]]:
    """(role, name, e-mail) of the accounts that can sign in."""
    rows = facts("people.toml")["person"]
    return [(row["demo"], row["name"], row["email"]) for row in rows if "demo" in row]


def meeting(cast: Cast) -> Iterator[Step]:
    for row in facts("groups.toml")["group"]:
        days = [cast.clock.moment(member["since"]) for member in row["memberships"]]
        yield Step(min(days), partial(_found, cast, row))
        for member, day in zip(row["memberships"], days, strict=True):
            yield Step(day, partial(_join, cast, row["key"], member))


def _person(cast: Cast, row: dict[str, Any], password: str) -> User:
    user = User(email=row["email"], name=row["name"], password=password)
    user.joined = cast.clock.moment(_first_day(row["key"]))
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Affiliation.objects.create(
        user=user, organisation=cast.bodies[row["organisation"]], function=row["function"]
    )
    return user


def _first_day(person: str) -> str:
    rows = [row for group in facts("groups.toml")["group"] for row in group["memberships"]]
    days: list[str] = [row["since"] for row in rows if row["person"] == person]
    return max(days, key=lambda told: int(told[:-1]))


def _found(cast: Cast, row: dict[str, Any], moment: datetime) -> None:
    group = create_group(
        by=None,
        name=row["name"],
        short_name=row.get("short_name", ""),
        kind=row["kind"],
        parent=cast.groups[row["parent"]] if "parent" in row else None,
        visibility=row["visibility"],
        description=row["description"].strip(),
    )
    back_date(group, moment, "created")
    cast.groups[row["key"]] = group


def _join(cast: Cast, group: str, row: dict[str, str], _moment: datetime) -> None:
    add_member(
        cast.groups[group],
        by=None,
        user=cast.people[row["person"]],
        role=RoleKind(row["role"]),
        organisation=cast.bodies[row["organisation"]],
        sector=row["sector"],
        since=cast.clock.day(row["since"]),
        until=cast.clock.day(row["until"]) if "until" in row else None,
    )
