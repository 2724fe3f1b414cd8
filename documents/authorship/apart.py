"""Brings a ledger up to date in a process of its own: a long log is more than a second of pure computing.

`python -m documents.authorship.apart` is given the ledger or nothing, then each row as author (64 bits),
seconds (64 bits) and update (documents/drafts/pieces.py), and answers with the new ledger. Knows nothing of
Django.
"""

import struct
import sys
from collections.abc import Sequence

from documents.authorship.ledger import Entry, Ledger
from documents.drafts import pieces

_HEAD = struct.Struct(">QQ")


def ledger_after(state: bytes, entries: Sequence[Entry]) -> bytes:
    """Raises OSError or subprocess.SubprocessError when it fails."""
    rows = (_HEAD.pack(entry.author, entry.at) + entry.update for entry in entries)
    return pieces.answer_of("documents.authorship.apart", [state, *rows])


def _entry(piece: bytes) -> Entry:
    author, at = _HEAD.unpack_from(piece)
    return Entry(author, at, piece[_HEAD.size :])


def _main() -> None:
    state, *rows = pieces.given()
    ledger = Ledger.load(state) if state else Ledger()
    ledger.take(map(_entry, rows))
    sys.stdout.buffer.write(ledger.dump())


if __name__ == "__main__":
    _main()
