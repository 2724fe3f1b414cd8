"""Who is here now and who is typing, in one process and between processes."""

import pytest
from channels.layers import get_channel_layer

from kes.live import hub
from kes.live import presence as module
from kes.live.hub import Hub
from tests.kes.live.conftest import Connect
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GATHER", 0.02)


async def test_people_see_each_other_come_and_go(world: World, topic: str, connect: Connect) -> None:
    bob, alice = await connect(world.bob), await connect(world.alice)
    await bob.subscribe(topic)
    assert _names(await bob.hear("presence")) == ["Bob Łuczak"]
    await alice.subscribe(topic)
    assert _names(await bob.hear("presence")) == ["Bob Łuczak", "Alice Żak"]
    await alice.leave()
    assert _names(await bob.hear("presence")) == ["Bob Łuczak"]


async def test_two_tabs_are_one_person(world: World, topic: str, connect: Connect) -> None:
    one, two = await connect(world.bob), await connect(world.bob)
    await one.subscribe(topic)
    await one.hear("presence")
    await two.subscribe(topic)
    heard = await two.hear("presence")
    assert (_names(heard), heard["total"]) == (["Bob Łuczak"], 1)


async def test_people_of_another_process_are_here_too_and_fade_when_it_is_killed(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BEAT", 0.05)
    monkeypatch.setattr(module, "FORGET", 0.3)
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    await bob.hear("presence")
    people = [{"id": 900, "name": "Łucja Dąb", "initials": "ŁD", "hue": 4}]
    message = {"type": "presence", "topic": topic, "people": people, "from": "elsewhere", "asks": True}
    await get_channel_layer().group_send(topic, message)
    assert _names(await bob.hear("presence")) == ["Łucja Dąb", "Bob Łuczak"]
    assert _names(await bob.hear("presence")) == ["Bob Łuczak"]


async def test_a_process_that_starts_learns_who_is_in_the_others(
    world: World, topic: str, connect: Connect
) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    await bob.hear("presence")
    layer, other = get_channel_layer(), Hub()
    other.channel = await layer.new_channel()
    await layer.group_add(topic, other.channel)
    asking = {"type": "presence", "topic": topic, "people": [], "from": other.channel, "asks": True}
    await layer.group_send(topic, asking)
    await layer.receive(other.channel)
    answer = await layer.receive(other.channel)
    assert (_names(answer), answer["asks"]) == (["Bob Łuczak"], False)


async def test_typing_is_shown_to_the_others_and_not_to_oneself(
    world: World, topic: str, connect: Connect
) -> None:
    bob, alice = await connect(world.bob), await connect(world.alice)
    for socket in (bob, alice):
        await socket.subscribe(topic)
        await socket.hear("subscribed")
    for _ in range(20):
        await bob.say({"type": "typing", "topic": topic})
    heard = await alice.hear("typing")
    assert heard["topic"] == topic
    assert heard["who"] == {"id": world.bob.pk, "name": "Bob Łuczak", "initials": "BŁ", "hue": world.bob.hue}
    await bob.say({"type": "ping"})
    assert (await bob.hear("pong")) == {"type": "pong"}


async def test_nobody_types_where_he_does_not_listen(world: World, topic: str, connect: Connect) -> None:
    alice, charlie = await connect(world.alice), await connect(world.charlie)
    await alice.subscribe(topic)
    await alice.hear("presence")
    await charlie.say({"type": "typing", "topic": topic})
    assert await alice.is_silent()


async def test_where_people_are_in_a_topic_is_told(world: World, topic: str, connect: Connect) -> None:
    bob, second, alice = await connect(world.bob), await connect(world.bob), await connect(world.alice)
    for socket in (bob, second, alice):
        await socket.subscribe(topic)
        await socket.hear("subscribed")
    await bob.say({"type": "place", "topic": topic, "place": "part-1"})
    await second.say({"type": "place", "topic": topic, "place": "part-2"})
    places: dict[str, list[str]] = {}
    while places.get("Bob Łuczak") != ["part-1", "part-2"]:
        places = {who["name"]: who["places"] for who in (await alice.hear("presence"))["people"]}
    assert places["Alice Żak"] == []


async def test_nobody_is_in_a_place_of_a_topic_he_does_not_hear(
    world: World, topic: str, connect: Connect
) -> None:
    alice, charlie = await connect(world.alice), await connect(world.charlie)
    await alice.subscribe(topic)
    await alice.hear("presence")
    await charlie.say({"type": "place", "topic": topic, "place": "part-1"})
    assert await alice.is_silent()


async def test_groups_and_desks_tell_nobody_who_is_there(world: World, connect: Connect) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(f"desk.{world.bob.pk}", f"group.{world.group.pk}")
    assert await bob.overheard() == ["subscribed", "subscribed"]


async def test_what_other_processes_say_of_topics_not_followed_is_not_kept(connect: Connect) -> None:
    await connect()
    running = await hub.get_hub()
    message = {"type": "presence", "topic": "thread.77", "people": [], "from": "elsewhere", "asks": False}
    await running.presence.hear(message)
    assert not running.presence._elsewhere


def _names(message: dict[str, list[dict[str, str]]]) -> list[str]:
    return [who["name"] for who in message["people"]]
