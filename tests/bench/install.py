"""Puts the peers into var/bench: packages of npm and PyPI, locked by hash; says why when it cannot."""

import shutil
import sys
from pathlib import Path

from deploy.bootstrap.paths import PYTHON, VAR, node, npm
from deploy.bootstrap.shell import NO_NETWORK, Problem, step
from deploy.bootstrap.stamps import once

PEERS = Path(__file__).parent / "peers"
HOME = VAR / "bench"
VENV = HOME / "venv"


def install() -> dict[str, str]:
    """Returns for each registry that could not be used ("npm", "PyPI") the reason."""
    HOME.mkdir(parents=True, exist_ok=True)
    for file in PEERS.iterdir():
        if file.is_file():
            shutil.copy(file, HOME)
    lacking = {}
    for registry, fetch in {"npm": _from_npm, "PyPI": _from_pypi}.items():
        try:
            fetch()
        except Problem as problem:
            lacking[registry] = _reason(registry, str(problem))
    return lacking


def _from_npm() -> None:
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    command = [*npm(), "ci", f"--prefix={HOME}", *options]
    once(
        "bench-npm",
        inputs=[PEERS / "package-lock.json"],
        outputs=[HOME / "node_modules/.package-lock.json"],
        also=node(),
        do=lambda: step("Installing the peers from npm", command),
    )


def _from_pypi() -> None:
    make = [str(PYTHON), "-m", "venv", "--clear", str(VENV)]
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--retries=1", "--progress-bar=off"]
    fetch = [str(VENV / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install", *options]
    once(
        "bench-pypi",
        inputs=[PEERS / "requirements.txt"],
        outputs=[VENV / "bin/hypercorn"],
        also=sys.version,
        do=lambda: step(
            "Installing the peers from PyPI", make, [*fetch, "-r", str(PEERS / "requirements.txt")]
        ),
    )


def _reason(registry: str, problem: str) -> str:
    if any(sign in problem for sign in NO_NETWORK):
        return f"{registry} could not be reached"
    return f"{registry}: {problem.strip().splitlines()[-1].strip()}"
