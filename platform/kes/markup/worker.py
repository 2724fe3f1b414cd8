"""The warm child process that renders: asked over pipes, killed when it takes too long.

One child for each process, started at the first text. It cannot outlive its parent: it ends when its standard
input closes, and its own timer ends it in the middle of a text (`child.py`).
"""

import atexit
import json
import logging
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import kes
from kes.markup.result import Options, Rendered

# The child allows itself two seconds of processor time; this is the wall clock, for a machine that is busy.
WALL_SECONDS = 6.0

logger = logging.getLogger(__name__)


class TooComplex(Exception):
    """The text could not be rendered in the time or memory given."""


class Worker:
    """Asks one child at a time; safe to call from any thread, and after a fork."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._forget()
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._forget)

    def render(self, texts: Sequence[str], options: Sequence[Options]) -> list[Rendered]:
        jobs = [{"text": text, **option.to_json()} for text, option in zip(texts, options, strict=True)]
        answer = self._ask({"jobs": jobs})
        if "error" in answer:
            raise TooComplex(answer["error"])
        return [Rendered.from_json(result) for result in answer["results"]]

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _forget(self) -> None:
        """A forked copy must not talk to its parent's child, nor wait for a lock no one will release."""
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        message = json.dumps(request).encode("ascii")
        with self._lock:
            try:
                return self._exchange(message)
            except (OSError, EOFError, TimeoutError) as error:
                self._stop()
                logger.warning("Markup child stopped at %d bytes: %r", len(message), error)
                raise TooComplex("out of time") from error
            except BaseException:
                # An answer that was asked for and not read would be taken for the next one.
                self._stop()
                raise

    def _exchange(self, message: bytes) -> dict[str, Any]:
        child = self._child = self._living() or _start()
        assert child.stdin is not None and child.stdout is not None
        deadline = time.monotonic() + self._wall_seconds
        _write(child.stdin.fileno(), struct.pack(">I", len(message)) + message, deadline)
        (length,) = struct.unpack(">I", _read(child.stdout.fileno(), 4, deadline))
        answer: dict[str, Any] = json.loads(_read(child.stdout.fileno(), length, deadline))
        return answer

    def _living(self) -> subprocess.Popen[bytes] | None:
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _start() -> subprocess.Popen[bytes]:
    """A child with no secrets in its environment and no part in the terminal's signals."""
    above = [str(Path(kes.__path__[0]).parent), os.environ.get("PYTHONPATH", "")]
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "kes.markup.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env={"PYTHONPATH": os.pathsep.join(filter(None, above)), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    assert child.stdin is not None
    os.set_blocking(child.stdin.fileno(), False)
    return child


def _write(pipe: int, data: bytes, deadline: float) -> None:
    view = memoryview(data)
    while view:
        _wait(pipe, select.POLLOUT, deadline)
        view = view[os.write(pipe, view) :]


def _read(pipe: int, length: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        _wait(pipe, select.POLLIN, deadline)
        chunk = os.read(pipe, min(length - len(data), 1 << 20))
        if not chunk:
            raise EOFError("the child ended")
        data += chunk
    return bytes(data)


def _wait(pipe: int, event: int, deadline: float) -> None:
    """poll, not select: a server with a thousand sockets has descriptors that select refuses."""
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError("the child is silent")
