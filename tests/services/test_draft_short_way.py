"""The short way into the log: taken while one process writes, refused by the database once that is wrong."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from django.db import connection, connections

from documents.drafts import log, reader
from documents.drafts.actions import create_document, store_updates
from documents.drafts.express import AT_ONCE, Express, express
from documents.drafts.log import Result, rows_after
from documents.drafts.models import Part, PartClient, PartUpdate
from documents.drafts.projection import take_snapshot
from documents.drafts.rows import Client, NewRow
from documents.drafts.writer import Writer
from kes.accounts.models import User
from tests.documents.drafts.wire import Typist, incoming
from tests.people import world
from tests.services.stack import Stack

T = TypeVar("T")


@pytest.fixture
def alice(db: None) -> User:
    return world().alice


@pytest.fixture
def part(alice: User) -> Part:
    group = alice.memberships.get().group
    return create_document(group, by=alice, title="Plan", parts=[("Diagnoza", "")]).parts.get()


def _run(work: Coroutine[Any, Any, T]) -> T:
    async def closing() -> T:
        try:
            return await work
        finally:
            express().close()

    return asyncio.run(closing())


def _row(seq: int, alice: User, update: bytes = b"\x01", session: str = "s" * 20) -> NewRow:
    return NewRow(seq, alice.pk, session, seq, update)


def _stored(part: Part) -> list[tuple[int, bytes]]:
    return rows_after(part.pk, 0)


def test_rows_are_stored_as_they_are_and_the_head_moves(part: Part, alice: User) -> None:
    odd = f"{alice.pk}-\"{{a,b}}\\ '$1"
    new = [_row(1, alice, b"\x00" * 300_000, odd), _row(2, alice, bytes(range(256)))]
    clients = {2**32 - 1: Client(alice.pk, 7), 5: Client(alice.pk, 1)}
    assert _run(_append(part, 0, clients, new))
    assert _stored(part) == [(1, b"\x00" * 300_000), (2, bytes(range(256)))]
    assert PartUpdate.objects.get(seq=1).session == odd
    assert dict(PartClient.objects.values_list("client", "clock")) == {2**32 - 1: 7, 5: 1}
    assert Part.objects.get().head_seq == 2


@pytest.mark.parametrize("reason", ["another head", "closed", "deleted"])
def test_nothing_is_stored_when_the_part_is_not_as_believed(part: Part, alice: User, reason: str) -> None:
    head = 1 if reason == "another head" else 0
    if reason == "closed":
        Part.objects.update(closed=Part.Closed.LOCKED)
    if reason == "deleted":
        Part.objects.all().delete()
    clients = {5: Client(alice.pk, 1)}
    assert not _run(_append(part, head, clients, [_row(head + 1, alice)]))
    assert not PartUpdate.objects.exists() and not PartClient.objects.exists()


async def _append(part: Part, head: int, clients: dict[int, Client], new: list[NewRow]) -> bool:
    return await express().append(part.pk, head, clients, new)


def test_who_enters_is_told_the_same_by_both_ways(part: Part, alice: User) -> None:
    typist = Typist(7)
    mine, others = f"{alice.pk}-{'m' * 20}", "o" * 20

    def told() -> None:
        for since in (0, 2, part.head_seq, 2**53):
            for session in (mine, others, "unknown" * 3, ""):
                assert _run(_entry(part, since, session)) == log.entry(part.pk, since, session)

    told()  # nothing is written yet
    for number in range(1, 300):
        update = typist.types("ż")
        log.append(
            part.pk, [incoming(update, msg_no=number, author=alice.pk, session=(mine, others)[number % 2])]
        )
    part.refresh_from_db()
    told()
    assert log.entry(part.pk, 0, mine).last_message == 298
    assert log.entry(part.pk, 0, "").clocks == {7: 299}
    take_snapshot(part.pk, every=1)
    update = typist.types("ó" * 200_000)
    log.append(part.pk, [incoming(update, msg_no=300, author=alice.pk, session=mine)])
    part.refresh_from_db()
    told()
    assert (log.entry(part.pk, 0, "").opening.state_seq, part.head_seq) == (299, 300)


def test_who_enters_a_part_that_is_gone_is_told_nothing(part: Part) -> None:
    Part.objects.all().delete()
    assert _run(_entry(part, 0, "")) is None
    with pytest.raises(Part.DoesNotExist):
        _run(reader.entry(part.pk, 0, ""))


def test_who_enters_when_the_connection_was_cut_comes_in(part: Part, alice: User) -> None:
    update = Typist(1).types("a")
    log.append(part.pk, [incoming(update, msg_no=1, author=alice.pk)])

    async def enter() -> list[list[tuple[int, bytes]]]:
        first = await reader.entry(part.pk, 0, "")
        await asyncio.to_thread(_cut, "kes_entry")
        return [first.opening.rows, (await reader.entry(part.pk, 0, "")).opening.rows]

    assert _run(enter()) == [[(1, update)]] * 2


def test_a_keystroke_does_not_wait_for_a_crowd_that_enters(part: Part, alice: User) -> None:
    crowd = 400

    async def run() -> int:
        entering = [asyncio.create_task(_entry(part, 0, "")) for _one in range(crowd)]
        await asyncio.sleep(0)  # they are all in the queue
        assert await _append(part, 0, {5: Client(alice.pk, 1)}, [_row(1, alice)])
        inside = sum(task.done() for task in entering)
        await asyncio.gather(*entering)
        return inside

    assert _run(run()) < crowd * 3 / 4


async def _entry(part: Part, since: int, session: str) -> log.Entry | None:
    return await express().entry(part.pk, since, session)


def test_one_who_writes_alone_takes_the_short_way_and_a_second_one_is_noticed(
    part: Part, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    real = Express.append

    async def watched(self: Express, *about: Any) -> bool:
        stored = await real(self, *about)
        ways.append("short" if stored else "refused")
        return stored

    monkeypatch.setattr(Express, "append", watched)
    one, other, both = Typist(1), Typist(2), []

    async def write() -> None:
        first, second = Writer(part.pk), Writer(part.pk)
        for number in range(1, 5):
            both.append(one.types("a", 0))
            result = await first.store([incoming(both[-1], msg_no=number, author=alice.pk, session="1" * 20)])
            assert [row.seq for row in result.rows] == [number]
        assert ways == ["short"] * 4
        for number in range(
            1, 5
        ):  # two processes in turn: each is told the truth, nobody tries in vain for long
            for typist, writer, session in ((other, second, "2" * 20), (one, first, "1" * 20)):
                both.append(typist.types("b", 0))
                told = incoming(both[-1], msg_no=number + 4, author=alice.pk, session=session)
                result = await writer.store([told])
                assert [row.seq for row in result.rows] == [len(both)]
        assert ways.count("short") == 12 and ways.count("refused") <= 2

    _run(write())
    assert [update for _seq, update in _stored(part)] == both


def test_what_memory_can_judge_is_sent_before_anybody_waits_for_it(part: Part, alice: User) -> None:
    typist = Typist(1)
    first, second = (incoming(typist.types("a"), msg_no=n, author=alice.pk) for n in (1, 2))

    async def write() -> Result:
        writer = Writer(part.pk)
        await writer.store([first])
        storing = writer.store([second])
        deadline = asyncio.get_running_loop().time() + 5
        while len(await asyncio.to_thread(_stored, part)) < 2:
            assert asyncio.get_running_loop().time() < deadline
        return await storing

    assert [row.seq for row in _run(write()).rows] == [2]


def test_connections_whose_askers_left_are_used_again(part: Part, alice: User) -> None:
    async def leave_and_come() -> bool:
        for _round in range(3):
            asking = [asyncio.create_task(_entry(part, 0, "")) for _place in range(AT_ONCE * 2)]
            await asyncio.sleep(0.01)
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)
        return await asyncio.wait_for(_append(part, 0, {5: Client(alice.pk, 1)}, [_row(1, alice)]), 5)

    assert _run(leave_and_come())


def test_what_was_judged_for_nothing_is_forgotten(
    part: Part, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked when it was tried and open when it was looked at: the head is the same, the judgement is not."""
    real_append, real_look, tries = Express.append, Express.look, []

    async def locked_once(self: Express, *about: Any) -> bool:
        tries.append(about)
        if len(tries) == 2:
            await asyncio.to_thread(Part.objects.update, closed=Part.Closed.LOCKED)
        return await real_append(self, *about)

    async def opened(self: Express, *about: Any) -> Any:
        await asyncio.to_thread(Part.objects.update, closed="")
        return await real_look(self, *about)

    monkeypatch.setattr(Express, "append", locked_once)
    monkeypatch.setattr(Express, "look", opened)
    typist = Typist(1)

    async def write() -> list[int]:
        writer = Writer(part.pk)
        told = [incoming(typist.types("a"), msg_no=number, author=alice.pk) for number in (1, 2)]
        return [row.seq for message in told for row in (await writer.store([message])).rows]

    assert _run(write()) == [1, 2]
    assert len(tries) == 3 and len(_stored(part)) == 2


