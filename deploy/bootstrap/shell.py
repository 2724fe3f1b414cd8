"""Runs other programs and speaks to the person at the terminal."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from deploy.bootstrap.paths import BIN, ROOT, node_home

NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "NewConnectionError",
    "Network is unreachable",
    "No route to host",
    "Connection refused",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ENETUNREACH",
    "Could not resolve",
)


class Problem(Exception):
    """Something the person can mend; its text says how."""


def say(text: str) -> None:
    print(text, flush=True)


def warn(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def step(title: str, *commands: Sequence[str]) -> None:
    """Announce, run quietly, say how long it took; on failure raise Problem with the program's last words."""
    say(f"- {title} ...")
    began = time.monotonic()
    for command in commands:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            raise Problem(explain(title, command, done.stdout))
    say(f"  done in {time.monotonic() - began:.1f} s")


def environment(**more: str) -> dict[str, str]:
    """The caller's environment with our own Python and Node first on PATH."""
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    path = os.pathsep.join([str(BIN), str(node_home() / "bin"), os.environ.get("PATH", os.defpath)])
    return {**clean, "PATH": path, "PYTHONUNBUFFERED": "1", **more}


def explain(title: str, command: Sequence[str], output: str) -> str:
    tail = "\n".join("    " + line for line in output.strip().splitlines()[-25:])
    text = f"{title}: failed.\n  {' '.join(command)}\n{tail}"
    if any(sign in output for sign in NO_NETWORK):
        text += "\n\nThe network could not be reached. Set-up needs it once; behind a proxy, set HTTPS_PROXY."
    return text


def call(command: Sequence[str], **more: str) -> int:
    """Run with the terminal attached and return the exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment(**more)).returncode
