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
from collections.abc import Awaitable, Sequence
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
    b"kes_keystroke": f"PREPARE kes_keystroke ({', '.join(rows.KEYSTROKE_TYPES)}) AS {rows.KEYSTROKE}",
    b"kes_append": f"PREPARE kes_append ({', '.join(rows.APPEND_TYPES)}) AS {rows.APPEND}",
    b"kes_look": f"PREPARE kes_look ({', '.join(rows.LOOK_TYPES)}) AS {rows.LOOK}",
    b"kes_entry": f"PREPARE kes_entry ({', '.join(rows.ENTRY_TYPES)}) AS {rows.ENTRY}",
}
Values = list[bytes | None]
_express: dict[asyncio.AbstractEventLoop, "Express"] = {}


class Express:
    """This event loop's connections; a connection that fails is dropped and made anew at the next need."""

    def __init__(self) -> None:
        self._places: _Places = asyncio.LifoQueue()
        for _place in range(AT_ONCE):
            self._places.put_nowait(None)
        self._door = asyncio.Semaphore(AT_ONCE // 2)  # a keystroke does not wait for a crowd that enters

    def append(
        self, part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]
    ) -> Awaitable[bool]:
        """Whether the rows are stored and committed; raises OperationalError when that is not known.

        They are sent before this returns, if a connection is free: what is left to do of a keystroke is done
        while the database works.
        """
        if len(clients) == len(new) == 1:
            ((client, moved),) = clients.items()
            statement, values = b"kes_keystroke", _keystroke(part, head, client, moved, new[0])
        else:
            statement, values = b"kes_append", _values(part, head, clients, new)
        answer = self._ask_at_once(statement, values) or self._ask(statement, values)
        return _all_stored(answer, len(new))

    async def look(self, part: UUID, sessions: Sequence[str], clients: Sequence[int]) -> Found | None:
        """What is stored at this moment, None for a part that is gone; raises OperationalError."""
        names = _array(_TEXT, [session.encode() for session in sessions])
        numbers = _bigints([*clients])
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

    def _ask_at_once(self, statement: bytes, values: Values) -> Awaitable[PGresult] | None:
        """None when no connection is free."""
        if self._places.empty():
            return None
        link = self._places.get_nowait()
        if link and link.alive:
            return link.ask(statement, values)
        self._places.put_nowait(None)
        return None

    async def _ask(self, statement: bytes, values: Values) -> PGresult:
        link = await self._places.get()
        if not (link and link.alive):
            try:
                link = await _Link.made(self._places)
            except BaseException:
                self._places.put_nowait(None)
                raise
        return await link.ask(statement, values)

    def close(self) -> None:
        while not self._places.empty():
            if link := self._places.get_nowait():
                link.close()


class _Link:
    """A connection. It is taken from its place, and goes back there by itself after the answer."""

    def __init__(self, session: psycopg.AsyncConnection[tuple[object, ...]], places: "_Places") -> None:
        self._session, self._libpq, self._places = session, session.pgconn, places
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[PGresult] | None = None
        self._result: PGresult | None = None
        self._libpq.nonblocking = 1
        # a number of our own: libpq closes its own when the connection is lost, and somebody else may get it
        self._socket = os.dup(self._libpq.socket)
        self._loop.add_reader(self._socket, self._read)
        self.alive = True

    @classmethod
    async def made(cls, places: "_Places") -> "_Link":
        # the parameters of Django's own connections, without what only those understand
        known = connection.get_connection_params()
        foreign = ("cursor_factory", "prepare_threshold")
        settings = {name: value for name, value in known.items() if name not in foreign}
        session = await psycopg.AsyncConnection.connect(autocommit=True, **settings)
        for statement in _STATEMENTS.values():
            await session.execute(statement.encode())
        return cls(session, places)

    def ask(self, statement: bytes, values: Values) -> asyncio.Future[PGresult]:
        self._answer, self._result = self._loop.create_future(), None
        answer = self._answer
        try:
            self._libpq.send_query_prepared(statement, values, [1] * len(values), result_format=1)
        except psycopg.Error as error:
            self._fail(error)
        self._send_rest()
        return answer

    def _send_rest(self) -> None:
        try:
            if self.alive and self._libpq.flush():  # more than the socket takes, as of a large paste
                self._loop.call_later(0.001, self._send_rest)
        except psycopg.Error as error:
            self._fail(error)

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
            self._fail(error)

    def _fail(self, error: psycopg.Error) -> None:
        self.close()
        self._settle(error)

    def _settle(self, outcome: PGresult | psycopg.Error) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return  # nobody asked, and the connection was lost
        if answer.done():
            pass  # who asked was cancelled
        elif isinstance(outcome, psycopg.Error):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
        self._places.put_nowait(self)


_Places = asyncio.LifoQueue[_Link | None]  # None: no connection is made yet; the last one used is taken first


async def _all_stored(answer: Awaitable[PGresult], rows: int) -> bool:
    return (await answer).command_tuples == rows


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
    loop = asyncio.get_running_loop()
    if loop not in _express:
        _express[loop] = Express()
    return _express[loop]


def _keystroke(part: UUID, head: int, client: int, moved: Client, row: NewRow) -> Values:
    return [
        part.bytes,
        pack("!q", head),
        pack("!q", row.seq),
        pack("!q", client),
        None if moved.user is None else pack("!q", moved.user),
        pack("!q", moved.clock),
        pack("!q", row.author),
        row.session.encode(),
        pack("!q", row.msg_no),
        row.update,
    ]


def _values(part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]) -> Values:
    return [
        part.bytes,
        pack("!q", head),
        pack("!q", new[-1].seq),
        _bigints([*clients]),
        _bigints([row.user for row in clients.values()]),
        _bigints([row.clock for row in clients.values()]),
        _bigints([row.seq for row in new]),
        _bigints([row.author for row in new]),
        _array(_TEXT, [row.session.encode() for row in new]),
        _bigints([row.msg_no for row in new]),
        _array(_BYTEA, [row.update for row in new]),
    ]


def _bigints(items: list[int] | list[int | None]) -> bytes:
    return _array(_BIGINT, [None if item is None else pack("!q", item) for item in items])


def _array(kind: int, items: Sequence[bytes | None]) -> bytes:
    """PostgreSQL's binary form of an array of one dimension; None is NULL."""
    if not items:
        return pack("!iiI", 0, 0, kind)
    body = b"".join(pack("!i", -1) if item is None else pack("!i", len(item)) + item for item in items)
    return pack("!iiIii", 1, int(None in items), kind, len(items), 1) + body
