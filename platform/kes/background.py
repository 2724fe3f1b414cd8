"""Work that nobody waits for gives way to the answers that somebody does."""

import contextlib
import os
from pathlib import Path

NICE = 10


def step_back(pid: int) -> None:
    """Let the process `pid`, a child in a session of its own, have what processor time others leave.

    Linux weighs sessions against each other before it looks at their processes (sched(7), "The autogroup
    feature"): there the session steps back, too. A process that has ended meanwhile is left alone.
    """
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(NICE), encoding="ascii")
