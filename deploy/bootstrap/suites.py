"""`make test`: every suite with its own heading and time, what could not run named, one sum at the end."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass, replace

from deploy.bootstrap import packages, setup
from deploy.bootstrap.paths import PYTHON, REPORTS, ROOT, node
from deploy.bootstrap.reports import Result, read
from deploy.bootstrap.shell import Problem, environment, say


@dataclass(frozen=True)
class Suite:
    name: str
    title: str
    command: tuple[str, ...]
    goal: int  # seconds it should take on two cores
    limit: int  # seconds after which it is stopped and counts as failed
    needs: tuple[str, ...] = ()
    marks: str = ""  # of pytest: which of the tests


def _pytest(*arguments: str) -> tuple[str, ...]:
    """Two at a time: two cores, and most of a browser's or a server's test is waiting."""
    return (str(PYTHON), "-m", "pytest", "-q", "-n", "2", "--dist=worksteal", *arguments)


def suites() -> list[Suite]:
    """In this order: the fastest answers first."""
    servers = ("postgresql", "redis-server", "nginx-light")
    services = (*servers, "libreoffice-writer-nogui")
    browser = (*servers, "chromium-headless-shell", "fonts-dejavu-core")
    alone = _pytest("--ignore=tests/services", "--ignore=tests/browser", "tests")
    # by itself Node takes one processor less than there are
    scripts = (node(), "--test", "--test-concurrency=2", "--test-timeout=60000", "tests/scripts/**/*.test.js")
    return [
        Suite("unit", "Unit tests", alone, goal=60, limit=900, marks="not sweep"),
        Suite("scripts", "Script tests (Node)", scripts, goal=60, limit=300),
        Suite("sweeps", "Every address as everybody, broken files", alone, 90, 900, marks="sweep"),
        Suite("services", "PostgreSQL, Redis, Daphne, nginx", _pytest("tests/services"), 200, 1200, services),
        Suite("browser", "Browser tests (Chromium)", _pytest("tests/browser"), 360, 1800, browser),
    ]


def run(names: list[str], *, nightly: bool = False) -> int:
    chosen = [replace(suite, limit=suite.limit * 12) if nightly else suite for suite in _chosen(names)]
    setup.developer()
    packages.require(dict.fromkeys(need for suite in chosen for need in suite.needs))
    REPORTS.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    results = [_result(suite, nightly) for suite in chosen]
    return _sum(results, time.monotonic() - began)


def _chosen(names: list[str]) -> list[Suite]:
    known = {suite.name: suite for suite in suites()}
    if unknown := set(names) - set(known):
        raise Problem(f"No such suite: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    return [suite for suite in known.values() if not names or suite.name in names]


def _result(suite: Suite, nightly: bool) -> Result:
    say(f"\n== {suite.title}")
    if lacking := packages.missing(suite.needs):
        reason = f"missing {' '.join(lacking)}: {packages.command(lacking)}"
        say(f"   not run: {reason}")
        return Result(suite.name, not_run=[f"{suite.title}: {reason}"])
    report = REPORTS / f"{suite.name}.xml"
    report.unlink(missing_ok=True)
    began = time.monotonic()
    code = _execute(suite, _with_report(suite, str(report), nightly), nightly)
    took = time.monotonic() - began
    result = read(suite.name, report, code)
    note = f" (goal: {suite.goal} s)" if took > suite.goal and not nightly else ""
    say(f"   {result.passed} passed, {result.failed} failed in {took:.1f} s{note}")
    return result


def _with_report(suite: Suite, report: str, nightly: bool) -> list[str]:
    if suite.name == "scripts":
        told = ["--test-reporter=dot", "--test-reporter-destination=stdout"]
        told += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
        return [suite.command[0], *told, *suite.command[1:]]
    marks = [suite.marks] if suite.marks else []
    chosen = " and ".join(marks if nightly else [*marks, "not nightly"])
    return [*suite.command, f"--junitxml={report}", "-m", chosen]


def _execute(suite: Suite, command: list[str], nightly: bool) -> int:
    variables = {"HYPOTHESIS_PROFILE": "nightly", "KES_NIGHTLY": "1"} if nightly else {}
    # A group of its own, so that a suite that hangs is stopped with all it started.
    # Compiled Python is kept whatever the shell says: some hundred processes are started from the same files.
    told = environment(PYTHONDONTWRITEBYTECODE="", **variables)
    process = subprocess.Popen(command, cwd=ROOT, env=told, start_new_session=True)
    try:
        return process.wait(suite.limit)
    except subprocess.TimeoutExpired:
        say(f"   stopped after {suite.limit} s")
        return 124
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """First as Ctrl-C would, so that fixtures can stop their servers; then by force."""
    for sent in (signal.SIGINT, signal.SIGKILL):
        os.killpg(process.pid, sent)
        try:
            process.wait(15)
            return
        except subprocess.TimeoutExpired:
            continue


def _sum(results: list[Result], took: float) -> int:
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    not_run = [line for result in results for line in result.not_run]
    strict = os.environ.get("CI", "").lower() in {"1", "true"}
    say(f"\n== All suites: {took:.0f} s")
    for line in [line for result in results for line in result.failures]:
        say(f"   failed: {line}")
    for line in [line for result in results for line in result.without_material]:
        say(f"   left out: {line}")
    for line in not_run:
        say(f"   could not run{' (fails under CI)' if strict else ''}: {line}")
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or (strict and not_run) else 0
