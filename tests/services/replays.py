"""Starts tests/services/replay.mjs and reads what became of a replayed history."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.bootstrap.paths import ROOT, node

TRACES = ROOT.parent / "shared/bench/traces"  # beside a checkout, where there is one


@dataclass(frozen=True)
class Replay:
    """`trace` is the name of a recording, "" the project's own invented history."""

    servers: list[str]
    part: str
    cookies: list[str]
    trace: str = ""
    edits: int | None = None
    seconds: int = 120
    pace: int = 0
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path | None:
        return TRACES / f"{self.trace}.json.gz" if self.trace else None

    def start(self) -> subprocess.Popen[str]:
        about = {"servers": self.servers, "part": self.part, "cookies": self.cookies, "pace": self.pace}
        about |= {"seconds": self.seconds, **self.more}
        about |= {"file": str(self.file)} if self.file else {}
        about |= {"edits": self.edits} if self.edits else {}
        command = [node(), str(ROOT / "tests/services/replay.mjs"), json.dumps(about)]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self) -> dict[str, Any]:
        with self.start() as process:
            return outcome(process, self.seconds + 60)


def outcome(process: subprocess.Popen[str], within: float) -> dict[str, Any]:
    said, errors = process.communicate(timeout=within)
    assert said, errors[-3000:]
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert process.returncode == 0, (found, errors[-1000:])
    print(found)
    return found
