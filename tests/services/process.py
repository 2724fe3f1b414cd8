"""One server process on a port of its own: started, waited for, killed, started again."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

HOST = "127.0.0.1"


class NotReady(Exception):
    """A server that stopped at once or never answered; its text ends with the server's own log."""


class Process:
    """What PostgreSQL, Redis, Daphne and nginx have in common."""

    name = "process"
    patience = 30.0  # seconds for the first answer
    polite = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / f"{self.name}-{self.port}.log"
        self._log_from = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, wait: bool = True) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=self.cwd(),
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A group of its own: Ctrl-C in the terminal is not for it, and kill() gets all its children.
                process_group=0,
                user=self.user(),
                group=self.group(),
                extra_groups=[] if self.user() else None,
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Return when it answers; raise NotReady with the end of its log when it does not."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                break
            if self.answers():
                return
            time.sleep(0.05)
        tail = "\n".join(self.said().splitlines()[-30:])
        raise NotReady(f"{self.name} on port {self.port} is not ready:\n{tail}")

    def stop(self) -> None:
        self._end(self.polite)

    def kill(self) -> None:
        """kill -9, children included, and return when all are gone: what a power cut does."""
        children = self._children()
        self._end(signal.SIGKILL)
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        until = time.monotonic() + self.patience
        # A zombie holds nothing any more; who has to wait for it may not be in a hurry.
        while any(_state(child)[0] not in "ZX" for child in children) and time.monotonic() < until:
            time.sleep(0.01)

    def restart(self) -> None:
        self.stop()
        self.start()

    def freeze(self) -> None:
        """Stop answering without closing anything: what a laptop that sleeps or a lost network looks like."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def said(self) -> str:
        return self.log.read_bytes()[self._log_from :].decode(errors="replace") if self.log.exists() else ""

    def forget_log(self) -> None:
        self._log_from = self.log.stat().st_size if self.log.exists() else 0

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def cwd(self) -> Path:
        return self.folder

    def answers(self) -> bool:
        return accepts(self.port)

    def user(self) -> str | None:
        return None

    def group(self) -> int | None:
        return pwd.getpwnam(user).pw_gid if (user := self.user()) else None

    def _children(self) -> list[int]:
        # Not by the process group: each backend of PostgreSQL leads one of its own.
        if not self.alive:
            return []
        everyone = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in everyone if _state(pid)[1] == self.pid]

    def _signal(self, number: int) -> None:
        if self.alive:
            os.killpg(self.pid, number)

    def _end(self, number: int) -> None:
        if self._process is None:
            return
        self._signal(number)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGCONT)
            self._signal(signal.SIGKILL)
            self._process.wait(15)


def _state(pid: int) -> tuple[str, int]:
    """The letter of proc(5) for what a process is doing, and its parent; "X", dead, when there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "X", 0
    return fields[0], int(fields[1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def give(folder: Path, user: str | None) -> None:
    """Hand a folder and all in it to a user, when we may."""
    if user is None:
        return
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user, pwd.getpwnam(user).pw_gid)
