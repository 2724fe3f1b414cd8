"""Who writes is noted beside the writing, and nobody is forgotten."""

import asyncio
import uuid
from collections.abc import Sequence

import pytest

from documents.drafts import writer
from documents.drafts.writer import Writer
from tests.documents.drafts.wire import Typist, incoming


def test_who_begins_while_others_are_noted_is_noted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[int] = []
    part = uuid.uuid4()

    async def run() -> None:
        one = Writer(part)

        async def note(_part: uuid.UUID, authors: Sequence[int]) -> None:
            noted.extend(authors)
            if noted == [1]:
                one._note([incoming(Typist(2).types("b"), msg_no=1, author=2)])

        monkeypatch.setattr(writer, "_note_sittings", note)
        monkeypatch.setattr(writer, "NOTED_AFTER", 0)
        one._note([incoming(Typist(1).types("a"), msg_no=1, author=1)])
        assert one._noting
        await one._noting

    asyncio.run(run())
    assert noted == [1, 2]
