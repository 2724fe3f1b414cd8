"""Chapters are divided, moved and joined on PostgreSQL while two people write in them."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part, PartUpdate
from documents.drafts.projection import text_document
from documents.drafts.text import to_relative
from documents.structure.actions import join_parts, move_part, split_part, transfer_part
from kes.accounts.models import User
from tests.people import World
from tests.people import world as make_world
from tests.services.draft_client import DraftClient
from tests.services.joining import session_cookie
from tests.services.stack import Stack

PARTS = [
    ("Diagnoza", "Początek.\n\n### Zasoby\n\nŚrodek.\n\n### Braki\n\nKoniec."),
    ("Cele", "Pierwszy cel."),
    ("Działania", "Wszystkie."),
]
PACE = 0.01  # seconds between words


class Writer:
    """Writes numbered words, always at the beginning of the text or always at its end."""

    def __init__(self, stack: Stack, part: UUID, who: User, *, at: int | None) -> None:
        servers = [web.sockets for web in (stack.webs if at is None else reversed(stack.webs))]
        self.client = DraftClient(part, servers, session_cookie(who))
        self.at, self.sign = at, "k" if at is None else "p"
        self.words: list[str] = []

    async def write(self, stop: asyncio.Event) -> None:
        while not self.client.greeted:
            await asyncio.sleep(PACE)
        while not stop.is_set() and not self.client.refusals:
            self.words.append(f"<{self.sign}{len(self.words)}>")
            await self.client.type(self.words[-1], self.at)
            await asyncio.sleep(PACE)

    @property
    def stored(self) -> list[str]:
        """Each word was one message; what was not acknowledged is kept for its author."""
        return [word for number, word in enumerate(self.words, start=1) if number not in self.client.outbox]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=PARTS)


def test_divided_and_moved_under_two_writers_a_chapter_loses_and_doubles_nothing(
    stack: Stack, world: World, document: Document
) -> None:
    part = _part(document, "Diagnoza")
    writers = [Writer(stack, part.pk, who, at=at) for who, at in ((world.alice, 0), (world.bob, None))]
    changes = [
        lambda: _divide(document, world, "### Braki"),
        lambda: move_part(_part(document, "Braki"), by=world.alice, up=False),
        lambda: _divide(document, world, "### Zasoby"),
        lambda: move_part(_part(document, "Zasoby"), by=world.alice, up=True),
    ]
    asyncio.run(_while_writing(writers, changes))
    text = text_document(part.pk)[0].text
    assert [writer.client.text for writer in writers] == [text, text]
    assert not any(writer.client.refusals or writer.client.outbox for writer in writers)
    _nothing_lost(document, writers)
    titles = list(document.parts.values_list("title", flat=True))
    assert titles == ["Zasoby", "Diagnoza", "Cele", "Braki", "Działania"]
    _gapless(document)


def test_a_chapter_joined_under_two_writers_keeps_what_was_acknowledged_and_refuses_the_rest(
    stack: Stack, world: World, document: Document
) -> None:
    first, second = _part(document, "Diagnoza"), _part(document, "Cele")
    stays = Writer(stack, first.pk, world.bob, at=None)
    leaves = Writer(stack, second.pk, world.alice, at=0)
    asyncio.run(
        _while_writing([stays, leaves], [lambda: join_parts(_part(document, "Diagnoza"), by=world.alice)])
    )
    assert stays.client.text == text_document(first.pk)[0].text
    assert not stays.client.refusals and stays.stored == stays.words
    assert leaves.client.refusals[0]["code"] in {"read_only", "locked"}
    assert 0 < len(leaves.stored) < len(leaves.words)
    _nothing_lost(document, [stays, leaves])
    assert list(document.parts.values_list("title", flat=True)) == ["Diagnoza", "Działania"]
    _gapless(document)


def test_two_who_divide_and_move_at_once_take_turns(stack: Stack, world: World, document: Document) -> None:
    writers = [
        Writer(stack, _part(document, "Diagnoza").pk, who, at=at)
        for who, at in ((world.alice, 0), (world.bob, None))
    ]

    async def both() -> None:
        moves = (lambda: _divide(document, world, "### Braki"), lambda: _move_about(document, world))
        await asyncio.gather(*(_off(move) for move in moves))

    asyncio.run(_while_writing(writers, [both]))
    _nothing_lost(document, writers)
    places = list(document.parts.values_list("position", flat=True))
    assert places == [1, 2, 3, 4]
    _gapless(document)


def test_chapters_sent_both_ways_between_two_documents_take_turns(stack: Stack, world: World) -> None:
    titles = [f"Rozdział {number}" for number in range(4)]
    one, other = (
        create_document(
            group, by=world.alice, title=name, parts=[(f"{name} {title}", "") for title in titles]
        )
        for name, group in (("Plan", world.group), ("Program", world.hidden))
    )

    def send(source: Document, target: Document) -> None:
        for title in titles:
            transfer_part(_part(source, f"{source.title} {title}"), by=world.alice, target=target)

    async def both_ways() -> None:
        await asyncio.gather(_off(lambda: send(one, other)), _off(lambda: send(other, one)))

    asyncio.run(both_ways())
    for document, sent in ((one, other), (other, one)):
        found = document.parts.values_list("title", flat=True)
        assert sorted(found) == [f"{sent.title} {title}" for title in titles]
        _gapless(document)


def _divide(document: Document, world: World, heading: str) -> None:
    part = _part(document, "Diagnoza")
    text = text_document(part.pk)[0]
    split_part(part, by=world.alice, at=to_relative(text, text.text.index(heading)))


def _move_about(document: Document, world: World) -> None:
    for up in (True, False, True, False):
        move_part(_part(document, "Działania"), by=world.bob, up=up)


async def _while_writing(writers: list[Writer], changes: list[Callable[[], Any]]) -> None:
    async with asyncio.timeout(90), writers[0].client, writers[1].client:
        stop = asyncio.Event()
        writing = asyncio.gather(*(writer.write(stop) for writer in writers))
        for change in changes:
            await asyncio.sleep(0.3)
            await (change() if asyncio.iscoroutinefunction(change) else _off(change))
        await asyncio.sleep(0.3)
        stop.set()
        await writing
        for writer in writers:
            await _settled(writer.client)


async def _settled(client: DraftClient) -> None:
    """All is answered: acknowledged and here, or refused."""
    while client.outbox and not client.refusals:
        await asyncio.sleep(PACE)
    if not client.refusals:
        await client.settled(await _off(_head, client))


def _head(client: DraftClient) -> int:
    part = UUID(client.addresses[0].rpartition("/")[2])
    return Part.every.values_list("head_seq", flat=True).get(pk=part)


def _nothing_lost(document: Document, writers: list[Writer]) -> None:
    whole = "\n".join(text_document(part.pk)[0].text for part in document.parts.all())
    found = Counter({word: whole.count(word) for writer in writers for word in writer.words})
    stored = {word for writer in writers for word in writer.stored}
    assert {word for word, times in found.items() if times == 1} == stored
    assert max(found.values()) == 1
    for _title, text in PARTS:
        for sentence in text.split("\n\n"):
            assert whole.count(sentence.removeprefix("### ")) <= 1


def _gapless(document: Document) -> None:
    for part in Part.every.filter(document=document):
        seqs = list(PartUpdate.objects.filter(part=part).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, part.head_seq + 1))


def _part(document: Document, title: str) -> Part:
    return Part.objects.select_related("document__group").get(document=document, title=title)


async def _off(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do something with the database in a thread and leave no connection behind."""

    def run() -> Any:
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)
