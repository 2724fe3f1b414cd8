"""The product as `make run` has it: one Daphne process, SQLite, channels in memory; with one empty draft."""

import json
import os
import subprocess
from pathlib import Path
from typing import Self

from deploy.bootstrap.paths import PYTHON, ROOT
from tests.services.stack import SECRET_KEY
from tests.services.web import Web

SETTLE = """
import json
from documents.drafts.actions import create_document
from tests.people import world
from tests.services.joining import session_cookie
people = world()
made = create_document(people.group, by=people.alice, title="Plan", parts=[("Diagnoza", "")])
cookies = [session_cookie(person) for person in (people.alice, people.bob)]
print(json.dumps([str(made.parts.get().pk), cookies]))
"""


class Alone:
    """A context manager; `part` is the draft's, `cookies` those of two who may write in it."""

    def __init__(self, folder: Path, *options: str) -> None:
        """`options`: further ones of Daphne."""
        around = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self._environment = around | {
            "DATABASE_URL": f"sqlite:///{folder / 'kes.sqlite3'}",
            "REDIS_URL": "",
            "SECRET_KEY": SECRET_KEY,
            "DEBUG": "0",
            "KES_VAR": str(folder / "var"),
            "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
        }
        self._web = Web(folder, self._environment, options)

    @property
    def sockets(self) -> str:
        return self._web.sockets

    def __enter__(self) -> Self:
        self._manage("migrate", "--verbosity=0")
        self.part, self.cookies = json.loads(self._manage("shell", "-c", SETTLE).splitlines()[-1])
        self._web.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self._web.stop()

    def _manage(self, *arguments: str) -> str:
        command = [str(PYTHON), "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self._environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout
