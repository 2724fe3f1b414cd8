"""Subscribing asks the door, and what happened since the last number seen arrives in order and once."""

import pytest
from asgiref.sync import sync_to_async

from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.roles import Visibility
from groups.threads.models import Thread
from kes.live import fragments, hub
from kes.live.models import Event
from tests.kes.live.conftest import Connect
from tests.kes.live.sockets import happen
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_member_hears_events_in_order_and_once(world: World, topic: str, connect: Connect) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    assert await bob.hear() == {"type": "subscribed", "topic": topic, "seq": 0}
    for n in range(5):
        await happen(topic, n=n)
    assert await bob.hear_all(5) == [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]
    assert await bob.is_silent()


async def test_an_outsider_is_refused_with_a_reason(world: World, topic: str, connect: Connect) -> None:
    charlie = await connect(world.charlie, query="lang=en")
    await charlie.subscribe(topic)
    reason = "You do not have access to this."
    assert await charlie.hear() == {"type": "refused", "topic": topic, "reason": reason}
    await happen(topic)
    assert await charlie.is_silent()


@pytest.mark.parametrize(
    "name",
    [
        "thread.999",
        "thread",
        "thread.",
        "access",
        "nonsense.1",
        "thread.01",
        "thread.١",
        "thread. 1",
        "desk.0",
    ],
)
async def test_what_does_not_exist_is_refused(world: World, connect: Connect, name: str) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(name)
    assert (await bob.hear())["type"] == "refused"


async def test_everybody_hears_only_his_own_desk(world: World, connect: Connect) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(f"desk.{world.bob.pk}", f"desk.{world.alice.pk}")
    assert (await bob.hear())["type"] == "subscribed"
    assert (await bob.hear())["type"] == "refused"


async def test_a_visitor_without_an_account_hears_public_groups_only(
    world: World, topic: str, connect: Connect
) -> None:
    public = await _public_thread()
    visitor = await connect()
    await visitor.subscribe(public, topic)
    assert (await visitor.hear())["type"] == "subscribed"
    assert (await visitor.hear())["type"] == "refused"
    await happen(public, n=7)
    assert await visitor.hear_all(1) == [(1, 7)]


async def test_after_a_gap_exactly_what_was_missed_arrives(
    world: World, topic: str, connect: Connect
) -> None:
    for n in range(6):
        await happen(topic, n=n)
    bob = await connect(world.bob)
    await bob.subscribe(topic, since=3)
    assert (await bob.hear())["seq"] == 3
    await happen(topic, n=6)
    assert await bob.hear_all(4) == [(4, 3), (5, 4), (6, 5), (7, 6)]
    assert await bob.is_silent()


async def test_a_page_newer_than_the_hub_is_not_told_twice(
    world: World, topic: str, connect: Connect
) -> None:
    alice, bob = await connect(world.alice), await connect(world.bob)
    await alice.subscribe(topic)
    await alice.hear("subscribed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kes.live.events.announce", lambda *args: None)
        await happen(topic, n=1)
    await bob.subscribe(topic, since=1)
    assert (await bob.hear())["seq"] == 1
    await happen(topic, n=2)
    assert await bob.hear_all(1) == [(2, 2)]
    assert await alice.hear_all(2) == [(1, 1), (2, 2)]


async def test_who_missed_too_much_loads_the_page_again(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "TOO_FAR", 2)
    for n in range(4):
        await happen(topic, n=n)
    bob = await connect(world.bob)
    await bob.subscribe(topic, since=1)
    assert (await bob.hear())["type"] == "reload"
    assert (await bob.hear())["seq"] == 4
    assert await bob.is_silent()


async def test_a_lost_hint_is_found_by_the_next_look(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.1)
    monkeypatch.setattr("kes.live.events.announce", lambda *args: None)
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    await bob.hear("subscribed")
    await happen(topic, n=1)
    assert await bob.hear_all(1) == [(1, 1)]


async def test_after_unsubscribing_nothing_arrives(world: World, topic: str, connect: Connect) -> None:
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    await bob.hear("subscribed")
    await bob.say({"type": "unsubscribe", "topics": [topic]})
    await bob.say({"type": "ping"})
    await bob.hear("pong")
    await happen(topic)
    assert await bob.is_silent()


async def test_a_topic_nobody_listens_to_is_let_go(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.05)
    bob, alice = await connect(world.bob), await connect(world.alice)
    await bob.subscribe(topic)
    await bob.hear("subscribed")
    await bob.leave()
    await alice.is_silent()
    assert topic not in (await hub.get_hub()).heads
    await alice.subscribe(topic)
    await alice.hear("subscribed")
    await happen(topic, n=3)
    assert await alice.hear_all(1) == [(1, 3)]


async def test_a_fragment_is_rendered_once_for_each_language(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []

    def render(event: Event) -> dict[str, str]:
        from django.utils import translation

        rendered.append(translation.get_language())
        return {"html": translation.get_language()}

    monkeypatch.setitem(fragments._renderers, "test.happened", render)
    sockets = [await connect(world.bob, query=f"lang={language}") for language in ("pl", "en", "pl", "xx")]
    for socket in sockets:
        await socket.subscribe(topic)
        await socket.hear("subscribed")
    await happen(topic)
    assert [(await socket.hear("event"))["html"] for socket in sockets] == ["pl", "en", "pl", "pl"]
    late = await connect(world.alice, query="lang=en")
    await late.subscribe(topic, since=0)
    assert (await late.hear("event"))["html"] == "en"
    assert sorted(rendered) == ["en", "pl"]


async def test_an_event_that_cannot_be_rendered_asks_for_a_reload_and_stops_nobody(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(event: Event) -> dict[str, str]:
        raise KeyError("gone")

    monkeypatch.setitem(fragments._renderers, "test.broken", fail)
    bob = await connect(world.bob)
    await bob.subscribe(topic)
    await bob.hear("subscribed")
    await happen(topic, kind="test.broken")
    await happen(topic, n=2)
    assert (await bob.hear())["type"] == "reload"
    assert await bob.hear_all(1) == [(2, 2)]


@sync_to_async
def _public_thread() -> str:
    group = create_group(by=None, name="Otwarta", kind=Group.Kind.COMMITTEE, visibility=Visibility.PUBLIC)
    return Thread.objects.create(group=group, title="Dla każdego").topic
