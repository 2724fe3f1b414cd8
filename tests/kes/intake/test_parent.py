"""The server's side: what a child does wrong, dies of or takes too long for is a clear refusal."""

import subprocess
import time
from pathlib import Path

import pytest

from kes.intake import LARGEST, Refusal, parent, read
from tests.kes.intake.making import PNG, docx, paragraph, picture, run


def test_pictures_come_back_as_bytes() -> None:
    content = docx(
        paragraph(picture("p", "Mapa")), parts={"word/media/a.png": PNG}, links={"p": "media/a.png"}
    )
    (shown,) = read(content, name="ąę.docx").pictures
    assert shown.content == PNG


def test_a_refusal_comes_back_with_its_code() -> None:
    with pytest.raises(Refusal) as refused:
        read(b"%PDF-1.7", name="x.pdf")
    assert refused.value.code == "pdf"


def test_too_much_is_refused_before_a_child_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_start", lambda: pytest.fail("started"))
    with pytest.raises(Refusal) as refused:
        read(b"a" * (LARGEST + 1), name="x.txt")
    assert refused.value.values == {"megabytes": 20}


def test_a_child_that_takes_too_long_is_ended_with_its_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "SECONDS", 0.3)
    started: list[subprocess.Popen[bytes]] = []
    begin = parent._start

    def started_child() -> subprocess.Popen[bytes]:
        started.append(begin())
        return started[0]

    monkeypatch.setattr(parent, "_start", started_child)
    long = docx(*(paragraph(run("słowo " * 50)) for _ in range(3000)))
    began = time.monotonic()
    with pytest.raises(Refusal) as refused:
        read(long, name="x.docx")
    assert refused.value.code == "too_long" and time.monotonic() - began < 3
    # the kernel takes a moment to clear away what was killed
    while _group_of(started[0].pid) and time.monotonic() - began < 3:
        time.sleep(0.01)
    assert _group_of(started[0].pid) == []


def test_the_childs_environment_holds_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    child = parent._start()
    environment = Path(f"/proc/{child.pid}/environ").read_bytes()
    parent._end(child)
    assert b"geheim" not in environment


def _group_of(group: int) -> list[str]:
    """Living processes of the group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(stat.parent.name)
    return found
