"""The rendering process: limits hold, nothing hangs, nothing is left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kes.markup import TooComplex, render
from kes.markup.result import Anchors, Labels, Options
from kes.markup.worker import Worker

pytestmark = pytest.mark.sweep

OPTIONS = Options("post", "n1", 4, Labels(), Anchors())


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def html(worker: Worker, text: str) -> str:
    return worker.render([text], [OPTIONS])[0].html


def pid(worker: Worker) -> int:
    assert worker._child is not None
    return worker._child.pid


HOSTILE = ["[" * 20_000, "[^1]" * 5_000 + "\n\n[^1]: x"]
STRANGE = [
    "> " * 5_000, "*a " * 20_000, "`" * 20_001, "- " * 20_000, "<" * 50_000, "&" * 50_000, "~~" * 20_000,
    "|" * 20_000 + "\n" + "|-" * 20_000, "```\n" * 9_000, "a@" * 30_000, "http://" * 20_000, "x " * 500_000,
    "\n".join("  " * n + "- a" for n in range(2_000)), "[a]: " * 9_000, "1) a\n" * 20_000, "a." * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
def test_hostile_text_is_given_up_in_time(worker: Worker, text: str) -> None:
    started = time.monotonic()
    with pytest.raises(TooComplex):
        html(worker, text)
    assert time.monotonic() - started < 7
    assert html(worker, "po *wszystkim*") == "<p>po <em>wszystkim</em></p>"


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: repr(text[:8]))
def test_strange_text_is_rendered_or_refused_in_time(text: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(TooComplex):
        render(text, profile="document", prefix="c1")
    assert time.monotonic() - started < 7


def test_child_stays_warm(worker: Worker) -> None:
    html(worker, "a")
    first = pid(worker)
    html(worker, "b")
    assert pid(worker) == first


def test_two_megabytes_pass_through_the_pipes(worker: Worker) -> None:
    assert len(html(worker, "słowo " * 350_000)) > 2_000_000


def test_silent_child_is_given_up() -> None:
    worker = Worker(wall_seconds=0.5)
    html(worker, "a")
    os.kill(pid(worker), signal.SIGSTOP)
    with pytest.raises(TooComplex):
        html(worker, "x" * 1_000_000)
    assert html(worker, "b") == "<p>b</p>"
    worker.close()


def test_child_that_died_idle_is_replaced(worker: Worker) -> None:
    html(worker, "a")
    os.kill(pid(worker), signal.SIGKILL)
    time.sleep(0.2)
    assert html(worker, "b") == "<p>b</p>"


def test_closed_worker_leaves_no_zombie_and_no_pipe() -> None:
    before = len(os.listdir("/proc/self/fd"))
    worker = Worker()
    html(worker, "a")
    child = pid(worker)
    worker.close()
    assert not Path(f"/proc/{child}").exists()
    assert len(os.listdir("/proc/self/fd")) == before


def test_threads_get_their_own_answers(worker: Worker) -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        for _ in range(10):
            answers[number] = html(worker, f"nr {number}")

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"<p>nr {number}</p>" for number in range(8)}


def test_fork_gets_a_child_of_its_own(worker: Worker) -> None:
    html(worker, "a")
    reader, writer = os.pipe()
    forked = os.fork()
    if not forked:
        os.write(writer, html(worker, "w *forku*").encode())
        worker.close()
        os._exit(0)
    os.waitpid(forked, 0)
    assert os.read(reader, 100) == b"<p>w <em>forku</em></p>"
    assert html(worker, "b") == "<p>b</p>"
    os.close(reader)
    os.close(writer)


def test_child_ends_with_its_parent_even_in_the_middle_of_a_text() -> None:
    script = (
        "import threading; from kes.markup import _worker, render\n"
        "render('a', profile='post'); print(_worker._child.pid, flush=True)\n"
        "render('[' * 60_000, profile='post')"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _gone(child, within=7)


def test_child_knows_nothing_of_django_nor_of_secrets(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    html(worker, "a")
    environment = Path(f"/proc/{pid(worker)}/environ").read_bytes()
    assert b"hidden" not in environment
    loaded = "import sys, kes.markup.child; print('django' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", loaded]) == b"False\n"


def _gone(child: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        status = Path(f"/proc/{child}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.1)
    return False
