"""Skips a set-up step when nothing it reads has changed since it last succeeded."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.bootstrap.paths import ROOT, STAMPS
from deploy.bootstrap.shell import say

IGNORED = {"dist", "node_modules", "__pycache__"}


def once(
    name: str, *, inputs: Sequence[Path], outputs: Sequence[Path] = (), also: str = "", do: Callable[[], None]
) -> bool:
    """Call `do` unless its stamp is current and every output is there; return whether it was called."""
    stamp, key = STAMPS / name, fingerprint(inputs, also)
    if stamp.is_file() and stamp.read_text() == key and all(path.exists() for path in outputs):
        return False
    stamp.unlink(missing_ok=True)
    do()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)
    return True


def fingerprint(inputs: Sequence[Path], also: str = "") -> str:
    # The root is part of the key: a virtual environment does not survive a move of the checkout.
    digest = hashlib.sha256(f"{ROOT}\n{also}\n".encode())
    for path in sorted(file for item in inputs for file in _files(item)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in a checkout: a second one waits."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    with (STAMPS / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _files(item: Path) -> Iterator[Path]:
    if item.is_file():
        yield item
    elif item.is_dir():
        for path in item.rglob("*"):
            if path.is_file() and not IGNORED.intersection(path.relative_to(item).parts):
                yield path
