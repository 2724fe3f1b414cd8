"""Live tests: real sockets, the real hub, commits that other threads see."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from groups.threads.models import Thread
from kes.access import Visitor
from kes.live.hub import stop_hub
from tests.kes.live.sockets import Socket
from tests.people import World

Connect = Callable[..., Awaitable[Socket]]


@pytest.fixture
def topic(world: World) -> str:
    """A thread of the group that the world's people are in."""
    return Thread.objects.create(group=world.group, title="Klauzule społeczne").topic


@pytest_asyncio.fixture
async def connect() -> AsyncIterator[Connect]:
    """`await connect(bob)`: a socket of Bob's; all are closed after the test, and the hub stops."""
    sockets: list[Socket] = []

    async def open_for(visitor: Visitor | None = None, query: str = "") -> Socket:
        sockets.append(await Socket.open(visitor, query))
        return sockets[-1]

    yield open_for
    for socket in sockets:
        await socket.leave()
    await stop_hub()
