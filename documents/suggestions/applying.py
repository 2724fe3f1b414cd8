"""Where a suggestion may be applied, and its edit. Pure: nothing but the text decides.

A suggestion always quotes words, so that there is something to compare; only an empty part has none.
"""

from collections.abc import Iterable
from typing import NamedTuple

from documents.comments import anchoring
from documents.comments.anchoring import Anchor, Reading
from documents.drafts.text import TextDocument, decode
from documents.drafts.text.edit import clean, delete, insert
from documents.drafts.text.units import unit_length
from documents.drafts.text.update import Range, Struct, encode


class Change(NamedTuple):
    """Units `start` to `end` become `text`."""

    start: int
    end: int
    text: str


def change_of(reading: Reading, anchor: Anchor, replacement: str) -> Change | None:
    """What to do, as little as can be; None unless the quoted words stand between their own characters."""
    if not anchor.quote:
        return Change(0, 0, replacement) if not reading.units else None
    here = anchoring.span(reading, anchor)
    if here is None or reading.quoted(*here) != anchor.quote:
        return None
    head = _shared(anchor.quote, replacement)
    tail = _shared(anchor.quote[head:][::-1], replacement[head:][::-1])
    start = here[0] + unit_length(anchor.quote[:head])
    end = here[1] - unit_length(anchor.quote[len(anchor.quote) - tail :])
    return Change(start, end, replacement[head : len(replacement) - tail])


def apply(document: TextDocument, changes: Iterable[Change], client: int) -> bytes:
    """Make changes that do not touch each other, the last one first; the one update that says so."""
    structs: list[Struct] = []
    deletes: dict[int, list[Range]] = {}
    for start, end, text in sorted(changes, reverse=True):
        if text:
            structs += decode(insert(document, end, clean(text), client), limit=None).structs[client]
        for owner, ranges in decode(delete(document, start, end - start), limit=None).deletes.items():
            deletes.setdefault(owner, []).extend(ranges)
    return encode({client: structs} if structs else {}, deletes)


def apart(changes: Iterable[tuple[int, Change]]) -> dict[int, Change]:
    """Of changes by number, those that can be made together; of two that meet, the first one stays."""
    kept: dict[int, Change] = {}
    for number, change in changes:
        if all(change.end < other.start or change.start > other.end for other in kept.values()):
            kept[number] = change
    return kept


def _shared(one: str, other: str) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))
