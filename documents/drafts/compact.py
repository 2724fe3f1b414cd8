"""Makes a state out of a state and the rows after it, apart from the server.

A long log takes tens of milliseconds of pure computing. `python -m documents.drafts.compact` is given the
state or nothing, then the rows (pieces.py), and answers with the new state. Knows nothing of Django.
"""

import sys
from collections.abc import Sequence

from documents.drafts import pieces
from documents.drafts.text import TextDocument
from documents.drafts.text.typist import runs_joined
from kes.background import step_back


def compacted(state: bytes | None, updates: Sequence[bytes]) -> bytes:
    """The same in a process of its own; raises OSError or subprocess.SubprocessError when it fails."""
    return pieces.answer_of("documents.drafts.compact", [state or b"", *updates])


def rebuild(state: bytes | None, updates: Sequence[bytes]) -> TextDocument:
    document = TextDocument.load(state) if state else TextDocument()
    for update in runs_joined(updates):
        document.apply(update)
    return document


def _main() -> None:
    step_back()  # nobody waits for a snapshot, and a keystroke would wait for a processor
    state, *updates = pieces.given()
    sys.stdout.buffer.write(rebuild(state or None, updates).encode_state())


if __name__ == "__main__":
    _main()
