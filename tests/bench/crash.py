"""kill -9 of the server while twenty people write: what was acknowledged must be there afterwards."""

import json
import subprocess
import time
from typing import Any

from deploy.bootstrap.paths import ROOT
from documents.drafts import log
from documents.drafts.projection import text_document
from tests.bench.client import command, play
from tests.bench.results import Results
from tests.bench.servers import Hocuspocus, Kes

LOAD = {"writers": 20, "pace": 100, "seconds": 8}
WRITES_FOR = 2.5  # seconds before the kill


def measure(results: Results, kes: Kes, hocus: Hocuspocus | None) -> None:
    results.measure("crash", "kes", lambda: _ours(kes, "crash"))
    if hocus:
        results.measure("crash", hocus.name, lambda: _theirs(hocus, "crash"))


def _ours(kes: Kes, document: str) -> dict[str, Any]:
    part = kes.part(document)
    writers = _killed(kes.web, kes.target(document))
    kes.web.start()
    users = [user.pk for user in kes.people]
    stored = [
        log.last_message(part, f"{users[n % len(users)]}-{w['session']}") for n, w in enumerate(writers)
    ]
    vector = text_document(part)[0].state_vector()
    unnumbered = sum(max(0, w["acked"] - found) for w, found in zip(writers, stored, strict=True))
    untyped = sum(max(0, w["clock"] - vector.get(w["client"], 0)) for w in writers)
    return {"lost": max(unnumbered, untyped), "acked": sum(w["acked"] for w in writers)}


def _theirs(hocus: Hocuspocus, document: str) -> dict[str, Any]:
    """It acknowledges nothing: what everybody else had on the screen counts."""
    writers = _killed(hocus, hocus.target(document))
    hocus.start()
    found = play("crash", **hocus.target(document), **LOAD, look=True)
    lost = sum(max(0, w["seen"] - found.get(str(w["client"]), 0)) for w in writers)
    return {"lost": lost, "acked": sum(w["seen"] for w in writers)}


def _killed(server: Any, target: dict[str, Any]) -> list[dict[str, Any]]:
    with subprocess.Popen(
        command("crash", **target, **LOAD), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdout
        if client.stdout.readline().strip() != "writing":
            raise RuntimeError("the writers did not begin")
        time.sleep(WRITES_FOR)
        server.kill()
        writers: list[dict[str, Any]] = json.loads(client.stdout.readline())
    return writers
