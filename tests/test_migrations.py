"""Migrations lead from nothing to the tables of the models, on SQLite; tests/services migrates PostgreSQL."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from deploy.bootstrap.paths import PYTHON, ROOT

pytestmark = pytest.mark.sweep

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
Ask = Callable[[str], Any]
Shape = dict[str, set[tuple[str, str, bool]]]


@pytest.mark.django_db
def test_migrations_make_the_tables_and_indexes_of_the_models(tmp_path: Path) -> None:
    variables = {**os.environ, "KES_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kes.settings"}
    variables.pop("DATABASE_URL", None)
    command = [str(PYTHON), "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=variables, check=True)
    with sqlite3.connect(tmp_path / "kes.sqlite3") as migrated:
        found = _shape(migrated.execute)
    found.pop("django_migrations")
    with connection.cursor() as cursor:
        wanted = _shape(cursor.execute)
    assert found == wanted and "documents_partupdate" in found


def _shape(ask: Ask) -> Shape:
    """Of each table its columns (name, type, whether it may be empty) and what it is indexed by."""
    tables = [name for (name,) in ask(TABLES).fetchall()]
    return {table: _columns(ask, table) | _indexes(ask, table) for table in tables}


def _columns(ask: Ask, table: str) -> set[tuple[str, str, bool]]:
    return {
        (name, kind, bool(strict))
        for _number, name, kind, strict, *_more in ask(f"PRAGMA table_info({table})").fetchall()
    }


def _indexes(ask: Ask, table: str) -> set[tuple[str, str, bool]]:
    indexes = ask(f"PRAGMA index_list({table})").fetchall()
    return {
        ("index", ",".join(str(row[2]) for row in ask(f"PRAGMA index_info({name})").fetchall()), bool(unique))
        for _number, name, unique, *_more in indexes
    }
