"""How a room's messages get into the log: the short way where it can be taken, else the long way.

The long way is a thread with a database connection that stays open, shared by the process: lock, look,
judge, store. What it saw is remembered; as long as nobody else writes in the part, the next batch is judged
by memory and stored on the short way (express.py), where the database itself refuses if memory is wrong.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import OperationalError, connection
from psycopg import Error as LinkError

from documents.drafts.actions import due_sittings, note_sittings, store_updates
from documents.drafts.express import Express
from documents.drafts.log import Incoming, Result, covered, judged
from documents.drafts.rows import Found

logger = logging.getLogger(__name__)
_thread = ThreadPoolExecutor(1, "draft-writer")
_express: dict[asyncio.AbstractEventLoop, Express] = {}


class Writer:
    """One part's, in one process."""

    def __init__(self, part: UUID) -> None:
        self._part = part
        self._head: int | None = None  # after what was stored last
        self._known: Found | None = None  # what is stored, as long as nobody else writes
        self._noting: set[asyncio.Task[None]] = set()

    async def store(self, batch: Sequence[Incoming]) -> Result:
        """Returns after the commit. Raises Error or OSError when nothing is known to be stored."""
        known, self._known = self._known, None
        if known and covered(known, batch):
            if result := await self._store_shortly(known, batch):
                return result
            known = None
        result = await _store_at_length(self._part, batch)
        self._remember(known, result)
        return result

    async def _store_shortly(self, known: Found, batch: Sequence[Incoming]) -> Result | None:
        result, clients, new = judged(known, batch)
        if not new:
            return None  # nothing but refusals and repetitions: the database has the last word
        try:
            if not await _express_of_this_loop().append(self._part, known.head, clients, new):
                return None
        except (LinkError, OSError):
            # perhaps it was stored: the long way knows what it has seen before
            logger.warning("the short way into the log of %s is closed; taking the long way", self._part)
            return None
        self._known, self._head = known._replace(head=result.head), result.head
        self._note(batch)
        return result

    def _remember(self, before: Found | None, result: Result) -> None:
        found, last = result.found, self._head
        self._head = result.head
        if found is None or connection.vendor != "postgresql":
            return
        if last not in (None, found.head):
            return  # others write here too, and memory would be wrong as often as right
        earlier = before or Found(0, "", {}, {})
        sessions, clients = {**earlier.last, **found.last}, {**earlier.clients, **found.clients}
        self._known = Found(result.head, "", sessions, clients)

    def _note(self, batch: Sequence[Incoming]) -> None:
        """Say who is writing, beside the writing: no keystroke waits for it."""
        if due := due_sittings(self._part, {message.author for message in batch}):
            task = asyncio.create_task(_note_sittings(self._part, due))
            self._noting.add(task)
            task.add_done_callback(self._noting.discard)


def _store(part: UUID, batch: Sequence[Incoming]) -> Result:
    try:
        return store_updates(part, batch)
    except OperationalError:
        # A restarted database leaves a dead connection behind. Storing again is safe, even if the commit did
        # go through: what is known by its session and number is not stored twice.
        connection.close()
        return store_updates(part, batch)


_store_at_length = sync_to_async(_store, thread_sensitive=False, executor=_thread)
_note_sittings = sync_to_async(note_sittings, thread_sensitive=False, executor=_thread)


def _express_of_this_loop() -> Express:
    return _express.setdefault(asyncio.get_running_loop(), Express())
