"""From a bare checkout to a filled database: each step runs only when what it reads has changed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from deploy.bootstrap import packages
from deploy.bootstrap.paths import (
    FRONTEND,
    LOCALE,
    PYTHON,
    REQUIREMENTS,
    REQUIREMENTS_BUILD,
    REQUIREMENTS_DEV,
    ROOT,
    VAR,
    VENV,
    node,
    node_home,
    npm,
)
from deploy.bootstrap.shell import Problem, environment, step
from deploy.bootstrap.stamps import alone, once


def site() -> None:
    """All that `make run` needs, the database included."""
    with alone():
        _product()
        _database()


def product() -> None:
    """All but the database: what a server needs before its own settings."""
    with alone():
        _product()


def developer() -> None:
    """All that tests and checks need; they make their own databases."""
    with alone():
        _product()
        _install("developer-packages", "Installing the developers' Python packages", REQUIREMENTS_DEV)


def _product() -> None:
    _virtual_environment()
    _install("python-packages", "Installing Python packages", REQUIREMENTS, REQUIREMENTS_BUILD)
    _project()
    _node_packages()
    _bundle()
    _translations()


def _virtual_environment() -> None:
    if _venv_works():
        return
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        packages.require(["python3-venv"])
        if packages.missing(["python3-venv"]):
            raise Problem(
                "This Python cannot make virtual environments: Debian and Ubuntu ship that apart.\n"
                f"  {packages.command(['python3-venv'])}"
            )
    step("Creating the virtual environment in .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def _venv_works() -> bool:
    probe = "import sys, pip; print(sys.version_info >= (3, 11), sys.prefix)"
    try:
        told = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, env=environment())
    except OSError:
        return False
    return told.stdout.strip() == f"True {VENV}"


def _install(name: str, title: str, *locks: Path) -> None:
    """Only what the lock files name, only wheels: nothing is built, so nothing unlocked is fetched."""
    files = [part for lock in locks for part in ("-r", str(lock))]
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--retries=2", "--progress-bar=off"]
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *options, *files]
    once(name, inputs=locks, outputs=[node_home()], also=_python(), do=lambda: step(title, command))


def _project() -> None:
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *options]
    once(
        "project",
        inputs=[ROOT / "pyproject.toml"],
        also=_python(),
        do=lambda: step("Installing the project itself", command),
    )


def _python() -> str:
    # The virtual environment's own identity: a new one has nothing installed.
    config = VENV / "pyvenv.cfg"
    return f"{config.stat().st_ino} {config.stat().st_mtime_ns} {config.read_text()}"


def _node_packages() -> None:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    once(
        "node-packages",
        inputs=[ROOT / "package.json", ROOT / "package-lock.json", REQUIREMENTS_BUILD],
        outputs=[ROOT / "node_modules/.package-lock.json"],
        do=lambda: step("Installing JavaScript packages", command),
    )


def _bundle() -> None:
    once(
        "bundle",
        inputs=[FRONTEND, ROOT / "package-lock.json"],
        outputs=[FRONTEND / "dist"],
        do=lambda: step("Bundling scripts and styles", [node(), str(FRONTEND / "build.mjs")]),
    )


def _translations() -> None:
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    once(
        "translations",
        inputs=sources,
        outputs=[source.with_suffix(".mo") for source in sources],
        do=lambda: step("Compiling translations", [str(PYTHON), "-m", "deploy.bootstrap.translations"]),
    )


def _database() -> None:
    migrate = [str(PYTHON), "manage.py", "migrate", "--verbosity=0"]
    if os.environ.get("DATABASE_URL") or os.environ.get("KES_VAR"):
        step("Migrating the database", migrate)  # somebody else's database: it has no stamp of ours
        return
    once(
        "database",
        inputs=sorted(ROOT.glob("*/**/migrations/*.py")),
        outputs=[VAR / "kes.sqlite3"],
        also=_installed("django", "guardian", "allauth"),
        do=lambda: step("Migrating the database", migrate),
    )


def _installed(*names: str) -> str:
    """The lines of the lock that name these packages: their migrations change with them."""
    return "\n".join(line for line in REQUIREMENTS.read_text().splitlines() if line.startswith(names))
