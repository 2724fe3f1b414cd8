"""The part's log: appends batches of updates, reads them back. The database judges between processes.

One transaction an append, under the part's row lock, so `seq` has no gaps and no reader can see a later row
before an earlier one. A message is known by its session and number: what was stored is never stored twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from documents.drafts import rows
from documents.drafts.models import Part, PartClient, PartSnapshot, PartUpdate
from documents.drafts.text.merge import merge_batch
from documents.drafts.text.summary import Summary

TAIL = 5000  # rows handed out in one answer


class Incoming(NamedTuple):
    """One message of a session: an update and what `inspect` said about it."""

    session: str
    msg_no: int
    author: int
    update: bytes
    summary: Summary


class Row(NamedTuple):
    seq: int
    session: str
    msg_no: int  # the last message in it
    update: bytes


@dataclass
class Result:
    """What became of a batch: `known` are messages stored earlier, `refused` maps messages to a code."""

    head: int
    rows: list[Row] = field(default_factory=list)
    known: list[Incoming] = field(default_factory=list)
    refused: list[tuple[Incoming, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Opening:
    """All a client needs: a state up to `state_seq` and the rows after it."""

    epoch: UUID
    head: int
    state_seq: int
    state: bytes | None
    rows: list[tuple[int, bytes]]


@dataclass(frozen=True)
class Entry:
    """What one who enters is told: a session of our own its last message, a standard client the clocks."""

    opening: Opening
    last_message: int = 0
    clocks: dict[int, int] = field(default_factory=dict)


def append(part_id: UUID, batch: Sequence[Incoming]) -> Result:
    """Store what is new and allowed. Belongs inside a transaction, whose commit makes it durable."""
    found = rows.look(part_id, *asked(batch))
    if found.closed:
        return Result(found.head, refused=[(message, "locked") for message in batch])
    result, clients, new = judged(found, batch)
    if new:
        rows.keep(part_id, clients, new)
    return result


def judged(
    found: rows.Found, batch: Sequence[Incoming]
) -> tuple[Result, dict[int, rows.Client], list[rows.NewRow]]:
    """What becomes of a batch over what was found, and the clients and rows to store for it.

    `found` is brought up to what is stored afterwards, but for its head.
    """
    result = Result(found.head)
    accepted, moved = _sift(found, batch, result)
    for merged in [row for messages in accepted.values() for row in _merged(messages)]:
        result.head += 1
        result.rows.append(Row(result.head, *merged))
    authors = {message.session: message.author for message in batch}
    new = [rows.NewRow(row.seq, authors[row.session], *row[1:]) for row in result.rows]
    return result, moved, new


def asked(batch: Sequence[Incoming]) -> tuple[list[str], list[int]]:
    """The sessions and clients of which a judgement must know what is stored."""
    sessions = {message.session for message in batch}
    return sorted(sessions), sorted({client for message in batch for client in message.summary.needs})


def covered(found: rows.Found, batch: Sequence[Incoming]) -> bool:
    """Whether `found` tells all that is to be known of the batch's sessions and clients."""
    return all(
        message.session in found.last
        and all(client in found.clients and found.clients[client].user for client in message.summary.needs)
        for message in batch
    )


def opening(part_id: UUID, since: int = 0, *, limit: int | None = None) -> Opening:
    """What leads a client from `since` to the head: rows only, or a state and rows when it is far behind."""
    part = Part.every.only("epoch", "head_seq").get(pk=part_id)
    snapshot = PartSnapshot.objects.filter(part=part_id).order_by("-seq").first()
    if snapshot is None or snapshot.seq <= since:
        return Opening(part.epoch, part.head_seq, 0, None, rows_after(part_id, since, limit=limit))
    tail = rows_after(part_id, snapshot.seq, limit=limit)
    return Opening(part.epoch, part.head_seq, snapshot.seq, bytes(snapshot.state), tail)


def entry(part_id: UUID, since: int, session: str) -> Entry:
    """For a session of our own from `since` on, or for a standard client, which has no name ("").

    The rows are read last: of a message that is told to be stored the row must be among them, for its own
    session gets no echo.
    """
    last = last_message(part_id, session) if session else 0
    known = {} if session else clocks(part_id)
    return Entry(opening(part_id, since), last, known)


def rows_after(part_id: UUID, seq: int, *, limit: int | None = TAIL) -> list[tuple[int, bytes]]:
    found = PartUpdate.objects.filter(part=part_id, seq__gt=seq).order_by("seq")[:limit]
    return [(seq, bytes(update)) for seq, update in found.values_list("seq", "update")]


def clocks(part_id: UUID) -> dict[int, int]:
    """The state vector of what is stored."""
    return dict(PartClient.objects.filter(part=part_id, clock__gt=0).values_list("client", "clock"))


def last_message(part_id: UUID, session: str) -> int:
    """The highest number stored of a session's messages; 0 when none was."""
    return PartUpdate.objects.filter(part=part_id, session=session).aggregate(last=Max("msg_no"))["last"] or 0


def heads(part_ids: Iterable[UUID]) -> dict[UUID, int]:
    return dict(Part.every.filter(pk__in=list(part_ids)).values_list("pk", "head_seq"))


def _sift(
    found: rows.Found, batch: Sequence[Incoming], result: Result
) -> tuple[dict[str, list[Incoming]], dict[int, rows.Client]]:
    """Sort out what was stored before or may not be stored; the clients whose clocks the rest moves on."""
    stored, clients = found.last, found.clients
    accepted: dict[str, list[Incoming]] = defaultdict(list)
    moved: set[int] = set()
    for message in batch:
        if message.msg_no <= stored.get(message.session, 0):
            result.known.append(message)
        elif code := _objection(message, clients):
            result.refused.append((message, code))
        else:
            moved |= _advance(message, clients)
            stored[message.session] = message.msg_no
            accepted[message.session].append(message)
    return accepted, {client: clients[client] for client in sorted(moved)}


def _objection(message: Incoming, clients: dict[int, rows.Client]) -> str:
    """Why a message may not be stored: somebody else's client id, or something before it is missing."""
    for client in message.summary.inserts:
        if client in clients and clients[client].user not in (message.author, None):
            return "foreign_client"
    reached = {client: clients[client].clock for client in message.summary.needs if client in clients}
    return "stale_clock" if message.summary.missing(reached) else ""


def _advance(message: Incoming, clients: dict[int, rows.Client]) -> set[int]:
    for client, (_start, end) in message.summary.inserts.items():
        # the first use binds a client id to its person: nobody can write in another's name
        known = clients.get(client, rows.Client(message.author, 0))
        clients[client] = known._replace(clock=max(known.clock, end))
    return set(message.summary.inserts)


def _merged(messages: list[Incoming]) -> list[tuple[str, int, bytes]]:
    """As few rows as possible; each carries a number of its session's, the last one the last number."""
    if len(messages) == 1:
        return [(messages[0].session, messages[0].msg_no, messages[0].update)]
    updates = merge_batch(message.update for message in messages)
    last = messages[-len(updates) :]
    return [(message.session, message.msg_no, update) for message, update in zip(last, updates, strict=True)]
