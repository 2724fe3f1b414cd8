"""A document goes its way: who moves it, after what, what is kept of it, and the way back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.access import document_with_rights, part_with_rights
from documents.assignments.actions import Assignment, assign_part
from documents.consultations.models import Consultation
from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document, Part
from documents.drafts.rewriting import rewrite
from documents.reports.actions import publish_report, save_report
from documents.stages.actions import move_document
from documents.stages.models import StageMove
from documents.stages.table import MOVES, moves_from
from documents.versions.actions import cut_version, keep_version
from documents.versions.models import Version
from groups.roles import PERMISSIONS
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.consultations.making import consultation_of
from tests.people import World

SignedIn = Callable[[User], Client]
Stage = Document.Stage


@pytest.fixture
def document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Cel.")])


def go(document: Document, world: World, to: str, **said: Any) -> StageMove:
    document.refresh_from_db()
    move = next(move for move in moves_from(document) if move.end == to)
    return move_document(document, by=world.alice, move=move, **said)


def finish(document: Document, world: World) -> None:
    """All chapters are ready, and a version holds them."""
    for part in document.parts.all():
        assign_part(part, by=world.alice, wanted=Assignment(status=Part.Status.READY))
    cut_version(document, by=world.alice, name="Do zatwierdzenia")


def adopt(document: Document, world: World) -> None:
    finish(document, world)
    for stage in (Stage.REVIEW, Stage.APPROVED):
        go(document, world, stage)
    go(document, world, Stage.ADOPTED, number="3/2026", day=date(2026, 3, 12))


def test_the_table_names_permissions_and_leads_from_the_draft_everywhere() -> None:
    assert {move.permission for move in MOVES} <= set(PERMISSIONS)
    reached = {Stage.DRAFT}
    for _round in Stage:
        reached |= {Stage(move.end) for move in MOVES if move.start in reached}
    assert reached == set(Stage)


def test_a_document_goes_its_way_and_every_step_is_kept(world: World, document: Document) -> None:
    adopt(document, world)
    document.refresh_from_db()
    assert (document.stage, document.resolution_number) == (Stage.ADOPTED, "3/2026")
    ways = [(move.start, move.end) for move in document.moves.order_by("pk")]
    assert ways == [("draft", "review"), ("review", "approved"), ("approved", "adopted")]
    assert Event.objects.filter(kind="document.moved").count() == 3


@pytest.mark.parametrize("missing", ["version", "written since", "new chapter", "not ready"])
def test_a_text_is_approved_only_as_it_was_frozen_and_when_all_is_ready(
    world: World, document: Document, missing: str
) -> None:
    go(document, world, Stage.REVIEW)
    if missing != "version":
        finish(document, world)
    if missing == "written since":
        rewrite(document.parts.get(), by=world.bob, text="Cel inny.")
    elif missing == "new chapter":
        added = add_part(document, by=world.alice, title="Nowy")
        assign_part(added, by=world.alice, wanted=Assignment(status=Part.Status.READY))
    elif missing == "not ready":
        assign_part(document.parts.get(), by=world.alice, wanted=Assignment(status=Part.Status.WORK))
    with pytest.raises(ValidationError):
        go(document, world, Stage.APPROVED)
    finish(document, world)
    go(document, world, Stage.APPROVED)


def test_an_automatic_version_is_no_frozen_one(world: World, document: Document) -> None:
    keep_version(document, by=world.alice, reason=Version.Reason.HOURLY)
    go(document, world, Stage.REVIEW)
    with pytest.raises(ValidationError):
        go(document, world, Stage.CONSULTATION)


def test_after_a_consultation_its_report_comes_first(world: World, document: Document) -> None:
    finish(document, world)
    go(document, world, Stage.REVIEW)
    go(document, world, Stage.CONSULTATION)
    with pytest.raises(ValidationError):
        go(document, world, Stage.APPROVED)
    version = document.versions.all()[0]
    yesterday = timezone.now() - timedelta(days=1)
    consultation = consultation_of(version, world.alice)
    Consultation.objects.filter(pk=consultation.pk).update(closes=yesterday)
    consultation.refresh_from_db()
    save_report(consultation, by=world.alice, course="Przebieg.", prepared_by="Biuro")
    with pytest.raises(ValidationError):
        go(document, world, Stage.APPROVED)
    publish_report(consultation, by=world.alice)
    go(document, world, Stage.APPROVED)


def test_a_move_back_needs_a_reason_and_takes_the_resolution_away(world: World, document: Document) -> None:
    adopt(document, world)
    with pytest.raises(ValidationError):
        go(document, world, Stage.APPROVED)
    go(document, world, Stage.APPROVED, note="Błąd w numerze uchwały.")
    document.refresh_from_db()
    assert (document.resolution_number, document.resolution_date) == ("", None)
    assert (document.moves.all()[0].back, document.moves.all()[0].note) == (True, "Błąd w numerze uchwały.")
    go(document, world, Stage.ADOPTED, number="4/2026", day=date(2026, 3, 12))


def test_an_adopted_text_needs_its_resolution(world: World, document: Document) -> None:
    finish(document, world)
    go(document, world, Stage.REVIEW)
    go(document, world, Stage.APPROVED)
    for said in ({}, {"number": "3/2026"}, {"day": date(2026, 3, 12)}):
        with pytest.raises(ValidationError):
            go(document, world, Stage.ADOPTED, **said)


def test_two_people_do_not_move_it_twice(world: World, document: Document) -> None:
    (move, *_rest) = moves_from(document)
    move_document(document, by=world.alice, move=move)
    with pytest.raises(ValidationError):
        move_document(document, by=world.alice, move=move)


def test_an_archived_document_is_read_by_all_and_written_by_nobody(world: World, document: Document) -> None:
    go(document, world, Stage.ARCHIVED)
    part = document.parts.get()
    for user in (world.alice, world.bob):
        found, held = part_with_rights(user, part.pk)
        assert (found.closed, found.open_to(held)) == ("archived", False)
        assert not {"edit_draft", "comment_draft", "manage_document"} & held
    assert "view_draft" in document_with_rights(world.olga, document.pk)[1]
    with pytest.raises(ValidationError):
        rewrite(part, by=world.alice, text="Za późno")
    go(document, world, Stage.DRAFT, note="Wracamy do pracy.")
    found, held = part_with_rights(world.bob, part.pk)
    assert found.open_to(held)


@pytest.mark.parametrize("who, offers", [("olga", False), ("bob", False), ("alice", True)])
def test_the_page_shows_the_way_to_all_and_moves_to_those_who_may(
    world: World, document: Document, signed_in: SignedIn, who: str, offers: bool
) -> None:
    url = reverse("documents:stage", args=[document.pk])
    page = signed_in(getattr(world, who)).get(url).content.decode()
    assert 'aria-current="step"' in page
    assert ('name="to"' in page) == offers


def test_the_form_says_what_is_missing_and_keeps_the_note(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    adopt(document, world)
    url, alice = reverse("documents:stage", args=[document.pk]), signed_in(world.alice)
    page = alice.post(url, {"to": "approved", "note": " "}).content.decode()
    assert "Trzeba podać" in page
    answer = alice.post(url, {"to": "approved", "note": "Pomyłka"})
    assert answer.status_code == 302
    page = alice.post(url, {"to": "adopted", "note": "Moja notatka"}).content.decode()
    assert "Moja notatka" in page and "numeru" in page


def test_going_to_consultation_leads_to_opening_one(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    version = cut_version(document, by=world.alice, name="Do konsultacji")
    go(document, world, Stage.REVIEW)
    answer = signed_in(world.alice).post(
        reverse("documents:stage", args=[document.pk]), {"to": "consultation"}
    )
    assert answer["Location"] == reverse("documents:new_consultation", args=[version.pk])


def test_the_resolution_is_shown_with_the_document(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    adopt(document, world)
    page = signed_in(world.olga).get(document.get_absolute_url()).content.decode()
    assert "Uchwała nr\N{NO-BREAK SPACE}3/2026 z\N{NO-BREAK SPACE}dnia 12 marca 2026" in page
    version = document.versions.all()[0].get_absolute_url()
    assert "3/2026" in signed_in(world.olga).get(version).content.decode()
