"""What many tests begin with is made once; then its rows are put back, which takes a tenth of the time.

Only inside a test's own transaction on SQLite, and only while the database stands exactly where it stood
when the rows were taken. Everywhere else it is made as always.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Rows = dict[str, list[tuple[Any, ...]]]
T = TypeVar("T")


@dataclass(frozen=True)
class _Kept:
    rows: Rows
    thing: bytes


@dataclass(frozen=True)
class _Stand:
    """Where the running test has come to by what was kept, and by nothing else."""

    name: str
    thing: object
    models: dict[str, Model]
    changes: int


_kept: dict[tuple[object, ...], _Kept] = {}
_stand: _Stand | None = None


def kept(name: str, make: Callable[[], T], *, on: object = None) -> T:
    """What `make` makes, in an untouched database or right after `on`, which was kept, too.

    A thing is a model or a dataclass of models; those of `on` are the same objects again.
    """
    global _stand
    if connection.vendor != "sqlite" or not connection.in_atomic_block or not _is_at(on):
        return make()
    before = _stand if on is not None else None
    known = before.models if before else {}
    key = (name, before.name if before else _fingerprint())
    if key not in _kept:
        rows = _dump()
        made = make()
        _kept[key] = _Kept(_difference(rows, _dump()), _pickled(made, known))
    else:
        _put_back(_kept[key].rows)
    thing: T = _unpickled(_kept[key].thing, known)
    _stand = _Stand(str(key), thing, known | _models(name, thing), connection.connection.total_changes)
    return thing


def _is_at(on: object) -> bool:
    if on is None:
        return True
    return _stand is not None and _stand.thing is on and _stand.changes == connection.connection.total_changes


def _fingerprint() -> tuple[int, ...]:
    """How many rows each table has, and the number of the last one."""
    counts = ", ".join(
        f'(SELECT count(*) FROM "{table}"), (SELECT max(rowid) FROM "{table}")' for table in _tables()
    )
    found: tuple[int, ...] = connection.connection.execute(f"SELECT {counts}").fetchone()
    return found


@cache
def _tables() -> list[str]:
    return connection.introspection.table_names()


@cache
def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    # as they are in the file: a column with a sign is an expression, which Python does not convert
    return ", ".join(f'+"{column.name}"' for column in found)


def _dump() -> Rows:
    return {
        table: connection.connection.execute(f'SELECT {_columns(table)} FROM "{table}"').fetchall()
        for table in _tables()
    }


def _difference(before: Rows, after: Rows) -> Rows:
    new = {}
    for table, rows in after.items():
        assert len(rows) >= len(before[table]), f"what is kept deletes nothing, and {table} has fewer rows"
        known = set(before[table])
        if found := [row for row in rows if row not in known]:
            new[table] = found
    return new


def _put_back(found: Rows) -> None:
    for table, rows in found.items():
        places = ", ".join("?" * len(rows[0]))
        connection.connection.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({places})', rows)


def _pickled(thing: object, known: dict[str, Model]) -> bytes:
    names = {id(model): name for name, model in known.items()}

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: object) -> str | None:
            return names.get(id(obj))

    target = io.BytesIO()
    Pickler(target).dump(thing)
    return target.getvalue()


def _unpickled(thing: bytes, known: dict[str, Model]) -> Any:
    class Unpickler(pickle.Unpickler):
        def persistent_load(self, pid: str) -> Model:
            return known[pid]

    return Unpickler(io.BytesIO(thing)).load()


def _models(name: str, thing: object) -> dict[str, Model]:
    found = {"": thing} if isinstance(thing, Model) else vars(thing)
    return {f"{name}.{part}": model for part, model in found.items() if isinstance(model, Model)}
