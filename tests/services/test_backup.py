"""deploy/backup.sh against a real database: what it wrote can be restored, and old dumps go."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from deploy.bootstrap.packages import postgres_program
from deploy.bootstrap.paths import ROOT
from tests.people import person
from tests.services.stack import Stack


def _backup(folder: Path, url: str, **more: str) -> subprocess.CompletedProcess[str]:
    programs = str(Path(str(postgres_program("pg_dump"))).parent)
    variables = {"DATABASE_URL": url, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", **more}
    command = [str(ROOT / "deploy/backup.sh"), str(folder)]
    return subprocess.run(command, env=variables, capture_output=True, text=True)


@pytest.mark.usefixtures("db")
def test_a_dump_holds_everything(stack: Stack, tmp_path: Path) -> None:
    person("Alice Żak")
    dump = _backup(tmp_path, stack.postgres.url).stdout.strip()
    restored = stack.postgres.url.removesuffix("/kes") + "/restored"
    with psycopg.connect(stack.postgres.url, autocommit=True) as db:
        db.execute("CREATE DATABASE restored")
    restore = [
        str(postgres_program("pg_restore")),
        "--no-owner",
        "--exit-on-error",
        f"--dbname={restored}",
        dump,
    ]
    subprocess.run(restore, check=True)
    with psycopg.connect(restored) as db:
        assert db.execute("SELECT name FROM kes_user").fetchall() == [("Alice Żak",)]
    with psycopg.connect(stack.postgres.url, autocommit=True) as db:
        db.execute("DROP DATABASE restored")


def test_only_the_newest_dumps_stay(stack: Stack, tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"kes-2025010{day}T000000Z.dump").touch()
    newest = Path(_backup(tmp_path, stack.postgres.url, KEEP="3").stdout.strip()).name
    kept = ["kes-20250104T000000Z.dump", "kes-20250105T000000Z.dump", newest]
    assert sorted(path.name for path in tmp_path.iterdir()) == kept


def test_a_failed_dump_leaves_nothing_and_removes_nothing(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "kes-20250101T000000Z.dump").touch()
    done = _backup(tmp_path, stack.postgres.url + "-that-is-not-there", KEEP="1")
    assert done.returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["kes-20250101T000000Z.dump"]


def test_a_dump_is_readable_by_its_owner_alone(stack: Stack, tmp_path: Path) -> None:
    dump = Path(_backup(tmp_path, stack.postgres.url).stdout.strip())
    assert dump.stat().st_mode & 0o077 == 0


def test_pictures_are_copied_beside_the_dumps_and_new_ones_are_added(stack: Stack, tmp_path: Path) -> None:
    kept, folder = tmp_path / "var/files/documents/1", tmp_path / "backup"
    kept.mkdir(parents=True)
    for name in ("a.png", "b.png"):
        (kept / name).write_text(name)
        _backup(folder, stack.postgres.url, KES_VAR=str(tmp_path / "var"))
    copied = {path.name: path.read_text() for path in (folder / "files/documents/1").iterdir()}
    assert copied == {"a.png": "a.png", "b.png": "b.png"}
