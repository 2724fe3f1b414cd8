"""Opening a draft with a long history: just written, warm, evicted, after a restart; and its memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.client import play
from tests.bench.plan import Plan
from tests.bench.results import Results
from tests.bench.servers import CoEditing

LONG = "long"  # the document
EVICTED_AFTER = 3  # seconds without a reader


def measure(results: Results, servers: Sequence[CoEditing], plan: Plan, folder: Path) -> None:
    for server in servers:
        about = _files(server, folder)
        results.measure("history", server.name, lambda: _write(server, plan, about))  # noqa: B023
        for case, more in _openings(plan).items():
            results.measure(case, server.name, lambda: _open(server, about, more))  # noqa: B023
    for _turn in range(plan.restarts):
        for server in servers:
            about = _files(server, folder)
            results.measure("open-restarted", server.name, lambda: _after_restart(server, about))  # noqa: B023


def _files(server: CoEditing, folder: Path) -> dict[str, str]:
    """Where the client that writes the document leaves what the others must find."""
    named = folder / server.name
    return {"stateFile": str(named.with_suffix(".state")), "textFile": str(named.with_suffix(".txt"))}


def _openings(plan: Plan) -> dict[str, dict[str, Any]]:
    return {
        "open-first": {"times": 1, "pause": 0},
        "open-warm": {"times": plan.openings, "pause": 0.1, "stay": True},
        "open-cold": {"times": min(5, plan.openings), "pause": EVICTED_AFTER},
    }


def _write(server: CoEditing, plan: Plan, about: dict[str, str]) -> dict[str, Any]:
    load = {"clients": 2, "writers": 1, "pace": 0, "keystrokes": plan.history, "file": plan.trace}
    return play("coedit", **server.target(LONG), **load, **about)


def _open(server: CoEditing, about: dict[str, str], more: dict[str, Any]) -> dict[str, Any]:
    practice = server.target("practice")
    return play("opening", **server.target(LONG), **about, practice=practice, **more)


def _after_restart(server: CoEditing, about: dict[str, str]) -> dict[str, Any]:
    """A process that has never seen the document; one that keeps nothing is given it first."""
    server.restart()
    more = {"times": 1, "pause": 0.5, "stay": True, "bring": not server.durable}
    found = _open(server, about, more)
    return found if server.durable else {"grownMib": found["grownMib"]}
