"""The rooms of this process: made at the first socket of a part, gone with the last."""

import asyncio
import logging
from collections import defaultdict
from uuid import UUID

from channels.db import database_sync_to_async
from django.db import Error as DatabaseError

from documents.drafts import log
from documents.drafts.projection import AT_THE_END, compact_if_due
from documents.drafts.room import Room
from kes.live.hub import Hub, get_hub

logger = logging.getLogger(__name__)
LOOK_EVERY = 10  # seconds: a lost last message is found after that

_rooms: dict[tuple[Hub, UUID], Room] = {}
_locks: dict[tuple[Hub, UUID], asyncio.Lock] = defaultdict(asyncio.Lock)
_lookers: dict[Hub, asyncio.Task[None]] = {}


async def enter(part: UUID) -> Room:
    """The part's room, followed from now on; leave it with `leave`."""
    hub = await get_hub()
    async with _locks[hub, part]:
        room = _rooms.get((hub, part))
        if room is None:
            room = Room(part, hub, 0)
            await hub.follow(room.topic, room.hear)
            room.head = (await database_sync_to_async(log.heads)([part])).get(part, 0)
            _rooms[hub, part] = room
        if hub not in _lookers or _lookers[hub].done():
            _lookers[hub] = asyncio.create_task(_look(hub))
    return room


async def leave(room: Room) -> None:
    if not room.members and _rooms.pop((room.hub, room.part), None) is not None:
        _locks.pop((room.hub, room.part), None)
        await room.hub.unfollow(room.topic)
        compact_if_due(room.part, room.head, every=AT_THE_END)


async def _look(hub: Hub) -> None:
    while mine := [room for (owner, _part), room in _rooms.items() if owner is hub]:
        await asyncio.sleep(LOOK_EVERY)
        try:
            heads = await database_sync_to_async(log.heads)([room.part for room in mine])
        except (DatabaseError, OSError):
            logger.exception("the look at the logs failed; trying again")
            continue
        for room in mine:
            if heads.get(room.part, 0) > room.head:
                await room.pull()
