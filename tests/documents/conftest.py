"""What tests of documents begin with. Sockets of a test are closed after it, and the hub stops."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from uuid import UUID

import pytest
import pytest_asyncio
from django.core.cache import caches
from django.test import Client

from documents.consultations.models import Consultation
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.hub import stop_hub
from tests.documents.consultations.making import consultation_of, version_of
from tests.documents.drafts.sockets import DraftSocket
from tests.documents.teams import Team
from tests.documents.teams import team as make_team
from tests.kept import kept
from tests.people import World

SignedIn = Callable[[User], Client]
Join = Callable[[User, UUID], Awaitable[DraftSocket]]


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    """Limits begin anew in every test, and nothing is known from another one."""
    for cache in caches.all():
        cache.clear()
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def team(world: World) -> Team:
    return kept("team", lambda: make_team(world), on=world)


@pytest.fixture
def version(world: World) -> Version:
    return kept("version", lambda: version_of(world.group, world.alice), on=world)


@pytest.fixture
def consultation(world: World, version: Version) -> Consultation:
    """Open for a month on either side of now."""
    return kept("consultation", lambda: consultation_of(version, world.alice), on=version)


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
