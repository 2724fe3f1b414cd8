"""The product as it runs on a server: PostgreSQL, Redis, several Daphne processes and, if asked for, nginx.

    with Stack() as stack:
        stack.webs[0].kill()
        stack.webs[0].start()

Used by the service tests, the browser tests and the benchmarks. Each stack is its own: a temporary folder,
free ports, nothing shared with what else runs here. A migrated, empty cluster is kept in var/services for
the next run.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.bootstrap.paths import PYTHON, REQUIREMENTS, ROOT
from deploy.bootstrap.stamps import fingerprint
from tests.services.nginx import Nginx
from tests.services.postgres import Postgres, archive_of
from tests.services.process import NotReady, Process
from tests.services.redis import Redis
from tests.services.web import Web

SECRET_KEY = "tests-of-services-only-tests-of-services-only"


@dataclass(frozen=True)
class Options:
    """`production`: KES_ENV=production (collected static files, secure cookies), without TLS all the same."""

    webs: int = 2
    nginx: bool = False
    production: bool = False
    settings: dict[str, str] = field(default_factory=dict)


class Stack:
    """The processes of one installation; a context manager that starts and stops them all."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.folder = Path(tempfile.mkdtemp(prefix="kes-stack-"))
        self.postgres = Postgres(self._room("postgres"))
        self.redis = Redis(self._room("redis"))
        self.webs = [Web(self._room(f"web{number}"), self.environment) for number in range(self.options.webs)]
        front = Nginx(self._room("nginx"), self.webs, root=self._room("var"))
        self.nginx = front if self.options.nginx else None

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a process of this stack, for manage.py and for further processes."""
        around = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        own = {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "SECRET_KEY": SECRET_KEY,
            "DEBUG": "0",
            "KES_ENV": "production" if self.options.production else "development",
            "KES_VAR": str(self.folder / "var"),
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SECURE_SSL_REDIRECT": "0",
            "SECURE_HSTS_SECONDS": "0",
            "DEFAULT_FROM_EMAIL": "kes@example.org",
            "LOG_LEVEL": "WARNING",
        }
        return {**around, **own, **self.options.settings}

    @property
    def address(self) -> str:
        """Where a browser goes: nginx if there is one, else the first process."""
        return self.nginx.address if self.nginx else self.webs[0].address

    def start(self) -> None:
        self.redis.start(wait=False)
        self._database()
        if self.options.production:
            self.manage("collectstatic", "--noinput", "--verbosity=0")
        for web in self.webs:
            web.start(wait=False)
        for process in (self.redis, *self.webs):
            process.wait()
        if self.nginx:
            self.nginx.start()

    def stop(self) -> None:
        for process in reversed(self._processes()):
            process.thaw()
            process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def heal(self) -> None:
        """Start what a test has killed and wake what it has frozen."""
        for process in self._processes():
            process.thaw()
            if not process.alive:
                process.start()
            process.forget_log()

    def manage(self, *arguments: str) -> str:
        """Run manage.py against this stack and return what it printed."""
        done = subprocess.run(
            [str(PYTHON), "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise NotReady(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def logs(self) -> str:
        """What every process has said since the stack was last healed, for the message of a failed test."""
        said = {process.log.name: process.said() for process in self._processes()}
        return "\n".join(f"--- {name}\n{text}" for name, text in said.items() if text)

    def __enter__(self) -> Self:
        # `kill` and `timeout` end it as Ctrl-C does: together with its processes.
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _database(self) -> None:
        archive = archive_of(_migrations())
        with _alone(archive.parent):  # of two workers the second takes what the first has made
            if not archive.exists():
                self._make(archive)
                return
        self.postgres.load(archive)

    def _make(self, archive: Path) -> None:
        self.postgres.create()
        self.manage("migrate", "--verbosity=0")
        self.postgres.stop()
        for old in archive.parent.glob("postgres-*"):
            shutil.rmtree(old, ignore_errors=True)
        self.postgres.save(archive)
        self.postgres.start()

    def _room(self, name: str) -> Path:
        room = self.folder / name
        room.mkdir()
        return room

    def _processes(self) -> list[Process]:
        return [self.postgres, self.redis, *self.webs, *([self.nginx] if self.nginx else [])]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrations() -> str:
    # Models too: permissions and content types are written after migrating, from the models.
    patterns = ("migrations/*.py", "models.py", "roles.py")
    folders = [ROOT / name for name in ("platform/kes", "groups", "documents")]
    ours = [path for folder in folders for pattern in patterns for path in folder.rglob(pattern)]
    return fingerprint([*ours, REQUIREMENTS, ROOT / "tests/services/postgres.py"])[:16]
