"""Rights that change while people listen: who loses them stops at once, who gains them starts."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from groups.directory.actions import change_group, role_permissions, set_permissions
from groups.membership.actions import add_member, change_membership, end_membership
from groups.membership.models import Membership
from groups.roles import RoleKind, Visibility
from kes.live import hub
from tests.kes.live.conftest import Connect
from tests.kes.live.sockets import Socket, happen
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_removed_member_stops_at_once(world: World, topic: str, connect: Connect) -> None:
    alice, bob = await _listening(connect, world, topic)
    await _end(world)
    await happen(topic, n=1)
    assert await bob.hear() == {"type": "closed", "topic": topic, "reason": "You do not have access to this."}
    assert await alice.hear_all(1) == [(1, 1)]
    assert await bob.is_silent()


async def test_he_hears_nothing_even_when_the_news_of_his_removal_is_lost(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = await _listening(connect, world, topic)
    with monkeypatch.context() as patch:
        patch.setattr("kes.live.events.announce", lambda *args: None)
        await _end(world)
    await happen(topic, n=1)
    assert await alice.hear_all(1) == [(1, 1)]
    assert (await bob.hear())["type"] == "closed"
    assert await bob.is_silent()


async def test_a_new_member_is_told_on_his_desk_and_may_start(
    world: World, topic: str, connect: Connect
) -> None:
    charlie = await connect(world.charlie)
    await charlie.subscribe(topic, f"desk.{world.charlie.pk}")
    assert (await charlie.hear())["type"] == "refused"
    assert (await charlie.hear())["type"] == "subscribed"
    await sync_to_async(add_member)(world.group, by=world.alice, user=world.charlie)
    assert (await charlie.hear("event"))["kind"] == "member.added"
    await charlie.subscribe(topic)
    assert (await charlie.hear())["type"] == "subscribed"
    await happen(topic, n=4)
    assert await charlie.hear_all(1) == [(1, 4)]


async def test_a_role_that_loses_reading_stops_listening(world: World, topic: str, connect: Connect) -> None:
    alice, bob = await _listening(connect, world, topic)

    @sync_to_async
    def take_reading_from_members() -> None:
        wanted = {RoleKind(role.kind): role_permissions(role) for role in world.group.roles.all()}
        wanted[RoleKind.MEMBER].discard("view_thread")
        set_permissions(world.group, by=world.alice, wanted=wanted)

    await take_reading_from_members()
    await happen(topic, n=1)
    assert (await bob.hear())["type"] == "closed"
    assert await alice.hear_all(1) == [(1, 1)]


async def test_a_change_of_role_that_keeps_reading_keeps_listening(
    world: World, topic: str, connect: Connect
) -> None:
    _alice, bob = await _listening(connect, world, topic)
    membership = await Membership.objects.select_related("group", "role").aget(user=world.bob)
    await sync_to_async(change_membership)(
        membership, by=world.alice, role=RoleKind.OBSERVER, organisation=None, sector=""
    )
    await happen(topic, n=1)
    assert await bob.hear_all(1) == [(1, 1)]


async def test_a_group_that_closes_shuts_outsiders_out(world: World, topic: str, connect: Connect) -> None:
    await sync_to_async(change_group)(world.group, by=world.alice, visibility=Visibility.PUBLIC)
    charlie, visitor = await connect(world.charlie), await connect()
    for socket in (charlie, visitor):
        await socket.subscribe(topic)
        assert (await socket.hear())["type"] == "subscribed"
    await sync_to_async(change_group)(world.group, by=world.alice, visibility=Visibility.HIDDEN)
    await happen(topic)
    for socket in (charlie, visitor):
        assert (await socket.hear())["type"] == "closed"
        assert await socket.is_silent()


async def test_a_membership_that_ran_out_is_noticed(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(hub, "ASK_EVERY", 0.05)
    _alice, bob = await _listening(connect, world, topic)
    today = timezone.localdate()
    dates = {"since": today - timedelta(days=9), "until": today - timedelta(days=1)}
    await Membership.objects.filter(user=world.bob).aupdate(**dates)
    assert (await bob.hear())["type"] == "closed"


async def test_somebody_whose_account_is_closed_is_cut_off(
    world: World, topic: str, connect: Connect
) -> None:
    _alice, bob = await _listening(connect, world, topic)
    world.bob.is_active = False
    await world.bob.asave()
    assert await bob.close_code() == 4401


async def test_an_account_closed_behind_the_products_back_is_noticed_by_the_look(
    world: World, topic: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(hub, "ASK_EVERY", 0.05)
    _alice, bob = await _listening(connect, world, topic)
    await type(world.bob).objects.filter(pk=world.bob.pk).aupdate(is_active=False)
    assert await bob.close_code() == 4401


async def _listening(connect: Connect, world: World, topic: str) -> list[Socket]:
    """Alice and Bob, both subscribed."""
    sockets = [await connect(world.alice), await connect(world.bob, query="lang=en")]
    for socket in sockets:
        await socket.subscribe(topic)
        await socket.hear("subscribed")
    return sockets


@sync_to_async
def _end(world: World) -> None:
    membership = Membership.objects.select_related("group", "role").get(user=world.bob)
    end_membership(membership, by=world.alice)
