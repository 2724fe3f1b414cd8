"""The short way into the log and out of it on PostgreSQL: one statement, sent from the event loop.

What stores is its own transaction. It names the head that this process believes in. PostgreSQL locks the
part's row, stores the rows if the head is still that one and the part is open, and commits: one trip instead
of four, and no thread between the socket and the database. What is to be believed is read in one statement,
too, and without a lock: with the head it stands or falls. When nothing is stored, the long way (writer.py)
looks again and decides. Whoever enters is told all in one statement as well. They are prepared once;
psycopg's libpq wrapper is used as it is, since nothing but bytes goes through.
"""

import asyncio
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from struct import pack
from uuid import UUID

import psycopg
from django.db import connection
from psycopg import OperationalError
from psycopg.pq.abc import PGresult

from documents.drafts import rows
from documents.drafts.log import Entry, Opening
from documents.drafts.rows import Client, Found, NewRow

AT_ONCE = 4  # connections of a process: commits of several parts share the disk's flush
_BIGINT, _TEXT, _BYTEA = 20, 25, 17  # PostgreSQL's numbers of types
_STATEMENTS = {
    b"kes_append": f"PREPARE kes_append ({', '.join(rows.APPEND_TYPES)}) AS {rows.APPEND}",
    b"kes_look": f"PREPARE kes_look ({', '.join(rows.LOOK_TYPES)}) AS {rows.LOOK}",
    b"kes_entry": f"PREPARE kes_entry ({', '.join(rows.ENTRY_TYPES)}) AS {rows.ENTRY}",
}
_express: dict[asyncio.AbstractEventLoop, "Express"] = {}


class Express:
    """This event loop's connections; a connection that fails is dropped and made anew at the next need."""

    def __init__(self) -> None:
        self._idle: list[_Link] = []
        self._free = asyncio.Semaphore(AT_ONCE)
        self._door = asyncio.Semaphore(AT_ONCE // 2)  # a keystroke does not wait for a crowd that enters

    async def append(self, part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]) -> bool:
        """Whether the rows are stored and committed; raises OperationalError when that is not known."""
        done = await self._ask(b"kes_append", _values(part, head, clients, new))
        return done.command_tuples == len(new)

    async def look(self, part: UUID, sessions: Sequence[str], clients: Sequence[int]) -> Found | None:
        """What is stored at this moment, None for a part that is gone; raises OperationalError."""
        names = _array(_TEXT, [session.encode() for session in sessions])
        numbers = _array(_BIGINT, [pack("!q", client) for client in clients])
        done = await self._ask(b"kes_look", [part.bytes, names, numbers])
        told = done.get_value(0, 0) if done.ntuples else None
        if told is None:
            return None
        head, closed, last, found = json.loads(told)
        return Found(head, closed, last, {int(client): Client(*row) for client, row in found.items()})

    async def entry(self, part: UUID, since: int, session: str) -> Entry | None:
        """As `log.entry`, None for a part that is gone; raises OperationalError."""
        async with self._door:
            done = await self._ask(b"kes_entry", [part.bytes, pack("!q", since), session.encode()])
        return _entry(done)

    async def _ask(self, statement: bytes, values: list[bytes]) -> PGresult:
        async with self._free:
            link = next((link for link in self._taken() if link.alive), None) or await _Link.made()
            try:
                done = await link.ask(statement, values)
            except BaseException:
                link.close()
                raise
            self._idle.append(link)
            return done

    def close(self) -> None:
        for link in self._taken():
            link.close()

    def _taken(self) -> Iterator["_Link"]:
        while self._idle:
            yield self._idle.pop()


