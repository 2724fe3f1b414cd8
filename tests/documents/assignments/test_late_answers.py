"""What a request says of a chapter changes nothing else of it, whatever others said since it was read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.access import part_with_rights
from documents.assignments import views
from documents.assignments.actions import Assignment, assign_part, change_assignment
from documents.drafts.actions import rename_part
from documents.drafts.models import Part
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.teams import Team
from tests.people import World

SignedIn = Callable[[User], Client]
Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Something happens between reading the chapter at the door and changing it."""

    def prepare(happens: Callable[[], Any]) -> None:
        def door(*args: Any) -> tuple[Part, frozenset[str]]:
            found = part_with_rights(*args)
            happens()
            return found

        monkeypatch.setattr(views, "part_with_rights", door)

    return prepare


def test_a_status_leaves_an_assignment_alone_that_was_made_meanwhile(
    world: World, team: Team, signed_in: SignedIn, meanwhile: Meanwhile
) -> None:
    wanted = Assignment(owner=world.alice, restricted=True)
    meanwhile(lambda: assign_part(team.common, by=world.alice, wanted=wanted))
    answer = _say(signed_in(world.bob), team.common, Part.Status.WORK)
    found = _again(team.common)
    assert answer == 302
    assert (found.status, found.owner, found.restricted) == (Part.Status.WORK, world.alice, True)
    told = Event.objects.filter(kind="part.assigned", actor=world.bob).latest("pk")
    assert told.data["after"] == {"status": Part.Status.WORK}


def test_a_writer_does_not_open_a_chapter_that_was_approved_meanwhile(
    world: World, team: Team, signed_in: SignedIn, meanwhile: Meanwhile
) -> None:
    approved = {"status": Part.Status.APPROVED}
    meanwhile(lambda: change_assignment(_again(team.common), by=world.alice, said=approved))
    assert _say(signed_in(world.bob), team.common, Part.Status.WORK) == 400
    assert _again(team.common).status == Part.Status.APPROVED


def test_a_language_leaves_the_status_alone_that_was_said_meanwhile(world: World, team: Team) -> None:
    late = _again(team.common)
    change_assignment(team.common, by=world.bob, said={"status": Part.Status.READY})
    change_assignment(late, by=world.alice, said={"language": Part.Language.GERMAN})
    found = _again(team.common)
    assert (found.status, found.language) == (Part.Status.READY, Part.Language.GERMAN)


def test_a_new_title_leaves_instructions_alone_that_were_changed_meanwhile(world: World, team: Team) -> None:
    late = _again(team.common)
    rename_part(team.common, by=world.alice, title="Cele", instructions="Napisz krótko.")
    rename_part(late, by=world.bob, title="Nasze cele")
    found = _again(team.common)
    assert (found.title, found.instructions) == ("Nasze cele", "Napisz krótko.")


def _say(client: Client, part: Part, status: str) -> int:
    url = reverse("documents:part_status", args=[part.pk])
    return client.post(url, {"status": status}).status_code


def _again(part: Part) -> Part:
    return Part.objects.select_related("document__group").get(pk=part.pk)
