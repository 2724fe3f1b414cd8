"""Who is where, told by several connections: one's own client ids, echoes of others', and impostors."""

import pytest

from documents.drafts import awareness, protocol
from documents.drafts.actions import create_document
from documents.drafts.awareness import State
from documents.drafts.models import Part
from tests.documents.conftest import Join
from tests.documents.drafts.sockets import DraftSocket
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Tekst.")]).parts.get()


async def _tells(socket: DraftSocket, *states: State) -> None:
    await socket._communicator.send_to(bytes_data=protocol.awareness(awareness.write(list(states))))


async def _lives(socket: DraftSocket) -> None:
    await socket._communicator.send_to(bytes_data=protocol._frame(protocol.HEAD))
    await socket.hear(protocol.HEAD)


async def test_who_comes_back_before_the_old_connection_is_dead_is_let_in(
    world: World, part: Part, join: Join
) -> None:
    old, new = await join(world.bob, part.pk), await join(world.bob, part.pk)
    await _tells(old, State(77, 5, {}))
    await _lives(old)
    await _tells(new, State(77, 6, {}))
    await _lives(new)


async def test_a_standard_client_may_repeat_what_it_heard_of_a_crowd(
    world: World, part: Part, join: Join
) -> None:
    bob, olga = await join(world.bob, part.pk), await join(world.olga, part.pk)
    crowd = [State(client, 1, {}) for client in (70, 71, 72)]
    await _tells(bob, *crowd)
    await _lives(bob)
    gone = [State(client, 9, None) for client in range(80, 90)]
    await _tells(olga, State(99, 1, {}), *crowd, *gone)
    await _lives(olga)


async def test_nobody_speaks_for_another_persons_client(world: World, part: Part, join: Join) -> None:
    bob, olga = await join(world.bob, part.pk), await join(world.olga, part.pk)
    await _tells(bob, State(77, 5, {}))
    await _lives(bob)
    await _tells(olga, State(77, 6, {}))
    assert (await olga.hear(protocol.REFUSED))["code"] == "malformed"
