"""A room: one part's sockets in this process, and the one writer that commits what they send.

Messages that arrive while a commit runs wait and go into the next one together, so a quiet room answers at
once and a busy one writes few, large batches. A row goes to the room's own sockets right after its commit and
to other processes over the channel layer, which may lose it: a hole in the numbers is filled from the log.
"""

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from channels.db import database_sync_to_async
from django.db import Error as DatabaseError

from documents.drafts import log, protocol
from documents.drafts.log import Incoming, Result, Row
from documents.drafts.projection import compact_if_due, project_soon
from documents.drafts.seats import Seats
from documents.drafts.writer import Writer
from kes.live.frames import Frame
from kes.live.hub import Hub

if TYPE_CHECKING:
    from documents.drafts.consumer import DraftConsumer

logger = logging.getLogger(__name__)
PATIENCE = 0.3  # seconds that a missing row may take to arrive by itself
LARGEST = 16 * 1024  # bytes of rows sent through the channel layer; more is read from the log
BATCH = 500  # messages in one commit

_Sent: TypeAlias = tuple["DraftConsumer", Incoming]


class Room:
    def __init__(self, part: UUID, hub: Hub, head: int) -> None:
        self.part = part
        self.topic = f"draft.{part}"
        self.hub = hub
        self.head = head  # every row up to here was handed to the sockets
        self.members: set[DraftConsumer] = set()
        self.seats = Seats(self)
        self._ahead: set[int] = set()  # rows handed out beyond a hole
        self._waiting: list[_Sent] = []
        self._telling: set[asyncio.Task[None]] = set()
        self._log = Writer(part)
        self._writer: asyncio.Task[None] | None = None
        self._healer: asyncio.Task[None] | None = None

    # Writing

    def submit(self, member: "DraftConsumer", message: Incoming) -> None:
        self._waiting.append((member, message))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write(*self._begun()))

    def _begun(self) -> tuple[list[_Sent], Awaitable[Result]]:
        """The next batch, already on its way to the log if that is possible at once."""
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        return batch, self._log.store([message for _, message in batch])

    async def _write(self, batch: list[_Sent], stored: Awaitable[Result]) -> None:
        await self._finish(batch, stored)
        while self._waiting:
            await self._finish(*self._begun())

    async def _finish(self, batch: list[_Sent], stored: Awaitable[Result]) -> None:
        try:
            result = await stored
        except (DatabaseError, OSError):
            logger.exception("a batch could not be stored; its senders will send it again")
            await self._drop({member for member, _ in batch})
            return
        # others first: what they see is what they wait for, the author only for a word on the screen
        await self._hand_out([(row.seq, row.update) for row in result.rows], result.rows)
        await self._answer(batch, result)
        self._tell(result.rows)
        compact_if_due(self.part, self.head)
        project_soon(self.part)

    async def _answer(self, batch: list[_Sent], result: Result) -> None:
        """Acknowledge what is committed, by socket and row, and say what was refused and why."""
        members = {message.session: member for member, message in batch}
        for row in result.rows:
            await members[row.session].acknowledge(row.msg_no, row.seq)
        for message in result.known:
            await members[message.session].acknowledge(message.msg_no, 0)
        for message, code in result.refused:
            await members[message.session].refuse(code, message.msg_no)

    async def _drop(self, members: Iterable["DraftConsumer"]) -> None:
        for member in members:
            await member.stop(4500, "storage")

    # Handing out

    async def _hand_out(self, rows: list[protocol.Row], own: list[Row] | None = None) -> None:
        """Send rows to every socket; `own` says whose rows they are, so that authors get no echo."""
        if not rows:
            return
        authors = {row.seq: row.session for row in own or []}
        writing = set(authors.values())
        frames: dict[tuple[bool, str], list[Frame]] = {}
        for member in list(self.members):
            mine = member.session.name if member.session.name in writing else ""
            key = (member.session.extended, mine)
            if key not in frames:
                others = [row for row in rows if authors.get(row[0]) != mine or not mine]
                frames[key] = _frames(others, extended=member.session.extended)
            await member.hand(frames[key])
        self._note(seq for seq, _update in rows)

    def _note(self, seqs: Iterable[int]) -> None:
        self._ahead.update(seq for seq in seqs if seq > self.head)
        while self.head + 1 in self._ahead:
            self.head += 1
            self._ahead.discard(self.head)
        if self._ahead and (self._healer is None or self._healer.done()):
            self._healer = asyncio.create_task(self._heal())

    async def _heal(self) -> None:
        await asyncio.sleep(PATIENCE)
        if self._ahead:
            await self.pull()

    async def pull(self) -> None:
        """Read from the log what never arrived and hand it out."""
        try:
            rows = await database_sync_to_async(log.rows_after)(self.part, self.head)
        except (DatabaseError, OSError):
            logger.exception("the log could not be read; trying again later")
            return
        if rows:
            project_soon(self.part)
        await self._hand_out([row for row in rows if row[0] not in self._ahead])

    # Other processes

    def _tell(self, rows: list[Row]) -> None:
        """Publish while the next commit runs; order does not matter, the receivers know the numbers."""
        if rows:
            task = asyncio.create_task(self._publish(rows))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _publish(self, rows: list[Row]) -> None:
        message: dict[str, Any] = {"type": "draft.head", "topic": self.topic, "head": rows[-1].seq}
        if sum(len(row.update) for row in rows) <= LARGEST:
            message = message | {"type": "draft.rows", "rows": [[row.seq, row.update] for row in rows]}
        await self.hub.publish(self.topic, message)

    async def hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "draft.rows":
            await self._hand_out([(seq, update) for seq, update in message["rows"] if seq > self.head])
        elif message["type"] == "draft.head":
            if message["head"] > self.head:
                await self.pull()
        else:
            await self.seats.hear(message)


def _frames(rows: list[protocol.Row], *, extended: bool) -> list[Frame]:
    """Made once for all sockets that get the same."""
    if not rows:
        return []
    if extended:
        return [Frame(protocol.rows(rows))]
    return [Frame(protocol.sync(protocol.STEP_UPDATE, update)) for _seq, update in rows]
