"""A throw-away PostgreSQL cluster, durable as in production: fsync is on, a kill -9 is recovered from."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg

from deploy.bootstrap.packages import postgres_program
from deploy.bootstrap.paths import VAR
from tests.services.process import HOST, NotReady, Process, give

# As deploy/README.md creates the database: Polish order of letters, without a locale of the system.
POLISH = ["--locale-provider=icu", "--icu-locale=pl", "--locale=C.UTF-8"]


class Postgres(Process):
    """One database `kes` owned by the user `kes`, reached without a password from this machine."""

    name = "postgres"
    polite = signal.SIGINT  # "fast": ends the sessions, then stops

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.data = folder / "pgdata"

    @property
    def url(self) -> str:
        """By its Unix socket, as on a server (deploy/README.md): a shorter way than TCP on one host."""
        return f"postgres://kes@{quote(str(self.folder), safe='')}:{self.port}/kes"

    def create(self) -> None:
        """A new cluster with an empty database."""
        self._own_folder()
        options = ["--username=kes", "--auth=trust", "--encoding=UTF8", "--no-sync", *POLISH]
        done = subprocess.run(
            [str(postgres_program("initdb")), f"--pgdata={self.data}", *options],
            capture_output=True,
            text=True,
            cwd=self.folder,
            user=self.user(),
            group=self.group(),
        )
        if done.returncode:
            raise NotReady(f"initdb failed:\n{done.stdout}{done.stderr}")
        self.start()
        with self._connect("postgres") as db:
            db.execute("CREATE DATABASE kes")

    def save(self, archive: Path) -> None:
        """Keep a copy of the stopped cluster; a half-made copy never has the final name."""
        part = archive.with_suffix(f".{os.getpid()}")
        shutil.copytree(self.data, part)
        part.rename(archive)

    def load(self, archive: Path) -> None:
        shutil.copytree(archive, self.data)
        self._own_folder()
        self.start()

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with self._connect("kes") as db:
            return db.execute(sql.encode()).fetchall()

    def answers(self) -> bool:
        try:
            psycopg.connect(
                host=HOST, port=self.port, user="kes", dbname="postgres", connect_timeout=2
            ).close()
        except psycopg.OperationalError:
            return False
        return True

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": HOST,
            "unix_socket_directories": str(self.folder),
            "max_connections": "120",
            "shared_buffers": "64MB",
            "log_min_messages": "warning",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(postgres_program("postgres")), "-D", str(self.data), "-p", str(self.port), *options]

    def user(self) -> str | None:
        # PostgreSQL refuses to run as root.
        if os.geteuid() != 0:
            return None
        names = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=HOST, port=self.port, user="kes", dbname=database, autocommit=True, connect_timeout=2
        )

    def _own_folder(self) -> None:
        # The parent is a private temporary folder: the other user must be able to pass through it.
        self.folder.parent.chmod(0o711)
        give(self.folder, self.user())


def archive_of(key: str) -> Path:
    """Where a migrated, empty cluster is kept between runs."""
    return VAR / "services" / f"postgres-{key}"
