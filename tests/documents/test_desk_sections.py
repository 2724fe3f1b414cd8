"""What of the documents waits on a person's desk, on the landing page and on a group's home."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents import desk, home
from documents.consultations.actions import answer_remark
from documents.consultations.models import Consultation
from documents.drafts.actions import create_document, mark_seen
from documents.drafts.models import Document
from groups.access import permissions
from groups.membership.actions import end_membership
from kes.accounts.models import User
from kes.desk import sections
from tests.documents.consultations.making import close, consultation_of, remark_on, report_on, version_of
from tests.people import World


@pytest.fixture
def consultation(world: World) -> Consultation:
    return consultation_of(version_of(world.group, world.alice), world.alice, closes=_in(3))


def _in(days: int) -> Any:
    return timezone.now() + timedelta(days=days)


def test_a_draft_waits_until_it_was_looked_at(world: World) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "")])
    create_document(world.hidden, by=world.stranger, title="Ukryty", parts=[])
    found = {user.name: desk.changed_drafts(user).total for user in (world.alice, world.bob, world.charlie)}
    assert found == {"Alice Żak": 0, "Bob Łuczak": 1, "Charlie Śliwa": 0}
    mark_seen(document, by=world.bob)
    assert desk.changed_drafts(world.bob).items == []
    Document.objects.update(changed=_in(1))
    assert [item.title for item in desk.changed_drafts(world.bob).items] == ["Plan"]


def test_remarks_wait_for_those_who_may_answer(world: World, consultation: Consultation) -> None:
    for n in (1, 2):
        remark_on(consultation, n)
    (item,) = desk.remarks_to_answer(world.alice).items
    assert (item.count, item.title) == (2, consultation.title)
    assert [desk.remarks_to_answer(user).total for user in (world.bob, world.olga, world.charlie)] == [
        0,
        0,
        0,
    ]
    for remark in consultation.remarks.all():
        answer_remark(remark, by=world.alice, position="noted", answer="Tak.", revision=0)
    assert desk.remarks_to_answer(world.alice).total == 0


def test_what_closes_soon_is_seen_by_the_group(world: World, consultation: Consultation) -> None:
    consultation_of(consultation.version, world.alice, title="Potem", closes=_in(40))
    assert [item.title for item in desk.closing_soon(world.olga).items] == [consultation.title]
    assert desk.closing_soon(world.charlie).total == 0
    end_membership(world.group.memberships.get(user=world.bob), by=world.alice)
    assert desk.closing_soon(world.bob).total == 0


def test_the_desk_asks_as_much_for_many_as_for_one(world: World, consultation: Consultation) -> None:
    def asked(user: User) -> int:
        with CaptureQueriesContext(connection) as queries:
            sections(user)
        return len(queries)

    remark_on(consultation)
    before = asked(world.alice)
    for n in range(3):
        other = consultation_of(consultation.version, world.alice, title=f"Inne {n}", closes=_in(2))
        remark_on(other, 10 + n)
        create_document(world.group, by=world.bob, title=f"Projekt {n}", parts=[])
    assert asked(world.alice) == before


def test_the_landing_page_shows_public_ones_alone(world: World, consultation: Consultation) -> None:
    consultation_of(consultation.version, world.alice, title="Wewnętrzne", kind="internal")
    consultation_of(consultation.version, world.alice, title="Kiedyś", opens=_in(2), closes=_in(9))
    assert [found.title for found in desk.running_consultations()] == [consultation.title]
    close(consultation)
    report = report_on(consultation, world.alice)
    assert list(desk.published_reports()) == [report]
    Consultation.objects.update(kind="internal")
    assert list(desk.published_reports()) == []


def test_a_groups_home_lists_its_consultations(world: World, consultation: Consultation) -> None:
    visitor = AnonymousUser()
    seen = home.consultations(world.olga, world.group, permissions(world.olga, world.group))
    public = home.consultations(visitor, world.group, permissions(visitor, world.group))
    other = home.consultations(visitor, world.hidden, permissions(visitor, world.hidden))
    assert seen is not None
    assert public is not None
    assert other is None
    assert seen.items == public.items == [consultation]
