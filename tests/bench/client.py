"""Runs one of the load clients in clients/*.mjs and reads what it found."""

import json
import subprocess
from pathlib import Path
from typing import Any

from deploy.bootstrap.paths import ROOT, node

CLIENTS = Path(__file__).parent / "clients"
ROOT_TEXT = "text"  # the name of the draft's one Y.Text
LIMIT = 300  # seconds


class Failed(Exception):
    """The client found something wrong: a delivery missing, a text that differs, a connection closed."""


def play(script: str, **config: Any) -> dict[str, Any]:
    done = subprocess.run(
        command(script, **config), cwd=ROOT, capture_output=True, text=True, timeout=LIMIT * 2
    )
    if done.returncode:
        raise Failed(f"{script}: {(done.stderr.strip() or done.stdout.strip())[-400:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def command(script: str, **config: Any) -> list[str]:
    defaults = {"root": ROOT_TEXT, "timeout": LIMIT, "window": 200, "seed": 1}
    return [node(), str(CLIENTS / f"{script}.mjs"), json.dumps(defaults | config)]
