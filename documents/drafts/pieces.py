"""Pure computing in a process of its own, so that no socket of the server waits for it.

Standard input is a count, then that many pieces of bytes, each with its length before it (32 bits, big
endian); standard output is the answer. Knows nothing of Django.
"""

import struct
import subprocess
import sys
from collections.abc import Sequence

from kes.background import step_back

SECONDS = 120


def answer_of(module: str, pieces: Sequence[bytes], *, behind: bool = False) -> bytes:
    """What `python -m module` makes of the pieces; `behind` all that somebody waits for.

    Raises OSError or subprocess.SubprocessError.
    """
    request = struct.pack(">I", len(pieces)) + b"".join(struct.pack(">I", len(p)) + p for p in pieces)
    command = [sys.executable, "-P", "-m", module]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603
        command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=behind
    ) as child:
        if behind:
            step_back(child.pid)
        try:
            answer, said = child.communicate(request, SECONDS)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, answer, said)
    return answer


def given() -> list[bytes]:
    """The pieces, in the process that was started for them."""
    data = sys.stdin.buffer.read()
    (count,) = struct.unpack_from(">I", data)
    pieces, pos = [], 4
    for _number in range(count):
        (size,) = struct.unpack_from(">I", data, pos)
        pieces.append(data[pos + 4 : pos + 4 + size])
        pos += 4 + size
    return pieces
