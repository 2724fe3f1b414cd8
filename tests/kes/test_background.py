"""Work that nobody waits for gives way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from documents.drafts import pieces
from documents.drafts.compact import compacted
from documents.drafts.text import TextDocument
from kes.background import NICE, step_back


def test_a_child_that_steps_back_is_nicer_than_we_are_and_so_is_its_session() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
    ) as child:
        step_back(child.pid)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == max(NICE, os.getpriority(os.PRIO_PROCESS, 0))
        group = Path(f"/proc/{child.pid}/autogroup")
        if group.exists():
            assert group.read_text().strip().endswith(f"nice {NICE}")
        child.kill()


def test_a_child_that_has_gone_is_left_alone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    child.wait()
    step_back(child.pid)


def test_snapshots_are_made_behind_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    behind: list[int] = []
    monkeypatch.setattr(pieces, "step_back", behind.append)
    assert TextDocument.load(compacted(None, [])).text == ""
    assert len(behind) == 1
