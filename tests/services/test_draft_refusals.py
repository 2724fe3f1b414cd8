"""Offenders on the draft socket are told why and closed, the others go on; and nginx lets a draft through."""

import asyncio
import contextlib
import json

import pytest
from django.db import connections
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from documents.drafts import protocol
from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.drafts.text.lib0 import read_uint
from tests.documents.drafts.wire import Typist, hello
from tests.people import World
from tests.people import world as make_world
from tests.services.draft_client import DraftClient
from tests.services.joining import session_cookie
from tests.services.stack import Stack

FLOOD = protocol._frame(protocol.HEAD)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "")]).parts.get()


async def _offend(stack: Stack, part: Part, cookie: str, frames: list[bytes]) -> tuple[int, str]:
    """Send frames on a socket of its own until it is closed; the close code and the last refusal's words.

    Daphne sends no reason with a close code, so the words come in a frame before it. Reading goes on during a
    flood: what is unread when the server gives the connection up is lost.
    """
    headers = {"Cookie": cookie, "Origin": stack.webs[0].address}
    address = f"{stack.webs[0].sockets}/ws/drafts/{part.pk}"
    async with asyncio.timeout(30), connect(address, additional_headers=headers, max_size=None) as socket:
        await socket.send(hello())
        told = asyncio.create_task(_told(socket))
        with contextlib.suppress(ConnectionClosed):
            for frame in frames:
                await socket.send(frame)
                await asyncio.sleep(0)
        return await told


async def _told(socket: ClientConnection) -> tuple[int, str]:
    reason = ""
    with contextlib.suppress(ConnectionClosed):
        async for answer in socket:
            if isinstance(answer, bytes) and answer[0] == protocol.REFUSED:
                reason = json.loads(answer[read_uint(answer, 1)[1] :])["reason"]
    assert socket.close_code
    return socket.close_code, reason


@pytest.mark.parametrize(
    "frames, code",
    [
        ([b"\xff\xff\xff\xff"], 4400),
        ([protocol._frame(protocol.UPDATE, 1, body=b"nonsense")], 4400),
        ([protocol._frame(protocol.UPDATE, 1, body=Typist(3).types("a" * 600_000))], 4400),
        ([protocol.awareness(b"\x01\x05\x01\x02[]")], 4400),
        ([FLOOD] * 20_000, 4408),
    ],
    ids=["not a frame", "not an update", "update too large", "awareness", "flood"],
)
def test_an_offender_is_closed_with_a_reason_and_the_others_go_on(
    stack: Stack, world: World, part: Part, frames: list[bytes], code: int
) -> None:
    offender = session_cookie(world.bob)
    writer = DraftClient(part.pk, [stack.webs[0].sockets], session_cookie(world.alice))
    reader = DraftClient(part.pk, [stack.webs[0].sockets], session_cookie(world.olga))

    async def run() -> tuple[int, str]:
        async with writer, reader:
            await writer.type("Przed. ")
            await reader.until("Przed. ")
            answer = await _offend(stack, part, offender, frames)
            await writer.type("Po.")
            await reader.until("Przed. Po.")
            return answer

    closed, reason = asyncio.run(run())
    assert closed == code
    assert reason
    connections.close_all()
    assert text_document(part.pk)[0].text == "Przed. Po."


def test_a_message_above_one_mebibyte_ends_its_own_connection_only(
    stack: Stack, world: World, part: Part
) -> None:
    """Daphne itself drops it (CVE-2026-44545): our client splits pastes before."""
    offender = session_cookie(world.bob)
    writer = DraftClient(part.pk, [stack.webs[0].sockets], session_cookie(world.alice))

    async def run() -> tuple[int, str]:
        async with writer:
            answer = await _offend(stack, part, offender, [b"\0" * (2 * 1024 * 1024)])
            await writer.type("Po.")
            await writer.settled(1)
            return answer

    assert asyncio.run(run())[0] in (1006, 1009)


def test_a_draft_session_passes_through_nginx(stack: Stack, world: World, part: Part) -> None:
    assert stack.nginx
    people = (world.alice, world.bob)
    alice, bob = [DraftClient(part.pk, [stack.nginx.sockets], session_cookie(who)) for who in people]

    async def run() -> None:
        async with alice, bob:
            await alice.type("Zażółć ")
            await bob.until("Zażółć ")
            await bob.type("gęślą")
            await alice.until("Zażółć gęślą")
            await alice.settled(2)

    asyncio.run(asyncio.wait_for(run(), 30))
    connections.close_all()
    assert text_document(part.pk)[0].text == "Zażółć gęślą"
