"""Brings a ledger up to date in a process of its own: a long log is more than a second of pure computing.

`python -m documents.authorship.apart`: standard input is a count, then that many pieces, each with its length
before it (32 bits, big endian): the ledger or nothing, then each row as author (64 bits), seconds (64 bits)
and update. Standard output: the new ledger. Knows nothing of Django.
"""

import struct
import subprocess
import sys
from collections.abc import Sequence

from documents.authorship.ledger import Entry, Ledger

SECONDS = 120
_HEAD = struct.Struct(">QQ")


def ledger_after(state: bytes, entries: Sequence[Entry]) -> bytes:
    """Raises OSError or subprocess.SubprocessError when it fails."""
    pieces = [state, *(_HEAD.pack(entry.author, entry.at) + entry.update for entry in entries)]
    request = struct.pack(">I", len(pieces)) + b"".join(struct.pack(">I", len(p)) + p for p in pieces)
    command = [sys.executable, "-P", "-m", "documents.authorship.apart"]
    return subprocess.run(command, input=request, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603


def _entry(piece: bytes) -> Entry:
    author, at = _HEAD.unpack_from(piece)
    return Entry(author, at, piece[_HEAD.size :])


def _main() -> None:
    data = sys.stdin.buffer.read()
    (count,) = struct.unpack_from(">I", data)
    pieces, pos = [], 4
    for _number in range(count):
        (size,) = struct.unpack_from(">I", data, pos)
        pieces.append(data[pos + 4 : pos + 4 + size])
        pos += 4 + size
    ledger = Ledger.load(pieces[0]) if pieces[0] else Ledger()
    ledger.take(_entry(piece) for piece in pieces[1:])
    sys.stdout.buffer.write(ledger.dump())


if __name__ == "__main__":
    _main()