class _Link:
    def __init__(self, session: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        self._session, self._libpq = session, session.pgconn
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[PGresult] | None = None
        self._result: PGresult | None = None
        self._libpq.nonblocking = 1
        # a number of our own: libpq closes its own when the connection is lost, and somebody else may get it
        self._socket = os.dup(self._libpq.socket)
        self._loop.add_reader(self._socket, self._read)
        self.alive = True

    @classmethod
    async def made(cls) -> "_Link":
        # the parameters of Django's own connections, without what only those understand
        known = connection.get_connection_params()
        foreign = ("cursor_factory", "prepare_threshold")
        settings = {name: value for name, value in known.items() if name not in foreign}
        session = await psycopg.AsyncConnection.connect(autocommit=True, **settings)
        for statement in _STATEMENTS.values():
            await session.execute(statement.encode())
        return cls(session)

    async def ask(self, statement: bytes, values: list[bytes]) -> PGresult:
        self._answer, self._result = self._loop.create_future(), None
        self._libpq.send_query_prepared(statement, values, [1] * len(values), result_format=1)
        while self._libpq.flush():  # more than the socket takes at once, which only a large paste is
            await asyncio.sleep(0.001)
        return await self._answer

    def close(self) -> None:
        if self.alive:
            self.alive = False
            self._loop.remove_reader(self._socket)
            os.close(self._socket)
            self._libpq.finish()

    def _read(self) -> None:
        try:
            self._libpq.consume_input()
            while not self._libpq.is_busy():
                result = self._libpq.get_result()
                if result is None:
                    self._settle(self._result or OperationalError("no answer"))
                    return
                if result.status not in (psycopg.pq.ExecStatus.COMMAND_OK, psycopg.pq.ExecStatus.TUPLES_OK):
                    raise OperationalError(result.get_error_message())
                self._result = result
        except psycopg.Error as error:
            self.close()
            self._settle(error)

    def _settle(self, outcome: PGresult | Exception) -> None:
        if self._answer is None or self._answer.done():
            return
        if isinstance(outcome, Exception):
            self._answer.set_exception(outcome)
        else:
            self._answer.set_result(outcome)


def _entry(done: PGresult) -> Entry | None:
    kinds: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for line in range(done.ntuples):
        kind, number, body = (done.get_value(line, column) or b"" for column in range(3))
        kinds[int.from_bytes(kind)].append((int.from_bytes(number), body))
    if not kinds[rows.EPOCH_AND_HEAD]:
        return None
    ((head, epoch),) = kinds[rows.EPOCH_AND_HEAD]
    ((last, _nothing),) = kinds[rows.LAST_MESSAGE]
    state_seq, state = next(iter(kinds[rows.STATE]), (0, None))
    opening = Opening(UUID(bytes=epoch), head, state_seq, state, kinds[rows.ROW])
    return Entry(opening, last, {client: int.from_bytes(clock) for client, clock in kinds[rows.CLOCK]})


def express() -> Express:
    """That of this event loop."""
    return _express.setdefault(asyncio.get_running_loop(), Express())


def _values(part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]) -> list[bytes]:
    return [
        part.bytes,
        pack("!q", head),
        pack("!q", new[-1].seq),
        _array(_BIGINT, [pack("!q", client) for client in clients]),
        _array(_BIGINT, [None if row.user is None else pack("!q", row.user) for row in clients.values()]),
        _array(_BIGINT, [pack("!q", row.clock) for row in clients.values()]),
        _array(_BIGINT, [pack("!q", row.seq) for row in new]),
        _array(_BIGINT, [pack("!q", row.author) for row in new]),
        _array(_TEXT, [row.session.encode() for row in new]),
        _array(_BIGINT, [pack("!q", row.msg_no) for row in new]),
        _array(_BYTEA, [row.update for row in new]),
    ]


def _array(kind: int, items: Sequence[bytes | None]) -> bytes:
    """PostgreSQL's binary form of an array of one dimension; None is NULL."""
    if not items:
        return pack("!iiI", 0, 0, kind)
    body = b"".join(pack("!i", -1) if item is None else pack("!i", len(item)) + item for item in items)
    return pack("!iiIii", 1, int(None in items), kind, len(items), 1) + body
