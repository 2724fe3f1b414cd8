"""Every server that is measured, behind one face: started, told where a document is, stopped."""

import uuid
from pathlib import Path
from typing import Any

from deploy.bootstrap.paths import PYTHON, ROOT, node
from documents.drafts.actions import create_document
from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.roles import RoleKind, Visibility
from tests.bench.install import HOME, VENV
from tests.people import person
from tests.services.joining import session_cookie
from tests.services.process import HOST, Process
from tests.services.stack import Options, Stack
from tests.services.web import OPTIONS, Web

Target = dict[
    str, Any
]  # url, dialect, name, headers, pid, stores: what the clients of clients/*.mjs are told
PEOPLE = 20
# compiled code is kept as in production, also where the caller wants none written
SETTINGS = {"DRAFT_MESSAGES_PER_SECOND": "1000000", "PYTHONDONTWRITEBYTECODE": ""}


class Peer(Process):
    """A co-editing server of others; documents come into being by their name."""

    name = "peer"
    dialect = "yws"
    registry = "npm"
    durable = False  # keeps documents over a restart

    def cwd(self) -> Path:
        return HOME

    def target(self, document: str) -> Target:
        url = f"ws://{HOST}:{self.port}/{document}"
        return {"url": url, "dialect": self.dialect, "name": document, "headers": [{}], **self._processes()}

    def _processes(self) -> Target:
        return {"pid": self.pid, "stores": []}


class Yws(Peer):
    name = "yws"

    def command(self) -> list[str]:
        return [node(), "node_modules/@y/websocket-server/src/server.js"]

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "HOST": HOST, "PORT": str(self.port)}


class YwsFlush(Peer):
    """y-websocket that flushes each message to the disk first: the floor of storing before passing on."""

    name = "yws-flush"

    def command(self) -> list[str]:
        return [node(), "yws_flush.mjs", str(self.port), str(self.folder / "log")]


class Hocuspocus(Peer):
    name = "hocus"
    dialect = "hocuspocus"
    durable = True

    def command(self) -> list[str]:
        return [node(), "hocuspocus.mjs", str(self.port), str(self.folder)]


class PycrdtWebsocket(Peer):
    name = "pycrdt-ws"
    registry = "PyPI"

    def command(self) -> list[str]:
        return [str(VENV / "bin/python"), "pycrdt_server.py", str(self.port)]


class Relay(Peer):
    name = "ws-relay"

    def command(self) -> list[str]:
        return [node(), "relay.mjs", str(self.port)]


class Floor(Web):
    """Daphne with tests/bench/floor instead of the product."""

    name = "floor"

    def __init__(self, folder: Path, stack: Stack) -> None:
        settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings"}
        super().__init__(folder, {**stack.environment, **settings})

    def command(self) -> list[str]:
        where = ["--bind", HOST, "--port", str(self.port)]
        return [str(PYTHON), "-m", "daphne", *where, *OPTIONS, "tests.bench.floor.asgi:application"]

    def cwd(self) -> Path:
        return ROOT


class Kes:
    """Ours: one Daphne process, PostgreSQL, Redis, sign-in, rights, storage before acknowledgement."""

    name = "kes"
    dialect = "kes"
    durable = True

    def __init__(self) -> None:
        self.stack = Stack(Options(webs=1, settings=SETTINGS))

    def settle(self) -> None:
        """A group and its people; belongs inside `joined(stack)`."""
        self.group = create_group(
            by=None, name="Zespół", kind=Group.Kind.WORKING_GROUP, visibility=Visibility.NAMED
        )
        self.people = [person(f"p{number} Osoba") for number in range(PEOPLE)]
        for number, user in enumerate(self.people):
            role = RoleKind.MEMBER if number else RoleKind.FACILITATOR
            add_member(self.group, by=None, user=user, role=role)
        self.cookies = [session_cookie(user) for user in self.people]
        self._parts: dict[str, uuid.UUID] = {}

    @property
    def web(self) -> Web:
        return self.stack.webs[0]

    @property
    def headers(self) -> list[dict[str, str]]:
        return [{"Cookie": cookie, "Origin": self.web.address} for cookie in self.cookies]

    def part(self, document: str) -> uuid.UUID:
        if document not in self._parts:
            made = create_document(self.group, by=self.people[0], title=document, parts=[("Diagnoza", "")])
            self._parts[document] = made.parts.get().pk
        return self._parts[document]

    def target(self, document: str) -> Target:
        url = f"{self.web.sockets}/ws/drafts/{self.part(document)}"
        stores = [self.stack.postgres.pid, self.stack.redis.pid]
        about = {"dialect": self.dialect, "name": document, "pid": self.web.pid, "stores": stores}
        return {"url": url, "headers": self.headers, **about}

    def restart(self) -> None:
        self.web.restart()


CoEditing = Kes | Peer
