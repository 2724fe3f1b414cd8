"""How a room's messages get into the log: the short way where it can be taken, else the long way.

The long way is a thread with a database connection that stays open, shared by the process: lock, look,
judge, store. The short way (express.py, PostgreSQL alone) judges by what is remembered of the last batch, or
by what is read without a lock, and the database itself refuses to store when that is wrong. What is
remembered is right as long as nobody else writes in the part.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import Error, OperationalError, connection
from psycopg import Error as LinkError

from documents.drafts.actions import due_sittings, note_sittings, store_updates
from documents.drafts.express import express
from documents.drafts.log import Incoming, Result, asked, covered, judged
from documents.drafts.rows import Found

NOTED_AFTER = 0.5  # seconds

T = TypeVar("T")
logger = logging.getLogger(__name__)
_thread = ThreadPoolExecutor(1, "draft-writer")


class _Attempt(NamedTuple):
    """A judgement on its way into the database: what comes of it, if it is stored."""

    found: Found
    result: Result
    stored: Awaitable[bool]


class Writer:
    """One part's, in one process."""

    def __init__(self, part: UUID) -> None:
        self._part = part
        self._short = connection.vendor == "postgresql"
        self._head: int | None = None  # after what was stored last
        self._known: Found | None = None  # what is stored, as long as nobody else writes
        self._due: set[int] = set()  # of whom it is to be said that they write
        self._noting: asyncio.Task[None] | None = None

    def store(self, batch: Sequence[Incoming]) -> Coroutine[Any, Any, Result]:
        """Answers after the commit. Raises Error or OSError when nothing is known to be stored.

        What memory suffices to judge is on its way to the database when this returns, before it is awaited.
        """
        known, self._known = self._known, None
        if not (known and covered(known, batch)):
            return self._store(batch, known)
        return self._store(batch, None, self._attempt(known, batch))

    async def _store(
        self, batch: Sequence[Incoming], known: Found | None, begun: _Attempt | None = None
    ) -> Result:
        if self._short:
            try:
                result = await self._finish(begun) or await self._store_shortly(known, batch)
                if result:
                    asyncio.get_running_loop().call_soon(self._note, batch)  # no keystroke waits for it
                    return result
            except (LinkError, OSError):
                # perhaps it was stored: the long way knows what it has seen before
                logger.warning("the short way into the log of %s is closed; taking the long way", self._part)
        result = await _store_at_length(self._part, batch)
        self._head = result.head
        return result

    async def _store_shortly(self, known: Found | None, batch: Sequence[Incoming]) -> Result | None:
        found = await express().look(self._part, *asked(batch))
        if found is None or found.closed:
            return None
        if known and known.head == found.head:
            found.last.update(known.last | found.last)
            found.clients.update(known.clients | found.clients)
        return await self._finish(self._attempt(found, batch))

    def _attempt(self, found: Found, batch: Sequence[Incoming]) -> _Attempt | None:
        """Judge by `found`, which is worth nothing afterwards unless the judgement was stored."""
        result, clients, new = judged(found, batch)
        if not new:
            return None  # nothing but refusals and repetitions: the long way has the last word
        return _Attempt(found, result, express().append(self._part, found.head, clients, new))

    async def _finish(self, attempt: _Attempt | None) -> Result | None:
        if attempt is None or not await attempt.stored:
            return None
        found, result, _stored = attempt
        if self._head in (None, found.head):
            self._known = found._replace(head=result.head)
        # else others write here too, and memory would be wrong as often as right
        self._head = result.head
        return result

    def _note(self, batch: Sequence[Incoming]) -> None:
        """Say who is writing, beside the writing and for all at once: no keystroke waits for it."""
        self._due.update(due_sittings(self._part, {message.author for message in batch}))
        if self._due and (self._noting is None or self._noting.done()):
            self._noting = asyncio.create_task(self._note_soon())

    async def _note_soon(self) -> None:
        await asyncio.sleep(NOTED_AFTER)
        while self._due:  # somebody may begin while others are being noted
            due, self._due = self._due, set()
            try:
                await _note_sittings(self._part, sorted(due))
            except Error:  # the next writing is noted again
                logger.warning("that somebody writes in %s could not be noted", self._part, exc_info=True)


def _store(part: UUID, batch: Sequence[Incoming]) -> Result:
    return _lasting(lambda: store_updates(part, batch))


def _note(part: UUID, authors: Sequence[int]) -> None:
    _lasting(lambda: note_sittings(part, authors))


def _lasting(act: Callable[[], T]) -> T:
    """Once more with a new connection when the database was restarted: it leaves a dead one behind.

    Doing it again is safe, even if the commit did go through: what is known by its session and number is not
    stored twice, and a sitting is not recorded twice.
    """
    try:
        return act()
    except OperationalError:
        connection.close()
        return act()


_store_at_length = sync_to_async(_store, thread_sensitive=False, executor=_thread)
_note_sittings = sync_to_async(_note, thread_sensitive=False, executor=_thread)
