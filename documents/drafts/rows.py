"""The hot path's statements, written by hand: every keystroke of everybody passes through them.

The ORM's own building of the same queries costs three times the processor time of running them. The SQL is
understood by PostgreSQL and SQLite alike; table and column names come from the models.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from documents.drafts.models import Part, PartClient, PartSnapshot, PartUpdate

_PART, _UPDATE, _CLIENT, _SNAPSHOT = (
    model._meta.db_table for model in (Part, PartUpdate, PartClient, PartSnapshot)
)
_LAST = f"SELECT session, MAX(msg_no) FROM {_UPDATE} WHERE part_id = %s AND session IN "  # noqa: S608
_CLIENTS = f"SELECT client, user_id, clock FROM {_CLIENT} WHERE part_id = %s AND client IN "  # noqa: S608
_KEEP_CLIENT = (
    f"INSERT INTO {_CLIENT} (part_id, client, user_id, clock) VALUES (%s, %s, %s, %s) "  # noqa: S608
    "ON CONFLICT (part_id, client) DO UPDATE SET clock = excluded.clock"
)
_ADD = (
    f"INSERT INTO {_UPDATE} (part_id, seq, author_id, session, msg_no, update_, created) "  # noqa: S608
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
).replace("update_", '"update"')
_MOVE_HEAD = f"UPDATE {_PART} SET head_seq = %s WHERE id = %s"  # noqa: S608
EPOCH_AND_HEAD, LAST_MESSAGE, CLOCK, STATE, ROW = range(5)  # kinds of what ENTRY finds
# `look` and `keep` in one, for who knows what `look` would find (express.py; PostgreSQL only): stores nothing
# when the part has another head or is closed. A row that somebody holds is waited for and read anew.
_APPEND = f"""
WITH head AS (
  UPDATE {_PART} SET head_seq = $3 WHERE id = $1 AND head_seq = $2 AND closed = '' RETURNING id
), clients AS (
  INSERT INTO {_CLIENT} (part_id, client, user_id, clock) SELECT head.id, %s
  ON CONFLICT (part_id, client) DO UPDATE SET clock = excluded.clock
)
INSERT INTO {_UPDATE} (part_id, created, seq, author_id, session, msg_no, "update")
SELECT head.id, clock_timestamp(), %s
"""  # noqa: S608
APPEND = _APPEND % (
    "moved.* FROM head, unnest($4, $5, $6) AS moved",
    "new.* FROM head, unnest($7, $8, $9, $10, $11) AS new",
)
APPEND_TYPES = ("uuid", "bigint", "bigint", *["bigint[]"] * 5, "text[]", "bigint[]", "bytea[]")
# One row that moves one client's clock, which is what a keystroke is: without lists it is a tenth cheaper.
KEYSTROKE = _APPEND % ("$4, $5, $6 FROM head", "$3, $7, $8, $9, $10 FROM head")
KEYSTROKE_TYPES = ("uuid", *["bigint"] * 6, "text", "bigint", "bytea")
# `look` in one statement, which sees one moment; without a lock (express.py; PostgreSQL only).
LOOK = f"""
SELECT json_build_array(head_seq, closed, (
  SELECT coalesce(json_object_agg(session, msg_no), '{{}}') FROM (
    SELECT session, MAX(msg_no) AS msg_no FROM {_UPDATE}
    WHERE part_id = $1 AND session = ANY ($2) GROUP BY session
  ) AS last
), (
  SELECT coalesce(json_object_agg(client, json_build_array(user_id, clock)), '{{}}') FROM {_CLIENT}
  WHERE part_id = $1 AND client = ANY ($3)
)) FROM {_PART} WHERE id = $1
"""  # noqa: S608
LOOK_TYPES = ("uuid", "text[]", "bigint[]")
# `log.entry` in one statement, which sees one moment (express.py; PostgreSQL only): one row a thing, by its
# kind. What a kind has no use for is NULL.
ENTRY = f"""
WITH snapshot AS (
  SELECT seq, state FROM {_SNAPSHOT} WHERE part_id = $1 AND seq > $2 ORDER BY seq DESC LIMIT 1
)
SELECT {EPOCH_AND_HEAD} AS kind, head_seq AS number, uuid_send(epoch) AS body FROM {_PART} WHERE id = $1
UNION ALL
SELECT {LAST_MESSAGE}, MAX(msg_no), NULL FROM {_UPDATE} WHERE part_id = $1 AND session = $3
UNION ALL
SELECT {CLOCK}, client, int8send(clock) FROM {_CLIENT} WHERE part_id = $1 AND clock > 0 AND $3 = ''
UNION ALL
SELECT {STATE}, seq, state FROM snapshot
UNION ALL
SELECT {ROW}, seq, "update" FROM {_UPDATE}
WHERE part_id = $1 AND seq > coalesce((SELECT seq FROM snapshot), $2)
ORDER BY kind, number
"""  # noqa: S608
ENTRY_TYPES = ("uuid", "bigint", "text")

Statement = tuple[str, list[Any]]  # SQL and its values


class Client(NamedTuple):
    """Whose Yjs client id it is, and how much of it is stored."""

    user: int | None
    clock: int


class Found(NamedTuple):
    """What is stored of a part: `last` is the highest message of each session."""

    head: int
    closed: str  # why nobody can write, see `Part.Closed`
    last: dict[str, int]
    clients: dict[int, Client]


class NewRow(NamedTuple):
    seq: int
    author: int
    session: str
    msg_no: int
    update: bytes


def look(part: UUID, sessions: Sequence[str], clients: Sequence[int]) -> Found:
    """Lock the part's row, if the database has such locks, and read what is stored; raises Part.DoesNotExist.

    Three statements, not one: what is read must be what is there once the lock is held.
    """
    suffix = " FOR UPDATE" if connection.features.has_select_for_update else ""
    key = _key(part)
    parts, last, known = _all(
        [
            (f"SELECT head_seq, closed FROM {_PART} WHERE id = %s{suffix}", [key]),  # noqa: S608
            (f"{_LAST}({_marks(sessions)}) GROUP BY session", [key, *sessions]),
            (f"{_CLIENTS}({_marks(clients) or 'NULL'})", [key, *clients]),
        ]
    )
    if not parts:
        raise Part.DoesNotExist
    found = {client: Client(user, clock) for client, user, clock in known}
    return Found(parts[0][0], parts[0][1], dict(last), found)


def keep(part: UUID, clients: dict[int, Client], rows: Sequence[NewRow]) -> None:
    """Move clients' clocks, append rows that follow the head, move the head; the caller holds the lock."""
    key, now = _key(part), connection.ops.adapt_datetimefield_value(timezone.now())
    statements: list[Statement] = [(_KEEP_CLIENT, [key, client, *row]) for client, row in clients.items()]
    statements += [
        (_ADD, [key, row.seq, row.author, row.session, row.msg_no, row.update, now]) for row in rows
    ]
    _all([*statements, (_MOVE_HEAD, [rows[-1].seq, key])])


def _key(part: UUID) -> Any:
    return Part._meta.pk.get_db_prep_value(part, connection)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _value in values)


def _all(statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """The answers to statements that travel together, where the database can: most of the cost is the way."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [_answer(cursor.execute(*statement)) for statement in statements]
        # sent as one text, but each sees what was committed when its own turn comes
        cursor.execute(
            "; ".join(sql for sql, _values in statements), [v for _sql, values in statements for v in values]
        )
        answers = [_answer(cursor)]
        while cursor.nextset():
            answers.append(_answer(cursor))
        return answers


def _answer(cursor: Any) -> list[tuple[Any, ...]]:
    return list(cursor.fetchall()) if cursor.description else []
