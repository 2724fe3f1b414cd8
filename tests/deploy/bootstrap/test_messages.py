"""What a person reads when the machine lacks something."""

import socket
import subprocess
import sys

import pytest

from deploy.bootstrap import packages
from deploy.bootstrap.server import free_port
from deploy.bootstrap.shell import Problem, explain
from deploy.bootstrap.suites import _chosen
from tests.house import ROOT


def _bootstrap(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deploy.bootstrap", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={"PATH": "/usr/bin:/bin", **variables}, capture_output=True, text=True
    )


def test_a_port_in_use_is_named_before_anything_is_set_up() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _bootstrap("run", PORT=str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"Port {port} is in use" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_no_port(port: str) -> None:
    with pytest.raises(Problem, match="PORT must be a number"):
        free_port(port)


def test_a_free_port_is_given_back_as_a_number() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert free_port(str(port)) == port


def test_an_unknown_command_lists_those_there_are() -> None:
    done = _bootstrap("fly")
    assert done.returncode == 2
    assert "run, build, test" in done.stderr


def test_an_unknown_suite_lists_those_there_are() -> None:
    with pytest.raises(
        Problem, match=r"No such suite: units\. There are: unit, scripts, sweeps, services, browser"
    ):
        _chosen(["units"])


@pytest.mark.parametrize("words", ["Temporary failure in name resolution", "npm error code ENOTFOUND"])
def test_a_missing_network_is_told_from_other_failures(words: str) -> None:
    assert "The network could not be reached" in explain("Installing", ["pip"], f"line\n{words}")


def test_another_failure_shows_the_programs_last_words() -> None:
    text = explain("Bundling", ["node", "build.mjs"], "\n".join(f"line {number}" for number in range(100)))
    assert "line 99" in text
    assert "line 1\n" not in text
    assert "network" not in text


def test_a_missing_package_is_named_in_a_line_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packages.PACKAGES, "chromium-headless-shell", lambda: None)
    monkeypatch.setitem(packages.PACKAGES, "redis-server", lambda: "/usr/bin/redis-server")
    lacking = packages.missing(["redis-server", "chromium-headless-shell"])
    assert lacking == ["chromium-headless-shell"]
    assert packages.command(lacking).endswith(
        "apt-get install --yes --no-install-recommends chromium-headless-shell"
    )


def test_without_root_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(packages.PACKAGES, "chromium-headless-shell", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    packages.require(["chromium-headless-shell"])
    assert "As root:\n  apt-get update && apt-get install" in capsys.readouterr().err
