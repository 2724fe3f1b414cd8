"""`python -m tests.bench [--quick] [--rounds N] [--only coediting,opening,fanout,pages,crash]`."""

import argparse
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import django

from deploy.bootstrap.paths import ROOT
from deploy.bootstrap.shell import say

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.bench import coediting, crash, engine, fanout, machine, opening, pages, report  # noqa: E402
from tests.bench.bars import judge  # noqa: E402
from tests.bench.install import HOME, install  # noqa: E402
from tests.bench.plan import Plan, full, quick  # noqa: E402
from tests.bench.results import Results  # noqa: E402
from tests.bench.servers import Floor, Hocuspocus, Kes, Peer, PycrdtWebsocket, Relay, Yws, YwsFlush  # noqa: E402
from tests.services.joining import joined  # noqa: E402
from tests.services.process import Process  # noqa: E402

T = TypeVar("T", bound=Process)
P = TypeVar("P", bound=Peer)
PIECES = ("coediting", "opening", "fanout", "pages", "engine", "crash")
REPORT = ROOT / "docs/benchmarks.md"


def main() -> int:
    options = _options()
    plan = quick(options.rounds or 1) if options.quick else full(options.rounds or 3)
    _many_files()
    # stopped from outside: leave through the front door, so that the servers stop too
    signal.signal(signal.SIGTERM, lambda *_about: sys.exit(143))
    results, began, busy = Results(), time.monotonic(), machine.busy()
    lacking = install()
    results.notes += [f"The peers of {registry}: {reason}." for registry, reason in lacking.items()]
    with ExitStack() as running:
        _run(Bench(results, plan, running, lacking), options.only)
    _keep(results, report.written(results, plan, busy), whole=set(options.only) == set(PIECES))
    for verdict in judge(results):
        say(f"{verdict.word:16} {verdict.bar.what}")
    say(f"{time.monotonic() - began:.0f} s; failures: {len(results.failures)}")
    return 1 if results.failures else 0


class Bench:
    """The servers of one run."""

    def __init__(self, results: Results, plan: Plan, running: ExitStack, lacking: dict[str, str]) -> None:
        self.results, self.plan = results, plan
        self.folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="kes-bench-")))
        self.kes = Kes()
        running.enter_context(self.kes.stack)
        running.enter_context(joined(self.kes.stack))
        self.kes.settle()
        self.floor = self._start(running, Floor(self._room("floor"), self.kes.stack))
        kinds = (Yws, YwsFlush, Hocuspocus, PycrdtWebsocket, Relay)
        known = [kind for kind in kinds if kind.registry not in lacking]
        self.peers = [self._start(running, kind(self._room(kind.name))) for kind in known]

    def peer(self, kind: type[P]) -> P | None:
        """None where its registry could not be reached."""
        return next((peer for peer in self.peers if isinstance(peer, kind)), None)

    @property
    def co_editing(self) -> list[Kes | Peer]:
        return [self.kes, *(peer for peer in self.peers if not isinstance(peer, Relay | YwsFlush))]

    def _room(self, name: str) -> Path:
        room = self.folder / name
        room.mkdir()
        return room

    def _start(self, running: ExitStack, server: T) -> T:
        server.start()
        running.callback(server.stop)
        return server


def _run(bench: Bench, only: list[str]) -> None:
    results, plan, kes = bench.results, bench.plan, bench.kes
    pieces: dict[str, Callable[[], None]] = {
        "coediting": lambda: coediting.measure(results, bench.co_editing, bench.peer(YwsFlush), plan),
        "opening": lambda: opening.measure(results, bench.co_editing, plan, bench.folder),
        "fanout": lambda: fanout.measure(results, kes, bench.floor, bench.peer(Relay), plan),
        "pages": lambda: pages.measure(results, kes, bench.floor, plan),
        "engine": lambda: engine.measure(results, plan),
        "crash": lambda: crash.measure(results, kes, bench.peer(Hocuspocus)),
    }
    for name in only:
        began = time.monotonic()
        say(f"\n== {name}")
        pieces[name]()
        say(f"   {time.monotonic() - began:.0f} s")


def _keep(results: Results, text: str, *, whole: bool) -> None:
    """The page of the repository is written by whole runs only; every run leaves its figures in var/bench."""
    target = REPORT if whole else HOME / "benchmarks.md"
    target.write_text(text, encoding="utf-8")
    samples = {" | ".join(key): values for key, values in results.samples.items()}
    (HOME / "samples.json").write_text(json.dumps(samples, indent=1, ensure_ascii=False))
    say(f"\nWritten: {target}")


def _many_files() -> None:
    """Two thousand sockets need as many files, here and in the processes that are started."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = 20_000 if hard == resource.RLIM_INFINITY else min(20_000, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure KES beside its peers.")
    parser.add_argument("--quick", action="store_true", help="five minutes instead of thirty")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PIECES))
    return parser.parse_args()


raise SystemExit(main())
