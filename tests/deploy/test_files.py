"""The files of deploy/ agree with each other, with the settings and with what the tests start."""

import re
import shutil
import subprocess
from pathlib import Path

import dj_database_url
import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from kes.environment import Environment
from tests.house import ROOT
from tests.services.web import OPTIONS

DEPLOY = ROOT / "deploy"
# Only tests and developers set these; a server has no use for them.
NOT_FOR_SERVERS = {"DEBUG", "KES_DEMO_PASSWORD"}


def _text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_nginx_passes_to_the_processes_that_systemd_starts() -> None:
    started = re.findall(r"kes-web@(\d+)\.service", _text("systemd/kes.target").partition("[Unit]")[2])
    assert re.findall(r"^\s+server 127\.0\.0\.1:(\d+)", _text("nginx/upstream.conf"), re.M) == started


@pytest.mark.parametrize("name", ["systemd/kes-web@.service", "Dockerfile"])
def test_tests_run_daphne_as_servers_do(name: str) -> None:
    words = re.sub(r"[\"',\[\]\\]", " ", _text(name)).split()
    assert [word for word in OPTIONS if word not in words] == []


def test_units_run_programs_of_the_repository() -> None:
    programs = {
        match
        for unit in (DEPLOY / "systemd").glob("*.service")
        for match in re.findall(r"^ExecStart=/opt/kes/(\S+)", unit.read_text(), re.M)
    }
    assert programs == {".venv/bin/daphne", ".venv/bin/python", "deploy/backup.sh"}
    assert (ROOT / "deploy/backup.sh").stat().st_mode & 0o111


def test_units_leave_nginx_the_way_to_the_static_files() -> None:
    """systemd sets the mode of StateDirectory at each start: that of the guide, which lets others pass."""
    made = re.findall(r"--mode=(\d+) /var/lib/kes$", _text("README.md"), re.M)
    units = "".join(unit.read_text() for unit in (DEPLOY / "systemd").glob("*.service"))
    assert len(made) == 1
    assert set(re.findall(r"^StateDirectoryMode=(\d+)", units, re.M)) == set(made)
    assert int(made[0], 8) & 0o001


def test_every_timer_has_its_service() -> None:
    timers = list((DEPLOY / "systemd").glob("*.timer"))
    assert timers
    assert [timer for timer in timers if not timer.with_suffix(".service").exists()] == []


def test_the_example_names_every_setting() -> None:
    sources = [ROOT / "platform/kes/settings.py", ROOT / "platform/kes/environment.py"]
    code = "".join(path.read_text() for path in sources)
    read = set(re.findall(r"\.(?:text|flag|items|number)\(\"([A-Z_]+)\"", code))
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read - named - NOT_FOR_SERVERS == set()


def test_the_example_starts_nothing_as_it_is() -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        Environment(_example()).check()


def test_the_example_is_enough_once_it_is_filled_in() -> None:
    Environment({**_example(), "SECRET_KEY": "x" * 50}).check()


def test_the_database_of_the_example_is_that_of_the_readme() -> None:
    found = dj_database_url.parse(_example()["DATABASE_URL"])
    assert (found["HOST"], found["USER"], found["NAME"]) == ("/var/run/postgresql", "kes", "kes")
    assert "createuser kes\n" in _text("README.md") and "--owner=kes" in _text("README.md")


def test_the_compose_file_has_two_processes_behind_nginx() -> None:
    compose = yaml.safe_load(_text("compose.yml"))
    upstream = compose["configs"]["upstream"]["content"]
    servers = re.findall(r"server (\w+):8000", upstream)
    assert len(servers) == 2
    assert set(servers) <= set(compose["services"])
    assert {service["image"] for name, service in compose["services"].items() if name in servers} == {"kes"}


@pytest.mark.parametrize("script", ["backup.sh", "manage.sh"])
def test_scripts_are_sound_for_a_plain_shell(script: str) -> None:
    assert subprocess.run(["sh", "-n", str(DEPLOY / script)], capture_output=True).stderr == b""


def test_manage_runs_with_the_settings_of_the_server(tmp_path: Path) -> None:
    settings = tmp_path / "kes.env"
    settings.write_text("KES_ENV=production\nSECRET_KEY=short\nKES_VAR=" + str(tmp_path))
    done = _managed(tmp_path, settings, id="echo 1000")
    assert done.returncode != 0
    assert "SECRET_KEY (or SECRET_KEY_FILE)" in done.stderr


def test_manage_reads_the_settings_as_systemd_does(tmp_path: Path) -> None:
    settings = tmp_path / "kes.env"
    word = "a&b $HOME pa$$w0rd `id` 'x'"
    lines = ["# SECRET_KEY=not this", f"EMAIL_HOST_PASSWORD={word}", "", f"KES_VAR={tmp_path}", "KES_ENV=x"]
    settings.write_text("\n".join(lines))  # without an end of the last line
    copy = tmp_path / "kes/deploy/manage.sh"
    copy.parent.mkdir(parents=True)
    shutil.copy(DEPLOY / "manage.sh", copy)
    python = tmp_path / "kes/.venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s|%s|%s" "$EMAIL_HOST_PASSWORD" "${SECRET_KEY-}" "$KES_ENV"\n')
    python.chmod(0o755)
    variables = {"KES_SETTINGS": str(settings), "PATH": "/usr/bin:/bin"}
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    variables["PATH"] = f"{tmp_path}:/usr/bin:/bin"
    done = subprocess.run([str(copy), "check"], env=variables, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{word}||x", "")


def test_a_backup_knows_a_database_whose_address_is_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("sqlite:///x\n")
    variables = {"DATABASE_URL_FILE": str(tmp_path / "url"), "PATH": "/usr/bin:/bin"}
    command = [str(DEPLOY / "backup.sh"), str(tmp_path / "to")]
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("SQLite:")


@pytest.mark.parametrize("name", ["deploy/.env", "deploy/tls"])
def test_secrets_go_neither_into_the_image_nor_into_the_repository(name: str) -> None:
    assert name in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert any(line.strip("/") == name for line in ignored)


def test_a_large_file_in_the_making_does_not_end_the_web_process() -> None:
    assert "OOMPolicy=continue" in _text("systemd/kes-web@.service")


def test_manage_becomes_the_user_of_the_processes_when_root_asks(tmp_path: Path) -> None:
    settings = tmp_path / "kes.env"
    done = _managed(tmp_path, settings, id="echo 0", setpriv='echo "$@"')
    became = f"--reuid=kes --regid=kes --init-groups env KES_SETTINGS={settings} {DEPLOY / 'manage.sh'} check"
    assert done.stdout.strip() == became


def _managed(folder: Path, settings: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """`programs`: what some of the system's answer, as lines for a shell, whoever runs the tests."""
    for name, line in programs.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{line}\n")
        program.chmod(0o755)
    variables = {"KES_SETTINGS": str(settings), "PATH": f"{folder}:/usr/bin:/bin"}
    command = [str(DEPLOY / "manage.sh"), "check"]
    return subprocess.run(command, env=variables, capture_output=True, text=True)
