"""Records what happened and announces it after commit: the only publisher of live events.

Called by actions, inside their transaction. The number of an event in a topic is taken by an UPDATE of the
topic's row, which stays locked until commit: a later number can never become visible before an earlier one.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection, transaction
from django.db.models import Model

from kes.accounts.models import User
from kes.live.models import Event, Placement, Topic

logger = logging.getLogger(__name__)
ACCESS = "access"  # the topic that every process follows: who may see what has changed
Hearer = Callable[[dict[str, Any]], bool]
_hearers: set[Hearer] = set()  # the hubs of this process


def record(
    kind: str,
    *,
    by: User | None,
    topics: Iterable[str],
    about: Model | None = None,
    group: int | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one event into the log, number it in each of `topics` and announce it after commit.

    Raises RuntimeError outside a transaction, where numbers could not be gapless. Topics are locked in one
    order by all, so that no two actions wait for each other; `access` comes last, whatever came before.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the action's transaction")
    event = Event.objects.create(
        kind=kind,
        actor=by,
        group_id=group,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        data=data or {},
    )
    numbers = _next(_ordered(topics), 1)
    Placement.objects.bulk_create(
        Placement(topic_id=name, seq=seq, event=event) for name, seq in numbers.items()
    )
    hints = [{"type": "hint", "topic": name, "seq": seq} for name, seq in numbers.items()]
    transaction.on_commit(lambda: announce(*hints), robust=True)
    return event


def hold(topics: Iterable[str]) -> None:
    """For a transaction with many events: lock all their topics first, in the one order of all."""
    _next(_ordered(topics), 0)


def record_access(kind: str, *, by: User | None, group: int, people: list[int] | None, **more: Any) -> Event:
    """Record a change of rights; `people` are the user ids concerned, None means everybody."""
    topics = [f"group.{group}", ACCESS, *(f"desk.{pk}" for pk in people or [])]
    return record(kind, by=by, topics=topics, group=group, data={"people": people, **more})


def hear_here(hear: Hearer) -> Callable[[], None]:
    """Call `hear`, from any thread, with all that is announced in this process; returns what ends that.

    It answers whether it sees to the message.
    """
    _hearers.add(hear)
    return lambda: _hearers.discard(hear)


def head(topic: str) -> int:
    """The number of the topic's last event; 0 when nothing happened yet."""
    return Topic.objects.filter(name=topic).values_list("head", flat=True).first() or 0


def since(topic: str, seq: int, *, limit: int = 500) -> list[tuple[int, Event]]:
    """The topic's events after `seq` in order, at most `limit`."""
    rows = Placement.objects.filter(topic_id=topic, seq__gt=seq).select_related("event__actor")
    return [(row.seq, row.event) for row in rows.order_by("seq")[:limit]]


def _ordered(topics: Iterable[str]) -> list[str]:
    return sorted(set(topics), key=lambda name: (name == ACCESS, name))


def _next(names: list[str], step: int) -> dict[str, int]:
    """One statement for all, since locks are held meanwhile; rows are locked in the order of `names`."""
    table = Topic._meta.db_table
    marks = ", ".join(f"(%s, {step})" for _name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (name, head) VALUES {marks} "  # noqa: S608  the model's own name
            f"ON CONFLICT (name) DO UPDATE SET head = {table}.head + {step} RETURNING name, head",
            names,
        )
        return dict(cursor.fetchall())


def announce(*messages: dict[str, Any]) -> None:
    """Tell every process; lossy hints, since whoever misses one reads the log (`Hub` looks regularly).

    A hub of this process needs no messenger, and hands the messages on to the others by itself.
    """
    left = [message for message in messages if not any(hear(message) for hear in list(_hearers))]
    if left:
        try:
            async_to_sync(_send)(left)
        except Exception as error:  # whatever the layer's client raises when its server is away
            logger.warning("could not announce, the log will be read instead: %s", error)


async def _send(messages: Iterable[dict[str, Any]]) -> None:
    if layer := get_channel_layer():
        for message in messages:
            await layer.group_send(message["topic"], message)
