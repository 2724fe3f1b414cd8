"""Rights in one chapter: of the document's group, of the group or person that owns it, of outsiders."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.access import document_for, documents_with, part_for, part_with_rights
from documents.assignments.actions import Assignment, assign_part, change_assignment
from documents.desk import changed_drafts
from documents.drafts.models import Part
from documents.drafts.rights import OWNED, part_rights, rights_by_part
from groups.membership.actions import end_membership
from groups.membership.models import Membership
from kes.access import Refused
from kes.accounts.actions import deactivate
from kes.accounts.models import User
from kes.live.topics import may_listen
from tests.documents.teams import Team
from tests.people import World

SignedIn = Callable[[User], Client]
READS, NOTHING = {"view_draft"}, set[str]()


def _person(world: World, team: Team, who: str) -> Any:
    return getattr(team, who, None) or getattr(world, who, None) or AnonymousUser()


@pytest.mark.parametrize(
    "who, theirs, olafs, common",
    [
        ("alice", OWNED, OWNED, OWNED),
        ("bob", OWNED, OWNED, OWNED),
        ("olga", READS, READS, READS),
        ("tessa", OWNED, READS, READS),
        ("otto", READS, READS, READS),
        ("olaf", READS, OWNED, READS),
        ("charlie", NOTHING, NOTHING, NOTHING),
        ("stranger", NOTHING, NOTHING, NOTHING),
        ("nobody", NOTHING, NOTHING, NOTHING),
    ],
)
def test_a_chapter_is_open_to_its_owners_and_the_rest_of_the_document_is_read_by_them(
    world: World, team: Team, who: str, theirs: set[str], olafs: set[str], common: set[str]
) -> None:
    visitor = _person(world, team, who)
    parts = Part.objects.select_related("document__group", "owner_group")
    found = {part.title: part_rights(visitor, part) & OWNED for part in parts}
    assert found == {"Diagnoza": theirs, "Monitorowanie": olafs, "Cele": common}


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "tessa", "otto", "olaf", "charlie", "nobody"])
@pytest.mark.parametrize("restricted", [False, True])
def test_rights_of_many_chapters_are_those_of_each(
    world: World, team: Team, who: str, restricted: bool
) -> None:
    Part.objects.update(restricted=restricted)
    visitor = _person(world, team, who)
    parts = list(team.document.parts.select_related("document__group", "owner_group"))
    each = {part.pk: part_rights(visitor, part) for part in parts}
    assert rights_by_part(visitor, team.document, parts) == each


@pytest.mark.parametrize("who", ["alice", "bob", "tessa", "otto", "olaf"])
def test_a_socket_that_asks_without_the_text_hears_the_same_in_as_many_questions(
    world: World, team: Team, who: str
) -> None:
    visitor = _person(world, team, who)
    for pk in team.document.parts.values_list("pk", flat=True):
        with CaptureQueriesContext(connection) as asked:
            whole, held = part_with_rights(visitor, pk)
        with CaptureQueriesContext(connection) as asked_again:
            part, again = part_with_rights(visitor, pk, only=("epoch", "closed"))
            assert (again, part.open_to(again), part.epoch) == (held, whole.open_to(held), whole.epoch)
        assert len(asked_again) == len(asked)
        assert "html" not in str(asked_again.captured_queries)


@pytest.mark.parametrize(
    "who, writes",
    [("alice", True), ("bob", False), ("tessa", True), ("otto", False), ("olaf", False)],
)
def test_a_restricted_chapter_is_written_by_its_owners_and_those_who_manage_documents(
    world: World, team: Team, who: str, writes: bool
) -> None:
    change(team.theirs, world.alice, restricted=True)
    part, held = part_with_rights(_person(world, team, who), team.theirs.pk)
    assert ("edit_draft" in held, part.open_to(held)) == (writes, writes)
    assert ("suggest_edit" in held) == (who in {"alice", "bob", "tessa"})


def test_nobody_writes_in_an_approved_chapter(world: World, team: Team, signed_in: SignedIn) -> None:
    change(team.theirs, world.alice, status=Part.Status.APPROVED)
    for user in (world.alice, world.bob, team.tessa):
        part, held = part_with_rights(user, team.theirs.pk)
        assert not part.open_to(held)
    page = signed_in(world.alice).get(reverse("documents:edit_part", args=[team.theirs.pk]))
    assert 'can-write="false"' in page.content.decode()


def test_an_owner_may_not_manage_or_order_the_document(world: World, team: Team, signed_in: SignedIn) -> None:
    for permission in ("groups.manage_document", "groups.cut_version"):
        with pytest.raises(Refused):
            part_for(team.tessa, team.theirs.pk, permission)
    with pytest.raises(Refused):
        document_for(team.olaf, team.document.pk, "groups.edit_draft")
    tessa = signed_in(team.tessa)
    assert tessa.post(reverse("documents:move_part", args=[team.theirs.pk])).status_code == 403
    assert tessa.post(reverse("documents:new_part", args=[team.document.pk])).status_code == 403
    renamed = tessa.post(reverse("documents:rename_part", args=[team.theirs.pk]), {"title": "Nowa"})
    assert renamed.status_code == 302


def test_a_document_is_seen_only_while_a_chapter_of_it_is_ones_own(world: World, team: Team) -> None:
    assert may_listen(team.olaf, team.document.topic)
    assert [found.title for found in documents_with(team.olaf)] == ["Plan lokalny"]
    assign_part(team.olafs, by=world.alice, wanted=Assignment())
    assert not may_listen(team.olaf, team.document.topic)
    assert not documents_with(team.olaf).exists()
    with pytest.raises(Http404):
        part_for(team.olaf, team.olafs.pk)


def test_who_leaves_the_owning_group_or_closes_the_account_sees_nothing(world: World, team: Team) -> None:
    end_membership(
        Membership.objects.select_related("group", "user", "role").get(user=team.tessa), by=world.alice
    )
    deactivate(team.olaf)
    for user in (team.tessa, User.objects.get(pk=team.olaf.pk)):
        with pytest.raises(Http404):
            part_for(user, team.theirs.pk)
        assert not documents_with(user).exists()


def test_the_owning_group_lists_the_document_and_its_desks_hear_of_changes(
    world: World, team: Team, signed_in: SignedIn
) -> None:
    listed = signed_in(team.tessa).get(reverse("documents:documents", args=[team.group.pk]))
    assert "Plan lokalny" in listed.content.decode()
    assert {item.title for item in changed_drafts(team.tessa).items} == {"Plan lokalny"}
    assert {item.title for item in changed_drafts(team.olaf).items} == {"Plan lokalny"}
    assert f"documents.{team.group.pk}" in team.document.list_topics()


def test_the_lists_show_what_the_door_opens(world: World, team: Team) -> None:
    for who in ("alice", "bob", "olga", "tessa", "otto", "olaf", "charlie", "stranger", "nobody"):
        visitor = _person(world, team, who)
        seen = documents_with(visitor).filter(pk=team.document.pk).exists()
        assert seen == may_listen(visitor, team.document.topic), who


@pytest.mark.parametrize("who, queries", [("bob", 2), ("tessa", 3), ("olga", 3), ("olaf", 4)])
def test_a_socket_that_opens_asks_few_queries(
    world: World, team: Team, who: str, queries: int, django_assert_max_num_queries: Any
) -> None:
    user = User.objects.get(pk=_person(world, team, who).pk)
    with django_assert_max_num_queries(queries):
        part_with_rights(user, team.theirs.pk)


def change(part: Part, by: User, **wanted: Any) -> None:
    part.refresh_from_db()
    change_assignment(part, by=by, said=wanted)
