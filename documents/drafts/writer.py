"""The thread that stores this process's drafts: one, with a database connection that stays open.

Fetching a connection for each commit and giving it back costs more than the commit itself.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import OperationalError, connection

from documents.drafts.actions import store_updates
from documents.drafts.log import Incoming, Result

_thread = ThreadPoolExecutor(1, "draft-writer")


def _store(part: UUID, batch: Sequence[Incoming]) -> Result:
    try:
        return store_updates(part, batch)
    except OperationalError:
        # A restarted database leaves a dead connection behind. Storing again is safe, even if the commit did
        # go through: what is known by its session and number is not stored twice.
        connection.close()
        return store_updates(part, batch)


store = sync_to_async(_store, thread_sensitive=False, executor=_thread)
