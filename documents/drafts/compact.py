"""Makes a state out of a state and the rows after it, apart from the server.

A long log takes tens of milliseconds of pure computing, which would make every socket of the process wait.
`python -m documents.drafts.compact`: standard input is a count, then that many pieces, each with its length
before it (32 bits, big endian); the first piece is the state or empty. Standard output: the new state. Knows
nothing of Django.
"""

import struct
import subprocess
import sys
from collections.abc import Sequence

from documents.drafts.text import TextDocument

SECONDS = 120


def compacted(state: bytes | None, updates: Sequence[bytes]) -> bytes:
    """The same in a process of its own; raises OSError or subprocess.SubprocessError when it fails."""
    pieces = [state or b"", *updates]
    request = struct.pack(">I", len(pieces)) + b"".join(struct.pack(">I", len(p)) + p for p in pieces)
    command = [sys.executable, "-P", "-m", "documents.drafts.compact"]
    return subprocess.run(command, input=request, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603


def rebuild(state: bytes | None, updates: Sequence[bytes]) -> TextDocument:
    document = TextDocument.load(state) if state else TextDocument()
    for update in updates:
        document.apply(update)
    return document


def _main() -> None:
    data = sys.stdin.buffer.read()
    (count,) = struct.unpack_from(">I", data)
    pieces, pos = [], 4
    for _number in range(count):
        (size,) = struct.unpack_from(">I", data, pos)
        pieces.append(data[pos + 4 : pos + 4 + size])
        pos += 4 + size
    sys.stdout.buffer.write(rebuild(pieces[0] or None, pieces[1:]).encode_state())


if __name__ == "__main__":
    _main()
