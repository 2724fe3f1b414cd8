"""Typing on: keystrokes one behind another are known by their bytes and made one run before they are applied.

A long history is mostly that. Each next keystroke of a run is foreseen byte for byte, all but its character,
and comparing costs a third of reading its numbers and finding its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .decode import TYPED, text_of, typed
from .lib0 import uint
from .update import MAX_CLOCK, Update

LONGEST = 2048  # units of a run that is made here


def runs_joined(updates: Sequence[bytes]) -> Iterator[bytes | Update]:
    """What to apply instead, in the same order, for the same document. Raises Malformed, as `decode` does."""
    at = 0
    while at < len(updates):
        found = TYPED.match(updates[at])
        if found is None:
            yield updates[at]
            at += 1
        else:
            update, at = _run(found, updates, at + 1)
            yield update


def _run(found: re.Match[bytes], updates: Sequence[bytes], at: int) -> tuple[Update, int]:
    """The run that begins with a keystroke, and the place of the first update that is not of it."""
    client, struct = typed(found)
    owner, right = found[1], (found[6] or b"") + (found[7] or b"")
    opening, middle = b"\x01\x01" + owner, (b"\xc4" if right else b"\x84") + owner
    pieces, clock, last = [struct.text or ""], struct.end, uint(struct.end - 1)
    count, stop = len(updates), min(clock + LONGEST, MAX_CLOCK - 128)
    while at < count and clock < stop:
        data, now = updates[at], uint(clock)
        head = b"".join((opening, now, middle, last, right))
        if not data.startswith(head):
            break
        size = len(data) - len(head) - 2
        if not 0 < size < 128 or data[-size - 2] != size or data[-1]:
            break
        text = _LETTERS.get(data[-2:-1]) if size == 1 else None
        pieces.append(text or text_of(data[-size - 1 : -1]))
        units = len(pieces[-1])
        clock, last, at = clock + units, now if units == 1 else uint(clock + units - 1), at + 1
    text = "".join(pieces)
    return Update({client: [struct._replace(length=len(text), text=text)]}, {}), at


_LETTERS = {bytes((code,)): chr(code) for code in range(1, 128) if chr(code) != "\r"}
