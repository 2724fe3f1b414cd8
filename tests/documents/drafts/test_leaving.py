"""Whoever is gone has left the room: also when his socket sent nonsense, or when the server failed at it."""

import pytest
from asgiref.sync import sync_to_async

from documents.drafts import protocol, rooms, session
from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.room import Room
from kes.live.hub import get_hub
from tests.documents.conftest import Join
from tests.documents.drafts.sockets import DraftSocket
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)
DEEP = protocol.awareness(b"\x01\x05\x01\xa0\x1f" + b"[" * 4000)


async def _part(world: World) -> Part:
    make = sync_to_async(create_document)
    made = await make(world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć.")])
    return await made.parts.aget()


async def _room(part: Part) -> Room:
    return rooms._rooms[await get_hub(), part.pk]


async def test_nonsense_is_answered_with_the_code_for_it(world: World, join: Join) -> None:
    bob = await join(world.bob, (await _part(world)).pk)
    await bob.hear(protocol.HELLO)
    await bob.sends(DEEP)
    assert (await bob.hear(protocol.REFUSED))["code"] == "malformed"
    with pytest.raises(ConnectionError, match="4400"):
        await bob.hear(protocol.REFUSED)


async def test_a_socket_that_failed_is_no_ghost(
    world: World, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = await _part(world)
    alice, bob = await join(world.alice, part.pk), await DraftSocket.open(world.bob, part.pk)
    await alice.hear(protocol.HELLO)
    await bob.hear(protocol.HELLO)
    room = await _room(part)
    assert (len(room.members), len(room.hub.watchers)) == (2, 2)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as broken:
        broken.setattr(session, "receive", fail)
        await bob.sends(protocol._frame(protocol.HEAD))
        with pytest.raises(RuntimeError):
            await bob.hear(protocol.HEAD)
    assert (len(room.members), len(room.hub.watchers)) == (1, 1)
    await alice.types("Dalej.")
    await alice.hear(protocol.ACK)


async def test_the_last_to_leave_closes_the_room(world: World, join: Join) -> None:
    part = await _part(world)
    bob = await join(world.bob, part.pk)
    await bob.hear(protocol.HELLO)
    room = await _room(part)
    await bob.leave()
    assert not room.members and not room.hub.watchers and room not in rooms._rooms.values()
