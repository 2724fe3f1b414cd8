"""What the hub asks the database, each a single trip: doors, heads, rows, and who is still welcome."""

from collections.abc import Iterable
from dataclasses import dataclass

from kes.access import Visitor
from kes.accounts.models import User
from kes.live import events, topics
from kes.live.models import Event, Topic


@dataclass(frozen=True)
class Answer:
    """Whether a visitor may listen, as of the change of rights number `access`."""

    allowed: bool
    access: int
    head: int


def ask(visitor: Visitor, topic: str) -> Answer:
    # the number first: a change after it is noticed and asked about again
    access = events.head(events.ACCESS)
    allowed = topics.may_listen(visitor, topic)
    return Answer(allowed, access, events.head(topic) if allowed else 0)


def rows(topic: str, seq: int) -> tuple[list[tuple[int, Event]], int]:
    """The topic's rows after `seq`, and the number of the last change of rights, read after them."""
    found = events.since(topic, seq)
    return found, events.head(events.ACCESS) if found else 0


def heads(names: list[str]) -> dict[str, int]:
    return dict(Topic.objects.filter(name__in=names).values_list("name", "head"))


def refresh(visitors: Iterable[Visitor]) -> set[int]:
    """Bring what doors read from the account up to date; returns the ids of those who no longer have one."""
    people = [visitor for visitor in visitors if isinstance(visitor, User)]
    pks = {person.pk for person in people}
    found = {user.pk: user for user in User.objects.filter(pk__in=pks, is_active=True)}
    for person in people:
        person.is_active = person.pk in found
        person.is_superuser = person.is_active and found[person.pk].is_superuser
    return pks - found.keys()


def who_may(visitors: Iterable[Visitor], topic: str) -> set[int | None]:
    """The ids of those who may listen; None stands for everybody without an account."""
    by_pk = {visitor.pk: visitor for visitor in visitors}
    return {pk for pk, visitor in by_pk.items() if topics.may_listen(visitor, topic)}
