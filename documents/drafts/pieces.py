"""Pure computing in a process of its own, so that no socket of the server waits for it.

Standard input is a count, then that many pieces of bytes, each with its length before it (32 bits, big
endian); standard output is the answer. Knows nothing of Django.
"""

import struct
import subprocess
import sys
from collections.abc import Sequence

SECONDS = 120


def answer_of(module: str, pieces: Sequence[bytes]) -> bytes:
    """What `python -m module` makes of the pieces; raises OSError or subprocess.SubprocessError."""
    request = struct.pack(">I", len(pieces)) + b"".join(struct.pack(">I", len(p)) + p for p in pieces)
    command = [sys.executable, "-P", "-m", module]
    return subprocess.run(command, input=request, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603


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
