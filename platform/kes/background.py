"""Work that nobody waits for gives way to the answers that somebody does."""

import contextlib
import os
from pathlib import Path

NICE = 10


def step_back() -> None:
    """For a process of its own, at its start: take what processor time others leave.

    Linux weighs sessions against each other before it looks at their processes (sched(7), "The autogroup
    feature"): the process leaves its parent's session, and the new one steps back with it.
    """
    with contextlib.suppress(PermissionError):  # it leads a session already
        os.setsid()
    with contextlib.suppress(OSError):  # not Linux, or without autogroups
        Path("/proc/self/autogroup").write_text(str(NICE), encoding="ascii")
    os.nice(NICE)
