"""The short way into the log on PostgreSQL: one statement, its own transaction, sent from the event loop.

It names the head that this process believes in. PostgreSQL locks the part's row, stores the rows if the
head is still that one and the part is open, and commits: one trip instead of four, and no thread between
the socket and the database. When it stores nothing, the long way (writer.py) looks again and decides. The
statement is prepared once; psycopg's libpq wrapper is used as it is, since nothing but bytes goes through.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from struct import pack
from uuid import UUID

import psycopg
from django.db import connection
from psycopg import OperationalError

from documents.drafts import rows
from documents.drafts.rows import Client, NewRow

AT_ONCE = 4  # connections of a process: commits of several parts share the disk's flush
_BIGINT, _TEXT, _BYTEA = 20, 25, 17  # PostgreSQL's numbers of types
_NAME = "kes_append"


class Express:
    """This event loop's connections; a connection that fails is dropped and made anew at the next need."""

    def __init__(self) -> None:
        self._idle: list[_Link] = []
        self._free = asyncio.Semaphore(AT_ONCE)

    async def append(self, part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]) -> bool:
        """Whether the rows are stored and committed; raises OperationalError when that is not known."""
        values = _values(part, head, clients, new)
        async with self._free:
            link = next((link for link in self._taken() if link.alive), None) or await _Link.made()
            try:
                stored = await link.ask(values)
            except BaseException:
                link.close()
                raise
            self._idle.append(link)
            return stored == len(new)

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
        self._answer: asyncio.Future[int] | None = None
        self._stored = 0
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
        prepare = f"PREPARE {_NAME} ({', '.join(rows.APPEND_TYPES)}) AS {rows.APPEND}"
        await session.execute(prepare.encode())
        return cls(session)

    async def ask(self, values: list[bytes]) -> int:
        """The number of rows that were stored."""
        self._answer, self._stored = self._loop.create_future(), 0
        self._libpq.send_query_prepared(_NAME.encode(), values, [1] * len(values))
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
                    self._settle(self._stored)
                    return
                if result.status not in (psycopg.pq.ExecStatus.COMMAND_OK, psycopg.pq.ExecStatus.TUPLES_OK):
                    raise OperationalError(result.get_error_message())
                self._stored = result.command_tuples or 0
        except psycopg.Error as error:
            self.close()
            self._settle(error)

    def _settle(self, outcome: int | Exception) -> None:
        if self._answer is None or self._answer.done():
            return
        if isinstance(outcome, Exception):
            self._answer.set_exception(outcome)
        else:
            self._answer.set_result(outcome)


def _values(part: UUID, head: int, clients: dict[int, Client], new: Sequence[NewRow]) -> list[bytes]:
    numbers = ([*clients], [row.user for row in clients.values()], [row.clock for row in clients.values()])
    return [
        part.bytes,
        pack("!q", head),
        pack("!q", new[-1].seq),
        *(_array(_BIGINT, [pack("!q", number) for number in column]) for column in numbers),
        _array(_BIGINT, [pack("!q", row.seq) for row in new]),
        _array(_BIGINT, [pack("!q", row.author) for row in new]),
        _array(_TEXT, [row.session.encode() for row in new]),
        _array(_BIGINT, [pack("!q", row.msg_no) for row in new]),
        _array(_BYTEA, [row.update for row in new]),
    ]


def _array(kind: int, items: Sequence[bytes]) -> bytes:
    """PostgreSQL's binary form of an array of one dimension."""
    if not items:
        return pack("!iiI", 0, 0, kind)
    body = b"".join(pack("!i", len(item)) + item for item in items)
    return pack("!iiIii", 1, 0, kind, len(items), 1) + body
