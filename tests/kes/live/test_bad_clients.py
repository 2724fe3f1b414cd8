"""Clients that send nonsense, too much or too fast are closed with a reason; the others notice nothing."""

import json

import pytest

from kes.live import hub, topics
from kes.live.consumer import MOST_TOPICS
from kes.live.messages import LONGEST, read
from tests.kes.live.conftest import Connect
from tests.kes.live.sockets import Socket, happen
from tests.people import World

NONSENSE = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"subscribe"',
    "[" * 15_000,
    "{}",
    '{"type":"delete"}',
    '{"type":["subscribe"]}',
    '{"type":"__class__"}',
    '{"type":"subscribe"}',
    '{"type":"subscribe","topics":["thread.1"]}',
    '{"type":"subscribe","topics":{"thread.1":"1"}}',
    '{"type":"subscribe","topics":{"thread.1":true}}',
    '{"type":"subscribe","topics":{"thread.1":-1}}',
    '{"type":"subscribe","topics":{"thread.1":1.5}}',
    '{"type":"subscribe","topics":{"thread.1":1e999}}',
    json.dumps({"type": "subscribe", "topics": {"x" * 91: None}}),
    '{"type":"unsubscribe","topics":{"thread.1":1}}',
    '{"type":"unsubscribe","topics":[1]}',
    '{"type":"typing"}',
    '{"type":"typing","topic":5}',
    json.dumps({"type": "ping", "more": "x" * LONGEST}),
]


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: str(text)[:50])
def test_nonsense_is_no_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_binary_is_no_message() -> None:
    with pytest.raises(ValueError, match="no text"):
        read(None)


@pytest.mark.django_db(transaction=True)
class TestTheOffenderIsClosed:
    @pytest.mark.parametrize("text", ["{", "[" * 15_000, '{"type":"delete"}', "x" * (LONGEST + 1)], ids=len)
    async def test_for_nonsense(self, world: World, topic: str, connect: Connect, text: str) -> None:
        bob, offender = await _two(connect, world, topic)
        await offender.say(text)
        assert "malformed message" in (await offender.hear("error"))["reason"]
        assert await offender.close_code() == 4400
        await _still_hears(bob, topic)

    async def test_for_binary(self, world: World, topic: str, connect: Connect) -> None:
        bob, offender = await _two(connect, world, topic)
        await offender.shout(b"\x00\x01")
        assert await offender.close_code() == 4400
        await _still_hears(bob, topic)

    async def test_for_flooding(self, world: World, topic: str, connect: Connect) -> None:
        bob, offender = await _two(connect, world, topic)
        for _ in range(300):
            await offender.say({"type": "ping"})
        assert "too many messages" in (await offender.hear("error"))["reason"]
        assert await offender.close_code() == 4408
        await _still_hears(bob, topic)

    async def test_for_too_many_topics(self, world: World, topic: str, connect: Connect) -> None:
        bob, offender = await _two(connect, world, topic)
        await offender.subscribe(*(f"nonsense.{n}" for n in range(MOST_TOPICS + 1)))
        assert await offender.close_code() == 4400
        await _still_hears(bob, topic)

    async def test_and_hears_nothing_more(self, world: World, topic: str, connect: Connect) -> None:
        _bob, offender = await _two(connect, world, topic)
        await offender.say("{")
        await offender.close_code()
        await happen(topic)
        assert await offender.is_silent()
        running = await hub.get_hub()
        assert len(running.watchers) == len(running.listeners[topic]) == 1

    async def test_when_the_server_fails_too(
        self, world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bob, unlucky = await _two(connect, world, topic)

        def fail(visitor: object, key: str) -> None:
            raise RuntimeError("the database is away")

        monkeypatch.setitem(topics._doors, "group", fail)
        await unlucky.subscribe("group.1")
        assert await unlucky.close_code() == 1011
        await _still_hears(bob, topic)


async def _two(connect: Connect, world: World, topic: str) -> list[Socket]:
    sockets = [await connect(world.bob), await connect(world.olga, query="lang=en")]
    for socket in sockets:
        await socket.subscribe(topic)
        await socket.hear("subscribed")
    return sockets


async def _still_hears(socket: Socket, topic: str) -> None:
    await happen(topic, n=8)
    assert (await socket.hear("event"))["data"] == {"n": 8}
