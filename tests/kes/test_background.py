"""Work that nobody waits for gives way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kes.background import NICE

# the child of a snapshot, which stops where it would read what it is given
SNAPSHOT = """
from documents.drafts import compact, pieces

def given():
    print("ready", flush=True)
    return [input().encode()]

pieces.given = given
compact._main()
"""

# the child of a job, which stops where it would load the product
JOB = """
import sys

import django
from kes.jobs import child

def setup():
    print("ready", file=sys.stderr, flush=True)
    input()

django.setup = setup
child.main()
"""


@pytest.mark.parametrize("code, leads", [(SNAPSHOT, False), (JOB, True)], ids=["snapshot", "job"])
def test_it_is_done_in_a_session_that_stepped_back(code: str, leads: bool) -> None:
    """A job's child leads a session from its start: the runner stops all of it."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=leads,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(
            19, os.getpriority(os.PRIO_PROCESS, 0) + NICE
        )
        assert os.getsid(child.pid) == child.pid != os.getsid(0)
        group = Path(f"/proc/{child.pid}/autogroup")
        if group.exists():
            assert group.read_text().strip().endswith(f"nice {NICE}")
        child.kill()
