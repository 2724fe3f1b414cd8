"""System packages of Debian and Ubuntu: found, installed when this is root, else named."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.bootstrap.shell import explain, say, warn


def postgres_program(name: str) -> str | None:
    """Debian keeps PostgreSQL's server programs off PATH, one folder a version; the newest wins."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


def program(*names: str) -> str | None:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def chromium() -> str | None:
    """The one without windows first: it opens a page with a fifth less work."""
    return program(
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"
    )


PACKAGES: dict[str, Callable[[], object]] = {
    "postgresql": lambda: postgres_program("initdb"),
    "redis-server": lambda: program("redis-server"),
    "nginx-light": lambda: program("nginx"),
    "chromium-headless-shell": chromium,
    "libreoffice-writer-nogui": lambda: program("soffice"),
    "fonts-dejavu-core": lambda: next(Path("/usr/share/fonts").rglob("*.[to]tf"), None),
    "gettext": lambda: program("xgettext"),
    "python3-venv": lambda: importlib.util.find_spec("ensurepip"),
}


def require(names: Iterable[str]) -> None:
    """Install what is missing when this is root on Debian or Ubuntu; else name the command."""
    lacking = missing(names)
    if not lacking:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        warn(f"Missing system packages. As root:\n  {command(lacking)}")
        return
    say(f"- Installing system packages: {' '.join(lacking)} ...")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *lacking]):
        done = subprocess.run(
            ["apt-get", "--quiet", *arguments],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            warn(explain("Installing system packages", ["apt-get", *arguments], done.stdout))
            return


def missing(names: Iterable[str]) -> list[str]:
    importlib.invalidate_caches()
    return [name for name in names if not PACKAGES[name]()]


def command(names: Iterable[str]) -> str:
    return f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(names)}"
