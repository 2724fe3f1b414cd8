"""The hot path's statements, written by hand: every keystroke of everybody passes through them.

The ORM's own building of the same queries costs three times the processor time of running them. The SQL is
understood by PostgreSQL and SQLite alike; table and column names come from the models.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from documents.drafts.models import Part, PartClient, PartUpdate

_PART, _UPDATE, _CLIENT = (model._meta.db_table for model in (Part, PartUpdate, PartClient))
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


class Client(NamedTuple):
    """Whose Yjs client id it is, and how much of it is stored."""

    user: int | None
    clock: int


class NewRow(NamedTuple):
    seq: int
    author: int
    session: str
    msg_no: int
    update: bytes


def lock(part: UUID) -> tuple[int, bool]:
    """(head_seq, locked) under the part's row lock, where the database has one; raises Part.DoesNotExist."""
    suffix = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = _fetch(f"SELECT head_seq, locked FROM {_PART} WHERE id = %s{suffix}", [_key(part)])  # noqa: S608
    if not found:
        raise Part.DoesNotExist
    return found[0][0], bool(found[0][1])


def last_messages(part: UUID, sessions: Sequence[str]) -> dict[str, int]:
    rows = _fetch(f"{_LAST}({_marks(sessions)}) GROUP BY session", [_key(part), *sessions])
    return dict(rows)


def clients(part: UUID, ids: Sequence[int]) -> dict[int, Client]:
    if not ids:
        return {}
    rows = _fetch(f"{_CLIENTS}({_marks(ids)})", [_key(part), *ids])
    return {client: Client(user, clock) for client, user, clock in rows}


def keep_clients(part: UUID, found: dict[int, Client]) -> None:
    _many(_KEEP_CLIENT, [(_key(part), client, *row) for client, row in found.items()])


def add(part: UUID, rows: Sequence[NewRow]) -> None:
    """Append rows that follow the head and move it; the caller holds the lock."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    _many(_ADD, [(_key(part), row.seq, row.author, row.session, row.msg_no, row.update, now) for row in rows])
    _many(_MOVE_HEAD, [(rows[-1].seq, _key(part))])


def _key(part: UUID) -> Any:
    return Part._meta.pk.get_db_prep_value(part, connection)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _value in values)


def _fetch(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _many(sql: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(sql, rows[0])
        elif rows:
            cursor.executemany(sql, rows)
