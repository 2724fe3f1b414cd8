"""Co-editing: propagation at a human pace, updates a second flat out; the servers take turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    times: int = 1  # as long as the plan says: the slowest hundredth of few keystrokes is one or two


PACED = (
    Load("paced-2", 2, 1, pace=20, times=4),
    Load("paced-20", 20, 4, pace=40, times=2),
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


def measure(results: Results, servers: Sequence[CoEditing], plan: Plan) -> None:
    for turn in range(plan.rounds):
        for load in (*PACED, *FLAT_OUT):
            for server in servers:
                results.measure(load.case, server.name, lambda: _run(server, load, plan, turn))  # noqa: B023
        for load in CROWDED:
            results.measure(load.case, servers[0].name, lambda: _run(servers[0], load, plan, turn))  # noqa: B023


def _run(server: CoEditing, load: Load, plan: Plan, turn: int) -> dict[str, Any]:
    keystrokes = load.pace * plan.seconds * load.times or int(load.keystrokes * plan.flat_share)
    about = {"clients": load.clients, "writers": load.writers, "pace": load.pace, "keystrokes": keystrokes}
    return play("coedit", **server.target(f"{load.case}-{turn}"), **about)
