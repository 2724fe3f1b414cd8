"""The table of who writes what, statuses set by writers, and what waits on their desks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.assignments.actions import Assignment, assign_part
from documents.assignments.desk import my_chapters
from documents.drafts.actions import lock_part
from documents.drafts.models import Part
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.teams import Team
from tests.people import World

SignedIn = Callable[[User], Client]


def send(team: Team, client: Client, *parts: Part, **said: Any) -> Any:
    url = reverse("documents:assignments", args=[team.document.pk])
    return client.post(url, {"part": [part.pk for part in parts], **said})


def test_chosen_chapters_get_an_owner_and_the_rest_of_them_stays(
    world: World, team: Team, signed_in: SignedIn
) -> None:
    send(team, signed_in(world.alice), team.theirs, team.common, owner=world.bob.pk, deadline="2026-12-01")
    found = {part.title: part for part in team.document.parts.all()}
    assert [found[title].owner for title in ("Diagnoza", "Cele")] == [world.bob, world.bob]
    assert (found["Diagnoza"].owner_group, found["Diagnoza"].status) == (team.group, Part.Status.WORK)
    assert found["Monitorowanie"].owner == team.olaf
    event = Event.objects.filter(kind="part.assigned", about_type="documents.document").latest("pk")
    assert event.data["after"]["deadline"] == "2026-12-01"


def test_an_owner_and_a_deadline_are_taken_away(world: World, team: Team, signed_in: SignedIn) -> None:
    assign_part(
        team.common, by=world.alice, wanted=Assignment(owner=world.bob, deadline=timezone.localdate())
    )
    send(team, signed_in(world.alice), team.common, owner="-", no_deadline="on")
    team.common.refresh_from_db()
    assert (team.common.owner, team.common.deadline) == (None, None)


def test_without_a_chosen_chapter_the_form_comes_back_with_what_was_said(
    world: World, team: Team, signed_in: SignedIn
) -> None:
    page = send(team, signed_in(world.alice), status="ready", deadline="2026-12-01").content.decode()
    assert "co najmniej jeden rozdział" in page and 'value="2026-12-01"' in page
    wrong = send(team, signed_in(world.alice), team.common, deadline="jutro").content.decode()
    assert "checked" in wrong


def test_people_of_groups_that_one_cannot_see_into_are_not_offered(
    world: World, team: Team, signed_in: SignedIn
) -> None:
    url = reverse("documents:assignments", args=[team.document.pk])
    page = signed_in(world.alice).get(url).content.decode()
    assert "Bob Łuczak" in page and "Tessa Bąk" not in page and "Ukryta" not in page


@pytest.mark.parametrize(
    "who, status, code",
    [
        ("tessa", "ready", 302),
        ("tessa", "approved", 400),
        ("otto", "ready", 403),
        ("alice", "approved", 302),
        ("charlie", "ready", 404),
    ],
)
def test_writers_say_how_far_a_chapter_is_and_approving_is_for_the_office(
    world: World, team: Team, signed_in: SignedIn, who: str, status: str, code: int
) -> None:
    user = getattr(team, who, None) or getattr(world, who)
    url = reverse("documents:part_status", args=[team.theirs.pk])
    assert signed_in(user).post(url, {"status": status}).status_code == code
    team.theirs.refresh_from_db()
    assert team.theirs.status == (status if code == 302 else Part.Status.WORK)


def test_writers_do_not_open_an_approved_chapter_again(world: World, team: Team, signed_in: SignedIn) -> None:
    url = reverse("documents:part_status", args=[team.theirs.pk])
    signed_in(world.alice).post(url, {"status": "approved"})
    assert signed_in(team.tessa).post(url, {"status": "work"}).status_code == 400
    assert signed_in(world.alice).post(url, {"status": "work"}).status_code == 302


def test_unfinished_chapters_wait_on_the_desks_of_those_who_write_them(world: World, team: Team) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assign_part(team.theirs, by=world.alice, wanted=Assignment(owner_group=team.group, deadline=yesterday))
    (item,) = my_chapters(team.tessa).items
    assert (item.title, item.note) == ("Diagnoza", "po terminie")
    found = {
        user.name: my_chapters(user).total for user in (team.otto, team.olaf, world.alice, world.charlie)
    }
    assert found == {"Otto Gęś": 0, "Olaf Kłos": 1, "Alice Żak": 0, "Charlie Śliwa": 0}
    lock_part(team.theirs, by=world.alice, locked=True)
    assert my_chapters(team.tessa).total == 0


def test_nothing_is_told_when_nothing_changes(world: World, team: Team) -> None:
    before = Event.objects.count()
    wanted = Assignment(owner=team.olaf)
    assert not assign_part(team.olafs, by=world.alice, wanted=wanted)
    assert Event.objects.count() == before
