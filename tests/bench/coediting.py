"""Co-editing: propagation at a human pace, updates a second flat out; the servers take turns.

On a virtual machine the host takes processor time away, now more, now less, and the slowest hundredth of
keystrokes is what it hits. So there are more turns than are judged, more still while too few were quiet, and
those are judged during which it took the least, whatever came out of them, with all that were as quiet.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench import machine
from tests.bench.client import play
from tests.bench.plan import Plan
from tests.bench.results import Results
from tests.bench.servers import CoEditing


@dataclass(frozen=True)
class Load:
    case: str
    clients: int
    writers: int
    pace: int = 0  # keystrokes a second over all writers; 0: flat out
    keystrokes: int = 0
    times: int = 1  # as long as the plan says
    turns: int = 1  # at least, if there are several: the slowest hundredth of one is a few keystrokes
    judged: int = 99  # of these turns
    most: int = 0  # turns, while fewer than `judged` were quiet


PACED = (
    Load("paced-2", 2, 1, pace=20, times=2, turns=9, judged=5, most=20),
    Load("paced-20", 20, 4, pace=40, turns=7, judged=5, most=12),
    Load("paced-100", 100, 10, pace=50),
)
FLAT_OUT = (
    Load("flat-5", 5, 1, keystrokes=8000),
    Load("flat-20", 20, 1, keystrokes=4000),
    Load("flat-6", 6, 2, keystrokes=8000),
)
CROWDED = (
    Load("thirty", 30, 30, pace=120),
    Load("thirty-read", 130, 30, pace=120),
)


QUIET = 0.3  # % of the processors' time that the host took for others
JUDGED = ("kes", "yws", "yws-flush")  # who takes part in the further turns


def measure(results: Results, servers: Sequence[CoEditing], floor: CoEditing | None, plan: Plan) -> None:
    """Ours is the first of `servers`; `floor` is beside it where propagation is measured."""
    paced = [*servers, floor] if floor else servers
    for turn in range(plan.rounds):
        due: list[tuple[Load, Sequence[CoEditing]]]
        due = [*((load, paced) for load in PACED), *((load, servers) for load in FLAT_OUT)]
        for load, here in [*due, *((load, servers[:1]) for load in CROWDED)]:
            for server in here:
                results.measure(load.case, server.name, lambda: _run(server, load, plan, turn))  # noqa: B023
    for load in PACED:
        if plan.rounds > 1:
            _more_turns(results, [server for server in paced if server.name in JUDGED], load, plan)
        for server in paced:
            results.keep_quietest(load.case, server.name, load.judged)


def _more_turns(results: Results, servers: Sequence[CoEditing], load: Load, plan: Plan) -> None:
    for turn in range(plan.rounds, load.most):
        for server in servers:
            quiet = results.at_most(load.case, server.name, "stolen", QUIET)
            if turn < load.turns or quiet < load.judged:
                results.measure(load.case, server.name, lambda: _run(server, load, plan, turn))  # noqa: B023


def _run(server: CoEditing, load: Load, plan: Plan, turn: int) -> dict[str, Any]:
    keystrokes = load.pace * plan.seconds * load.times or int(load.keystrokes * plan.flat_share)
    about = {"clients": load.clients, "writers": load.writers, "pace": load.pace, "keystrokes": keystrokes}
    stolen, began = machine.stolen(), time.monotonic()
    found = play("coedit", **server.target(f"{load.case}-{turn}"), **about)
    whole = (time.monotonic() - began) * (os.cpu_count() or 1)
    return {**found, "stolen": round(100 * (machine.stolen() - stolen) / whole, 1)}
