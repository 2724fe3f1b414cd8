"""Who writes is noted beside the writing, and nobody is forgotten."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence

import pytest
from django.db import DatabaseError

from documents.drafts import actions, writer
from documents.drafts.actions import create_document, due_sittings, note_sittings
from documents.drafts.writer import Writer
from kes.live.models import Event
from tests.documents.drafts.wire import Typist, incoming
from tests.people import world

Note = Callable[[uuid.UUID, Sequence[int]], Awaitable[None]]


def _noted_by(note: Note, one: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writing of user 1 is noted by `note` instead of in the database."""
    monkeypatch.setattr(writer, "_note_sittings", note)
    monkeypatch.setattr(writer, "NOTED_AFTER", 0)

    async def run() -> None:
        one._note([incoming(Typist(1).types("a"), msg_no=1, author=1)])
        assert one._noting
        await one._noting

    asyncio.run(run())


def test_who_begins_while_others_are_noted_is_noted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[int] = []
    one = Writer(uuid.uuid4())

    async def note(_part: uuid.UUID, authors: Sequence[int]) -> None:
        noted.extend(authors)
        if noted == [1]:
            one._note([incoming(Typist(2).types("b"), msg_no=1, author=2)])

    _noted_by(note, one, monkeypatch)
    assert noted == [1, 2]


def test_a_note_that_fails_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def note(_part: uuid.UUID, _authors: Sequence[int]) -> None:
        raise DatabaseError

    _noted_by(note, Writer(uuid.uuid4()), monkeypatch)
    assert "could not be noted" in caplog.text


def test_of_a_part_that_is_gone_nothing_is_noted(db: None) -> None:
    part = uuid.uuid4()
    note_sittings(part, due_sittings(part, [world().alice.pk]))
    assert not Event.objects.filter(kind="draft.edited").exists()


def test_what_could_not_be_noted_is_noted_next_time(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    people = world()
    part = create_document(people.group, by=people.alice, title="Plan", parts=[("Cele", "")]).parts.get()
    due = due_sittings(part.pk, [people.alice.pk])
    with monkeypatch.context() as patch:
        patch.setattr(actions, "note", _fails)
        with pytest.raises(DatabaseError):
            note_sittings(part.pk, due)
    note_sittings(part.pk, due)
    assert Event.objects.filter(kind="draft.edited").count() == 1


def _fails(*_arguments: object, **_fields: object) -> None:
    raise DatabaseError
