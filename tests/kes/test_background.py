"""Work that nobody waits for gives way."""

import os
import subprocess
import sys
from pathlib import Path

from kes.background import NICE

# the child of a snapshot, which stops where it would read what it is given
CHILD = """
from documents.drafts import compact, pieces

def given():
    print("ready", flush=True)
    return [input().encode()]

pieces.given = given
compact._main()
"""


def test_a_snapshot_is_made_in_a_session_that_stepped_back() -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
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
