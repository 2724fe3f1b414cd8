"""Whoever has a chapter open feels at once that it was locked, approved, restricted or given to others."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from documents.assignments.actions import Assignment, assign_part
from documents.drafts import protocol, rooms
from documents.drafts.actions import lock_part
from documents.drafts.models import Part
from documents.drafts.room import Room
from groups.membership.actions import end_membership
from groups.membership.models import Membership
from kes.live.events import ACCESS, head
from kes.live.hub import get_hub
from tests.documents.conftest import Join
from tests.documents.teams import Team
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_member_of_the_owning_team_writes_and_others_read_it(
    world: World, team: Team, join: Join
) -> None:
    tessa, olga = await join(team.tessa, team.theirs.pk), await join(world.olga, team.theirs.pk)
    assert (await tessa.hear(protocol.HELLO))["write"]
    await tessa.until("Zażółć.")
    await tessa.types(" Gęślą.")
    await olga.until("Zażółć. Gęślą.")


@pytest.mark.parametrize(
    "wanted, words",
    [
        (Assignment(status=Part.Status.APPROVED), "zatwierdzony"),
        (Assignment(restricted=True), "można czytać"),
    ],
)
async def test_a_change_of_the_chapter_takes_writing_away(
    world: World, team: Team, join: Join, wanted: Assignment, words: str
) -> None:
    bob = await join(world.bob, team.theirs.pk)
    assert (await bob.hear(protocol.HELLO))["write"]
    await sync_to_async(assign_part)(team.theirs, by=world.alice, wanted=wanted)
    told = await bob.hear(protocol.RIGHTS)
    assert not told["write"] and words in told["reason"]
    await bob.types("Za późno.")
    assert (await bob.hear(protocol.REFUSED))["code"] == "read_only"
    back = Assignment(status=Part.Status.WORK)
    await sync_to_async(assign_part)(team.theirs, by=world.alice, wanted=back)
    assert (await bob.hear(protocol.RIGHTS))["write"]


async def test_a_locked_chapter_tells_its_owners(world: World, team: Team, join: Join) -> None:
    tessa = await join(team.tessa, team.theirs.pk)
    await tessa.hear(protocol.HELLO)
    await sync_to_async(lock_part)(team.theirs, by=world.alice, locked=True)
    assert "zablokowany" in (await tessa.hear(protocol.RIGHTS))["reason"]


async def test_a_team_that_loses_its_chapter_is_shut_out(world: World, team: Team, join: Join) -> None:
    tessa = await join(team.tessa, team.theirs.pk)
    await tessa.hear(protocol.HELLO)
    await sync_to_async(assign_part)(team.theirs, by=world.alice, wanted=Assignment())
    assert (await tessa.hear(protocol.REFUSED))["code"] == "no_access"
    with pytest.raises(ConnectionError, match="4403"):
        await tessa.hear(protocol.ROWS)


async def test_who_leaves_the_team_is_shut_out(world: World, team: Team, join: Join) -> None:
    tessa = await join(team.tessa, team.theirs.pk)
    await tessa.hear(protocol.HELLO)
    membership = await Membership.objects.select_related("group", "user", "role").aget(user=team.tessa)
    await sync_to_async(end_membership)(membership, by=world.alice)
    assert (await tessa.hear(protocol.REFUSED))["code"] == "no_access"


async def test_an_owner_who_leaves_is_shut_out_of_the_chapter(world: World, team: Team, join: Join) -> None:
    olaf = await join(team.olaf, team.olafs.pk)
    assert (await olaf.hear(protocol.HELLO))["write"]
    membership = await Membership.objects.select_related("group", "user", "role").aget(user=team.olaf)
    await sync_to_async(end_membership)(membership, by=world.alice)
    assert (await olaf.hear(protocol.REFUSED))["code"] == "no_access"
    with pytest.raises(ConnectionError, match="4403"):
        await olaf.hear(protocol.ROWS)


async def test_an_owner_whose_term_is_over_is_not_let_in(world: World, team: Team, join: Join) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    await Membership.objects.filter(user=team.olaf).aupdate(since=yesterday, until=yesterday)
    olaf = await join(team.olaf, team.olafs.pk)
    with pytest.raises(ConnectionError, match="4403"):
        await olaf.hear(protocol.HELLO)


async def test_a_new_owner_may_write_at_once(world: World, team: Team, join: Join) -> None:
    olaf = await join(team.olaf, team.common.pk)
    assert not (await olaf.hear(protocol.HELLO))["write"]
    await sync_to_async(assign_part)(team.common, by=world.alice, wanted=Assignment(owner=team.olaf))
    assert (await olaf.hear(protocol.RIGHTS))["write"]
    await olaf.types("Cele")
    await olaf.hear(protocol.ACK)


async def test_who_is_removed_while_the_socket_opens_does_not_stay_in(
    world: World, team: Team, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await join(world.olga, team.theirs.pk)).hear(protocol.HELLO)  # news reaches this process already
    membership = await Membership.objects.select_related("group", "user", "role").aget(
        user=world.bob, group=world.group
    )
    enter = rooms.enter

    async def removed_meanwhile(part: UUID) -> Room:
        await sync_to_async(end_membership)(membership, by=world.alice)
        hub = await get_hub()
        while hub.heads[ACCESS] < await sync_to_async(head)(ACCESS):
            await asyncio.sleep(0.01)
        return await enter(part)

    monkeypatch.setattr("documents.drafts.rooms.enter", removed_meanwhile)
    bob = await join(world.bob, team.theirs.pk)
    with pytest.raises(ConnectionError, match="4403"):
        await bob.hear(protocol.HELLO)
