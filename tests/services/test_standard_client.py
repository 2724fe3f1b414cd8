"""The standard y-websocket provider from npm joins a draft with a session cookie, to read and to write."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from kes.accounts.models import User
from tests.people import World
from tests.people import world as make_world
from tests.services.draft_client import DraftClient
from tests.services.joining import session_cookie
from tests.services.stack import Stack

PROVIDER = Path(__file__).with_name("standard_client.mjs")


class Standard:
    """A Node process with the provider; `last` is the newest thing that it said."""

    def __init__(self, server: str, part: Part, cookie: str, addition: str = "") -> None:
        self._arguments = [server, str(part.pk), cookie, addition]
        self.last: dict[str, Any] = {}

    async def __aenter__(self) -> "Standard":
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            "node", str(PROVIDER), *self._arguments, stdin=pipe, stdout=pipe
        )
        self._reader = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_failure: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        await self._process.wait()
        await self._reader

    async def _listen(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            self.last = json.loads(line)

    async def until(self, text: str) -> None:
        async with asyncio.timeout(20):
            while self.last.get("text") != text:
                await asyncio.sleep(0.02)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć")]).parts.get()


def _ours(stack: Stack, part: Part, user: User) -> DraftClient:
    return DraftClient(part.pk, [stack.webs[1].sockets], session_cookie(user))


def test_a_standard_client_writes_and_hears_ours_on_the_other_process(
    stack: Stack, world: World, part: Part
) -> None:
    theirs = Standard(stack.webs[0].sockets, part, session_cookie(world.alice), " gęślą")
    ours = _ours(stack, part, world.bob)

    async def run() -> None:
        async with ours, theirs:
            await ours.until("Zażółć gęślą")
            await ours.type(" jaźń")
            await theirs.until("Zażółć gęślą jaźń")

    asyncio.run(run())
    connections.close_all()
    assert text_document(part.pk)[0].text == "Zażółć gęślą jaźń"


def test_a_standard_client_of_an_observer_reads_and_its_writing_is_not_stored(
    stack: Stack, world: World, part: Part
) -> None:
    reader = Standard(stack.webs[0].sockets, part, session_cookie(world.olga), "!!!")
    ours = _ours(stack, part, world.bob)

    async def run() -> None:
        async with ours, reader:
            await reader.until("Zażółć!!!")  # its own screen shows it,
            await ours.type(" gęślą")
            await asyncio.sleep(1)
            assert ours.text == "Zażółć gęślą"  # nobody else's does

    asyncio.run(run())
    connections.close_all()
    assert text_document(part.pk)[0].text == "Zażółć gęślą"


def test_two_standard_clients_see_each_other_under_their_true_names(
    stack: Stack, world: World, part: Part
) -> None:
    alice = Standard(stack.webs[0].sockets, part, session_cookie(world.alice))
    bob = Standard(stack.webs[1].sockets, part, session_cookie(world.bob))

    async def run() -> None:
        async with alice, bob, asyncio.timeout(20):
            while "Bob Łuczak" not in alice.last.get("names", []):
                await asyncio.sleep(0.05)
            while "Alice Żak" not in bob.last.get("names", []):
                await asyncio.sleep(0.05)

    asyncio.run(run())


def test_an_outsider_is_not_let_in(stack: Stack, world: World, part: Part) -> None:
    outsider = Standard(stack.webs[0].sockets, part, session_cookie(world.charlie), "x")

    async def run() -> None:
        async with outsider:
            await asyncio.sleep(2)
            assert outsider.last.get("text", "") == ""

    asyncio.run(run())
    connections.close_all()
    assert text_document(part.pk)[0].text == "Zażółć"
