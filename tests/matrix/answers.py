"""Asks a row of the table as one person and puts the answer into the table's words."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from documents.drafts.consumer import DraftConsumer
from kes.access import Refused
from kes.live.topics import may_listen
from tests.matrix.asking import Ask, Here
from tests.matrix.document_cases import DOCUMENT_CASES, KINDS
from tests.matrix.group_cases import GROUP_CASES
from tests.matrix.sharing_cases import SHARING_CASES
from tests.matrix.shell_cases import SHELL_CASES

CASES = {**SHELL_CASES, **GROUP_CASES, **DOCUMENT_CASES, **SHARING_CASES}
Key = Callable[[Here], object]
_connections = count(1)


@dataclass(frozen=True)
class Answer:
    code: str
    text: str = ""


@cache
def _site() -> BaseHandler:
    """The whole site with its middleware; the test client would copy each page's context."""
    site = BaseHandler()
    site.load_middleware()
    return site


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextmanager
def quiet() -> Iterator[None]:
    """Refusals are what is wanted here: they need no warnings."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


def ask(asked: str, name: str, case: str, here: Here) -> Answer:
    if asked in {"GET", "POST"}:
        return _page(asked, name, case, here)
    return Answer(OTHERS[asked](name, case, here))


def _page(method: str, name: str, case: str, here: Here) -> Answer:
    wanted = CASES[name][case](here)
    number = next(_connections)
    # an address of its own for each: what comes from one is counted
    factory: Any = RequestFactory(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    factory.cookies[settings.SESSION_COOKIE_NAME] = here.world.sessions.get(here.who, "")
    path = reverse(name, kwargs=wanted.keys) + (_query(wanted) if method == "GET" else "")
    request = getattr(factory, method.lower())(path, **_sent(method, wanted))
    request._dont_enforce_csrf_checks = True
    answer: Any = _site().get_response(request)
    text = b"".join(answer) if answer.streaming else answer.content
    return Answer(_code(answer, method, path), text.decode("utf-8", "replace"))


def _code(answer: HttpResponse, method: str, path: str) -> str:
    """In the table's words; a redirect to sign in counts only when it leads back."""
    if answer.status_code != 302:
        page = method == "POST" and answer.headers["Content-Type"].startswith("text/html")
        words = {200: "again" if page else "ok", 201: "done", 204: "done"}
        return words.get(answer.status_code, str(answer.status_code))
    target = urlsplit(answer.headers["Location"])
    if target.path == reverse("account_login"):
        back = parse_qs(target.query).get("next", [""])[0]
        if back == path or (method == "POST" and back.startswith("/")):
            return "login"
    return "moved" if method == "GET" else "done"


def _hear(kind: str, case: str, here: Here) -> str:
    topic = f"{kind}.{TOPICS[kind][case](here)}"
    return "hears" if may_listen(here.world.visitor(here.who), topic) else "–"


def _join(name: str, case: str, here: Here) -> str:
    """What a draft's socket lets its visitor do; the live one is open to all, each topic asks."""
    if name == "ws/live":
        return "joins"
    consumer = DraftConsumer()
    consumer.visitor = here.world.visitor(here.who)
    part = PARTS[case](here)
    consumer.scope = {"url_route": {"kwargs": {"part": str(part)}}}
    try:
        found, held = consumer._ask()
        return "writes" if found.open_to(held) else "reads"
    except (Http404, Refused):
        return "–"


def _run(command: str, case: str, here: Here) -> str:
    """A command in the name of somebody, by e-mail; who has no account has none."""
    person = here.world.people.get(here.who)
    by = person.email if person else "nobody@kes.test"
    text, more = COMMANDS[command]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_text(text, encoding="utf-8")
        try:
            call_command(
                command, str(file), "--group", str(here.place.group.pk), "--by", by, *more, stdout=_Quiet()
            )
        except CommandError:
            return "–"
    return "done"


class _Quiet:
    def write(self, text: str) -> None:
        pass


def _sent(method: str, ask: Ask) -> dict[str, Any]:
    if ask.json == "answer":
        return {"data": ask.form, "headers": {"Accept": "application/json"}}
    if ask.json is not None and method == "POST":
        return {"data": ask.json, "content_type": "application/json"}
    return {"data": ask.form} if method == "POST" else {}


def _query(ask: Ask) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in ask.query.items()) if ask.query else ""


def _consultation(name: str) -> Key:
    return lambda here: here.place.papers.consultations[name].slug


HELD = [f"{kind} {state}" for kind in KINDS for state in ("planned", "open", "closed")]
TOPICS: dict[str, dict[str, Key]] = {
    "group": {"": lambda here: here.place.group.pk},
    "threads": {"": lambda here: here.place.group.pk},
    "documents": {"": lambda here: here.place.group.pk},
    "thread": {
        "open": lambda here: here.place.talks.thread.pk,
        "closed": lambda here: here.place.talks.closed.pk,
    },
    "document": {"": lambda here: here.place.papers.document.pk},
    "desk": {
        "one's own": lambda here: here.world.visitor(here.who).pk or 0,
        "somebody else's": lambda here: here.world.people["newcomer"].pk,
    },
    "jobs": {
        "one's own": lambda here: here.world.visitor(here.who).pk or 0,
        "somebody else's": lambda here: here.world.people["newcomer"].pk,
    },
    "consultation": {name: _consultation(name) for name in HELD},
    "remarks": {name: _consultation(name) for name in HELD},
}
PARTS: dict[str, Callable[[Here], UUID]] = {
    "a chapter": lambda here: here.place.papers.part.pk,
    "a locked chapter": lambda here: here.place.papers.locked.pk,
    "a restricted chapter": lambda here: here.place.papers.restricted.pk,
    "an approved chapter": lambda here: here.place.papers.approved.pk,
    "a chapter in the bin": lambda here: here.place.papers.removed.pk,
}
SPEECH = '{"speaker": "Jan Nowak", "person": "Jan Nowak", "role": "", "affiliation": "", "text": "Tak."}'
OTHERS = {"HEAR": _hear, "JOIN": _join, "RUN": _run}
COMMANDS: dict[str, tuple[str, list[str]]] = {
    "import_draft": ("# Plan\n\nTekst", []),
    "import_thread": (SPEECH, ["--title", "Debata"]),
}
