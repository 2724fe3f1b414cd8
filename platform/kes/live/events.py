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
from django.db.models import F, Model

from kes.accounts.models import User
from kes.live.models import Event, Placement, Topic

logger = logging.getLogger(__name__)
ACCESS = "access"  # the topic that every process follows: who may see what has changed
_hearers: set[Callable[[dict[str, Any]], object]] = set()  # the hubs of this process


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
    for name in sorted(set(topics), key=lambda name: (name == ACCESS, name)):
        seq = _next(name)
        Placement.objects.create(topic_id=name, seq=seq, event=event)
        _announce_on_commit(name, seq)
    return event


def record_access(kind: str, *, by: User | None, group: int, people: list[int] | None, **more: Any) -> Event:
    """Record a change of rights; `people` are the user ids concerned, None means everybody."""
    topics = [f"group.{group}", ACCESS, *(f"desk.{pk}" for pk in people or [])]
    return record(kind, by=by, topics=topics, group=group, data={"people": people, **more})


def hear_here(hear: Callable[[dict[str, Any]], object]) -> Callable[[], None]:
    """Call `hear`, from any thread, with all that is announced in this process; returns what ends it."""
    _hearers.add(hear)
    return lambda: _hearers.discard(hear)


def head(topic: str) -> int:
    """The number of the topic's last event; 0 when nothing happened yet."""
    return Topic.objects.filter(name=topic).values_list("head", flat=True).first() or 0


def since(topic: str, seq: int, *, limit: int = 500) -> list[tuple[int, Event]]:
    """The topic's events after `seq` in order, at most `limit`."""
    rows = Placement.objects.filter(topic_id=topic, seq__gt=seq).select_related("event__actor")
    return [(row.seq, row.event) for row in rows.order_by("seq")[:limit]]


def _next(name: str) -> int:
    if not Topic.objects.filter(name=name).update(head=F("head") + 1):
        Topic.objects.get_or_create(name=name)
        Topic.objects.filter(name=name).update(head=F("head") + 1)
    return Topic.objects.values_list("head", flat=True).get(name=name)


def _announce_on_commit(topic: str, seq: int) -> None:
    transaction.on_commit(lambda: announce(topic, {"type": "hint", "topic": topic, "seq": seq}), robust=True)


def announce(topic: str, message: dict[str, Any]) -> None:
    """Tell every process; a lossy hint, since whoever misses it reads the log (`Hub` looks regularly)."""
    for hear in list(_hearers):  # this process needs no messenger
        hear(message)
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        async_to_sync(layer.group_send)(topic, message)
    except Exception as error:  # whatever the layer's client raises when its server is away
        logger.warning("could not announce %s, the log will be read instead: %s", topic, error)