def test_a_client_id_of_nobody_can_be_written_on(part: Part, alice: User) -> None:
    PartClient.objects.create(part=part, client=1, user=None, clock=0)
    first = incoming(Typist(1).types("a"), msg_no=1, author=alice.pk)
    assert [row.seq for row in _run(Writer(part.pk).store([first])).rows] == [1]
    assert PartClient.objects.get().clock == 1


def test_a_locked_part_refuses_by_the_long_way(part: Part, alice: User) -> None:
    Part.objects.update(closed=Part.Closed.LOCKED)
    result = _run(Writer(part.pk).store([incoming(Typist(1).types("a"), msg_no=1, author=alice.pk)]))
    assert [code for _message, code in result.refused] == ["locked"] and not _stored(part)


def test_a_message_that_was_stored_is_known_again(part: Part, alice: User) -> None:
    typist = Typist(1)
    first, second = (incoming(typist.types("a"), msg_no=n, author=alice.pk) for n in (1, 2))

    async def write() -> list[int]:
        writer = Writer(part.pk)
        for batch in ([first], [second]):
            await writer.store(batch)
        again = await writer.store([second])
        return [message.msg_no for message in again.known]

    assert _run(write()) == [2]
    assert len(_stored(part)) == 2


def _cut(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE %s AND pid <> pg_backend_pid()",
            [f"%{statement}%"],
        )
        assert cursor.rowcount
    connections.close_all()


def test_a_connection_that_was_cut_loses_nothing(stack: Stack, part: Part, alice: User) -> None:
    typist = Typist(1)

    async def write() -> None:
        writer = Writer(part.pk)
        for number in range(1, 8):
            if number == 4:
                await asyncio.to_thread(_cut, "kes_keystroke")
            await writer.store([incoming(typist.types("a"), msg_no=number, author=alice.pk)])

    _run(write())
    assert [seq for seq, _update in _stored(part)] == list(range(1, 8))


def test_a_process_that_stored_over_http_is_noticed(part: Part, alice: User) -> None:
    typist, other = Typist(1), Typist(2)

    async def write() -> None:
        writer = Writer(part.pk)
        for number in (1, 2):
            await writer.store([incoming(typist.types("a"), msg_no=number, author=alice.pk)])
        foreign = incoming(other.types("b"), msg_no=1, author=alice.pk, session="h" * 20)
        await asyncio.to_thread(store_updates, part.pk, [foreign])
        result = await writer.store([incoming(typist.types("a"), msg_no=3, author=alice.pk)])
        assert [row.seq for row in result.rows] == [4]

    _run(write())
