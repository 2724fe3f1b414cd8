"""Whoever leaves a group has no chapter, no comment to see to and no right of its drafts left behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.access import documents_with, part_for
from documents.assignments.actions import Assignment, assign_part, change_assignment
from documents.assignments.desk import my_chapters
from documents.assignments.leaving import give_back_what_ran_out
from documents.comments.actions import assign, open_thread
from documents.comments.models import CommentThread
from documents.comments.people import readers
from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.rights import OWNED, part_rights, rights_by_part
from documents.structure.actions import transfer_part
from documents.structure.copying import copy_log
from groups.membership.actions import add_member, end_membership
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.actions import deactivate
from kes.accounts.models import User
from kes.desk import sections
from kes.live.models import Event, Placement
from kes.live.topics import may_listen
from tests.documents.teams import Team
from tests.people import World

SignedIn = Callable[[User], Client]
TODAY = timezone.localdate


@pytest.fixture
def bobs(world: World, team: Team) -> Part:
    """A chapter that only Bob and the office write."""
    assign_part(team.common, by=world.alice, wanted=Assignment(owner=world.bob, restricted=True))
    return team.common


@pytest.mark.parametrize("longer", [False, True], ids=["joined today", "joined long ago"])
def test_an_owner_who_leaves_gives_the_chapter_back(world: World, bobs: Part, longer: bool) -> None:
    if longer:
        Membership.objects.filter(user=world.bob).update(since=TODAY() - timedelta(days=90))
    assert _rights(world.bob, bobs) >= OWNED
    _end(world.bob, by=world.alice)
    found = _again(bobs)
    assert (found.owner, found.owner_through, found.former_owner) == (None, None, world.bob)
    assert found.ownerless and found.restricted
    _has_nothing(world.bob, found)


def test_each_chapter_is_an_event_that_its_document_and_the_lists_hear(
    world: World, team: Team, bobs: Part
) -> None:
    assign_part(team.olafs, by=world.alice, wanted=Assignment(owner=world.bob))
    _end(world.bob, by=world.alice)
    events = Event.objects.filter(kind="part.left").order_by("pk")
    assert [event.data["title"] for event in events] == ["Monitorowanie", "Cele"]
    assert {(event.actor, event.data["person"]) for event in events} == {(world.alice, world.bob.pk)}
    topics = set(Placement.objects.filter(event=events[0]).values_list("topic", flat=True))
    assert topics == {
        team.document.topic,
        f"documents.{world.group.pk}",
        f"documents.{team.group.pk}",
        f"desk.{world.bob.pk}",
    }


def test_the_pages_say_so_and_the_office_gives_it_to_somebody_else(
    world: World, team: Team, bobs: Part, signed_in: SignedIn
) -> None:
    _end(world.bob, by=world.alice)
    alice = signed_in(world.alice)
    table = reverse("documents:assignments", args=[team.document.pk])
    for address in (
        reverse("documents:chapters", args=[team.document.pk]),
        reverse("documents:edit_part", args=[bobs.pk]),
        table,
    ):
        assert "bez osoby odpowiedzialnej" in alice.get(address).content.decode(), address
    assert "Bob Łuczak" in alice.get(table).content.decode()
    (item,) = my_chapters(world.alice).items
    assert (item.title, item.url) == ("Cele", f"{table}?part={bobs.pk}")
    assert item.note == "bez osoby odpowiedzialnej"
    assert item.title in alice.get(reverse("home")).content.decode()
    assert my_chapters(world.olga).total == 0
    alice.post(table, {"part": bobs.pk, "owner": world.alice.pk})
    found = _again(bobs)
    assert (found.owner, found.owner_through, found.former_owner) == (world.alice, world.group, None)


def test_the_office_may_leave_it_without_an_owner(
    world: World, team: Team, bobs: Part, signed_in: SignedIn
) -> None:
    _end(world.bob, by=world.alice)
    table = reverse("documents:assignments", args=[team.document.pk])
    signed_in(world.alice).post(table, {"part": bobs.pk, "status": "work"})
    assert _again(bobs).ownerless
    signed_in(world.alice).post(table, {"part": bobs.pk, "owner": "-"})
    assert not _again(bobs).ownerless and my_chapters(world.alice).total == 0


def test_a_membership_that_runs_out_ends_the_rights_by_itself(world: World, bobs: Part) -> None:
    thread = open_thread(bobs, by=world.alice, body="Kto to sprawdzi?")
    assign(thread, by=world.alice, to=world.bob)
    _run_out(world.bob)
    assert _again(bobs).owner == world.bob  # nobody has come by yet
    _has_nothing(world.bob, bobs)
    give_back_what_ran_out()
    thread.refresh_from_db()
    assert _again(bobs).ownerless and thread.assignee is None
    before = Event.objects.count()
    give_back_what_ran_out()
    assert Event.objects.count() == before


def test_the_chore_leaves_alone_whoever_is_there(world: World, team: Team, bobs: Part) -> None:
    thread = open_thread(bobs, by=world.alice, body="Kto to sprawdzi?", assignee=world.bob)
    give_back_what_ran_out()
    thread.refresh_from_db()
    assert (_again(bobs).owner, _again(team.olafs).owner) == (world.bob, team.olaf)
    assert thread.assignee == world.bob


def test_a_closed_account_gives_its_chapters_back(world: World, bobs: Part) -> None:
    deactivate(world.bob)
    give_back_what_ran_out()
    assert _again(bobs).ownerless


def test_comments_to_see_to_are_nobodys_again(world: World, bobs: Part) -> None:
    mine, settled = (open_thread(bobs, by=world.alice, body="?", assignee=world.bob) for _n in range(2))
    CommentThread.objects.filter(pk=settled.pk).update(resolved=timezone.now())
    _end(world.bob, by=world.alice)
    mine.refresh_from_db()
    settled.refresh_from_db()
    assert (mine.assignee, settled.assignee) == (None, world.bob)  # what is settled stays as it was
    event = Event.objects.filter(kind="comment.assigned").get()
    assert (event.actor, event.data["thread"], event.data["assignee"]) == (world.alice, mine.pk, "")


def test_who_reads_the_draft_in_another_way_keeps_the_comment(world: World, team: Team) -> None:
    thread = open_thread(team.theirs, by=world.alice, body="?", assignee=world.bob)
    add_member(team.group, by=None, user=world.bob)
    _end(world.bob, by=world.alice, group=world.group.pk)
    thread.refresh_from_db()
    assert thread.assignee == world.bob


def test_it_is_the_group_through_which_one_owns_that_counts(world: World, team: Team, bobs: Part) -> None:
    add_member(team.group, by=None, user=world.bob, role=RoleKind.OBSERVER)
    _end(world.bob, by=world.alice, group=team.group.pk)
    assert _again(bobs).owner == world.bob
    _end(team.olaf, by=world.alice)
    assert _again(team.olafs).former_owner == team.olaf
    _has_nothing(team.olaf, _again(team.olafs))


def test_a_chapter_in_another_groups_document_goes_too(world: World, bobs: Part) -> None:
    target = create_document(world.hidden, by=world.stranger, title="Inny", parts=[("Wstęp", "Tekst.")])
    transfer_part(bobs, by=world.alice, target=target)
    assert "edit_draft" in _rights(world.bob, _again(bobs))
    _end(world.bob, by=world.alice)
    _has_nothing(world.bob, _again(bobs))


def test_a_divided_chapter_is_given_back_in_both_halves(world: World, bobs: Part) -> None:
    half = copy_log(_again(bobs), 0, title="Druga połowa")
    assert _rights(world.bob, half) >= OWNED
    _end(world.bob, by=world.alice)
    _has_nothing(world.bob, _again(half))


def test_what_is_in_the_bin_is_given_back_too(world: World, bobs: Part) -> None:
    Part.every.filter(pk=bobs.pk).update(removed=timezone.now())
    _end(world.bob, by=world.alice)
    assert _again(bobs).former_owner == world.bob


def test_nobody_outside_the_writing_groups_becomes_an_owner(
    world: World, team: Team, signed_in: SignedIn
) -> None:
    with pytest.raises(ValidationError, match="Charlie Śliwa"):
        assign_part(team.common, by=world.alice, wanted=Assignment(owner=world.charlie))
    assert _again(team.common).owner is None


def test_a_person_who_comes_back_starts_anew(world: World, bobs: Part) -> None:
    _end(world.bob, by=world.alice)
    add_member(world.group, by=world.alice, user=world.bob)
    assert "edit_draft" not in _rights(world.bob, _again(bobs))


def test_a_new_status_forgets_nobody(world: World, bobs: Part) -> None:
    change_assignment(bobs, by=world.bob, said={"status": Part.Status.READY})
    assert (_again(bobs).owner, _again(bobs).owner_through) == (world.bob, world.group)


def _has_nothing(user: User, part: Part) -> None:
    """No page, topic, list, desk or row of people knows the person any more."""
    user = User.objects.get(pk=user.pk)
    part = _again(part)
    with pytest.raises(Http404):
        part_for(user, part.pk)
    assert not _rights(user, part) & OWNED
    assert not rights_by_part(user, part.document, [part])[part.pk] & OWNED
    assert not documents_with(user).filter(pk=part.document_id).exists()
    assert not may_listen(user, part.document.topic)
    assert user not in readers(part.document)
    assert not [item for section in sections(user) for item in section.items if item.title == part.title]


def _rights(user: User, part: Part) -> frozenset[str]:
    return part_rights(User.objects.get(pk=user.pk), _again(part))


def _again(part: Part) -> Part:
    related = ("document__group", "owner", "owner_group", "owner_through", "former_owner")
    return Part.every.select_related(*related).get(pk=part.pk)


def _end(user: User, *, by: User, **which: int) -> None:
    found = Membership.objects.select_related("group", "user", "role").get(user=user, **which)
    end_membership(found, by=by)


def _run_out(user: User) -> None:
    yesterday = TODAY() - timedelta(days=1)
    Membership.objects.filter(user=user).update(since=yesterday, until=yesterday)
