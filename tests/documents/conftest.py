"""Draft tests with real sockets: all are closed after the test, and the hub stops."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import pytest_asyncio

from kes.accounts.models import User
from kes.live.hub import stop_hub
from tests.documents.drafts.sockets import DraftSocket

Join = Callable[[User, UUID], Awaitable[DraftSocket]]


@pytest_asyncio.fixture
async def join() -> AsyncIterator[Join]:
    """`await join(bob, part.pk)`: Bob has the part open."""
    sockets: list[DraftSocket] = []

    async def open_for(user: User, part: UUID) -> DraftSocket:
        sockets.append(await DraftSocket.open(user, part))
        return sockets[-1]

    yield open_for
    for socket in sockets:
        await socket.leave()
    await stop_hub()
