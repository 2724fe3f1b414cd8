"""Announcements on PostgreSQL and Redis with two processes: in order, once, to those who may hear them."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from websockets.asyncio.client import ClientConnection, connect

from groups.membership.actions import add_member, end_membership
from groups.membership.models import Membership
from groups.threads.actions import open_thread, post_reply
from groups.threads.models import Post, Thread
from kes.accounts.models import User
from kes.live import events
from tests.people import World
from tests.people import world as make_world
from tests.services.joining import session_cookie
from tests.services.stack import Stack


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def thread(world: World) -> Thread:
    return open_thread(world.group, by=world.alice, title="Dojazd do CUS", body="Kto ma rozkład?")


class Ear:
    """Somebody's live socket, subscribed to one topic; `heard` are the events in the order they came."""

    def __init__(self, server: str, cookie: str, topic: str, seq: int | None) -> None:
        self._server, self._cookie, self._topic, self._seq = server, cookie, topic, seq
        self.messages: list[dict[str, Any]] = []

    @property
    def heard(self) -> list[int]:
        return [message["seq"] for message in self.messages if message["type"] == "event"]

    @property
    def kinds(self) -> list[str]:
        return [message["type"] for message in self.messages]

    async def __aenter__(self) -> "Ear":
        headers = {"Cookie": self._cookie, "Origin": self._server.replace("ws", "http", 1)}
        self.socket: ClientConnection = await connect(f"{self._server}/ws/live", additional_headers=headers)
        await self.socket.send(json.dumps({"type": "subscribe", "topics": {self._topic: self._seq}}))
        self._task = asyncio.create_task(self._listen())
        await self.until(lambda: "subscribed" in self.kinds or "refused" in self.kinds)
        return self

    async def __aexit__(self, *_failure: object) -> None:
        await self.socket.close()
        await self._task

    async def _listen(self) -> None:
        async for text in self.socket:
            self.messages.append(json.loads(text))

    async def until(self, true: Callable[[], bool], *, within: float = 15) -> None:
        async with asyncio.timeout(within):
            while not true():
                await asyncio.sleep(0.02)


def _closing(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    try:
        return work(*arguments, **named)
    finally:
        connections.close_all()


async def _off(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    return await asyncio.to_thread(_closing, work, *arguments, **named)


def _ear(stack: Stack, number: int, user: User, thread: Thread, seq: int | None = None) -> Ear:
    return Ear(stack.webs[number].sockets, session_cookie(user), thread.topic, seq)


def test_a_reply_reaches_both_processes_with_the_html_of_the_page(
    stack: Stack, world: World, thread: Thread
) -> None:
    alice, bob = _ear(stack, 0, world.alice, thread), _ear(stack, 1, world.bob, thread)

    async def run() -> None:
        async with alice, bob:
            await _off(post_reply, thread, by=world.bob, body="Mam **rozkład**.")
            await alice.until(lambda: bool(alice.heard))
            await bob.until(lambda: bool(bob.heard))

    asyncio.run(run())
    for ear in (alice, bob):
        event = ear.messages[-1] if ear.messages[-1]["type"] == "event" else ear.messages[-2]
        assert "<strong>rozkład</strong>" in event["html"]


def test_many_writers_at_once_leave_no_gap_and_everybody_hears_everything_in_order(
    stack: Stack, world: World, thread: Thread
) -> None:
    before = events.head(thread.topic)
    ears = [_ear(stack, number % 2, world.olga, thread, before) for number in range(4)]

    def write() -> None:
        with ThreadPoolExecutor(6) as pool:
            futures = [
                pool.submit(
                    _closing, post_reply, thread, by=(world.alice, world.bob)[n % 2], body=f"Wpis {n}"
                )
                for n in range(40)
            ]
            for future in futures:
                future.result()

    async def run() -> None:
        async with ears[0], ears[1], ears[2], ears[3]:
            await asyncio.to_thread(write)
            for ear in ears:
                await ear.until(lambda ear=ear: len(ear.heard) >= 40)  # type: ignore[misc]

    asyncio.run(run())
    assert all(ear.heard == list(range(before + 1, before + 41)) for ear in ears)
    numbers = list(Post.objects.filter(thread=thread).values_list("number", flat=True))
    assert numbers == list(range(1, 42))


def test_what_was_missed_comes_in_order_and_once_from_the_other_process(
    stack: Stack, world: World, thread: Thread
) -> None:
    seen = events.head(thread.topic)
    for number in range(5):
        post_reply(thread, by=world.bob, body=f"Wpis {number}")
    ear = _ear(stack, 1, world.alice, thread, seen)

    async def run() -> None:
        async with ear:
            await _off(post_reply, thread, by=world.bob, body="Na żywo")
            await ear.until(lambda: len(ear.heard) >= 6)

    asyncio.run(run())
    assert ear.heard == list(range(seen + 1, seen + 7))


def test_an_announcement_lost_with_redis_is_found_in_the_log(
    stack: Stack, world: World, thread: Thread
) -> None:
    ear = _ear(stack, 0, world.alice, thread)

    async def run() -> None:
        async with ear:
            await _off(stack.redis.kill)
            await _off(post_reply, thread, by=world.bob, body="Bez Redisa")
            await ear.until(lambda: len(ear.heard) == 1, within=25)
            await _off(stack.redis.start)

    asyncio.run(run())


def test_an_idle_socket_stays_open(stack: Stack, world: World, thread: Thread) -> None:
    """redis-py 8 closed idle subscriptions after five seconds (django/channels_redis#422)."""
    ear = _ear(stack, 0, world.alice, thread)

    async def run() -> None:
        async with ear:
            await asyncio.sleep(7)
            await _off(post_reply, thread, by=world.bob, body="Po chwili ciszy")
            await ear.until(lambda: len(ear.heard) == 1, within=2)

    asyncio.run(run())


def test_a_removed_member_hears_nothing_more_and_a_new_one_does(
    stack: Stack, world: World, thread: Thread
) -> None:
    bob = _ear(stack, 0, world.bob, thread)
    charlie = _ear(stack, 1, world.charlie, thread)

    async def run() -> None:
        async with bob, charlie:
            assert "refused" in charlie.kinds
            membership = await _off(Membership.objects.get, user=world.bob)
            await _off(end_membership, membership, by=world.alice)
            await bob.until(lambda: "closed" in bob.kinds)
            await _off(add_member, world.group, by=world.alice, user=world.charlie)
            await charlie.socket.send(json.dumps({"type": "subscribe", "topics": {thread.topic: None}}))
            await charlie.until(lambda: "subscribed" in charlie.kinds)
            await _off(post_reply, thread, by=world.alice, body="Już bez Boba")
            await charlie.until(lambda: len(charlie.heard) == 1)

    asyncio.run(run())
    assert bob.heard == []
