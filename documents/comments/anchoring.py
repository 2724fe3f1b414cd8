"""Anchors: how a comment holds on to its words while the text around and under them changes.

An anchor names its first and its last character (Yjs relative positions), so ordinary edits carry it along.
That is not enough: when somebody else deletes the words and takes it back, or cuts and pastes them, the
characters that come back are new ones. So it also keeps the words themselves, what stood before and behind,
and how much another place with the same words was like it: that place must not be mistaken for it later.

Pure: knows the engine of the text and nothing else. Places count UTF-16 units and never lie inside a
character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from documents.drafts.text import RelativePosition, TextDocument, to_absolute, to_relative
from documents.drafts.text.units import from_units, to_units

CONTEXT = 32  # units kept from before and from behind the words
SURE = 8  # units of words, or of what is around them, that are no coincidence
FAR = 24  # the same in another part of the document
HALF = 0.5  # of the words: as long as so many stand in their place, they were edited, not removed

_WORDS = re.compile(r"\w+|[^\w\s]")


class State(StrEnum):
    KEPT = "kept"  # the words stand between their first and last character
    CHANGED = "changed"  # something else stands there now, and it grew out of them
    MOVED = "moved"  # the words stand elsewhere, or were typed anew
    ORPHANED = "orphaned"  # the words are gone


class Anchor(NamedTuple):
    """`rival`: how many units of its surroundings another place with the same words had too; -1 without one.

    `abroad`: how many places in other parts had the same words.
    """

    start: RelativePosition
    end: RelativePosition
    quote: str
    before: str = ""
    after: str = ""
    rival: int = -1
    abroad: int = 0


class Place(NamedTuple):
    """From `start` to `end`; an orphan's are where its words had been."""

    start: int
    end: int
    state: State


class Reading:
    """A document and its text, taken once for many anchors."""

    def __init__(self, document: TextDocument) -> None:
        self.document = document
        self.units = to_units(document.text)

    def quoted(self, start: int, end: int) -> str:
        return from_units(self.units[start:end])


def anchor_at(reading: Reading, start: int, end: int, *, abroad: int = 0) -> Anchor:
    """The anchor of units `start` to `end`, whole characters. Raises IndexError outside the text."""
    if not 0 <= start <= end <= len(reading.units):
        raise IndexError("the passage is outside the text")
    start, end = _outside(reading.units, start, -1), _outside(reading.units, end, 1)
    anchor = Anchor(
        to_relative(reading.document, start),
        to_relative(reading.document, end, -1),
        reading.quoted(start, end),
        reading.quoted(_outside(reading.units, max(0, start - CONTEXT), 1), start),
        reading.quoted(end, _outside(reading.units, end + CONTEXT, -1)),
        abroad=abroad,
    )
    return anchor._replace(rival=_rival(reading, anchor, (start, end)))


def span(reading: Reading, anchor: Anchor) -> tuple[int, int] | None:
    """Where the first and the last character are, or had been; None while they have not arrived."""
    start = to_absolute(reading.document, anchor.start)
    end = to_absolute(reading.document, anchor.end)
    if start is None or end is None:
        return None
    return start, max(start, end)


def locate(reading: Reading, anchor: Anchor) -> Place:
    """Where the anchor's words are in its part. An anchor without words is of the part as a whole."""
    if not anchor.quote:
        return Place(0, 0, State.KEPT)
    here = span(reading, anchor)
    if here is None:
        return find(reading, anchor) or Place(0, 0, State.ORPHANED)
    now = reading.quoted(*here)
    if now == anchor.quote:
        return Place(*here, State.KEPT)
    return _lost(reading, anchor, here, _share(anchor.quote, now))


def _lost(reading: Reading, anchor: Anchor, here: tuple[int, int], left: float) -> Place:
    """`left` of the words still stands in their place."""
    if found := _typed_anew(reading, anchor, here):
        return found
    changed = Place(*here, State.CHANGED)
    if left >= HALF:
        return changed
    if found := find(reading, anchor, besides=here):
        return found
    return changed if left else Place(here[0], here[0], State.ORPHANED)


def find(
    reading: Reading, anchor: Anchor, *, besides: tuple[int, int] | None = None, abroad: bool = False
) -> Place | None:
    """The one place of this text that must be the anchor's, by its words and what is around them.

    `besides` a place at which only another one with the same words can have come to stand; `abroad`: in
    another part than the anchor's own, where more is asked for.
    """
    places = list(_places(reading.units, to_units(anchor.quote)))
    if besides and anchor.rival >= 0:
        places = [place for place in places if place[1] < besides[0] or place[0] > besides[1]]
    fits = sorted(((sum(_around(reading.units, anchor, place)), place) for place in places), reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    enough = FAR if abroad else SURE
    alone = len(fits) == 1 and len(to_units(anchor.quote)) >= enough
    known = anchor.rival if not abroad else CONTEXT if anchor.abroad else -1
    meant = fits[0][0] >= max(2 * enough, known + 1 + SURE) or (alone and known < 0)
    return Place(*fits[0][1], State.MOVED) if meant else None


def refreshed(reading: Reading, anchor: Anchor, place: Place) -> Anchor:
    """The anchor as it stands now: new characters and surroundings, the old words."""
    if place.state == State.ORPHANED or not anchor.quote:
        return anchor
    now = anchor_at(reading, place.start, place.end, abroad=anchor.abroad)
    if place.state == State.CHANGED:
        # its characters are still there: they, too, stay
        return now._replace(start=anchor.start, end=anchor.end, quote=anchor.quote, rival=anchor.rival)
    return now


def _typed_anew(reading: Reading, anchor: Anchor, here: tuple[int, int]) -> Place | None:
    """The words, standing at or over their old place: a deletion that was taken back."""
    quote = to_units(anchor.quote)
    low = max(0, here[0] - len(quote))
    touching = _places(reading.units[low : here[1] + len(quote)], quote)
    meant = [
        place for start, end in touching if _returned(reading, anchor, place := (low + start, low + end))
    ]
    return Place(*meant[0], State.MOVED) if len(meant) == 1 else None


def _returned(reading: Reading, anchor: Anchor, place: tuple[int, int]) -> bool:
    """Where other places have the same words, what stood on both sides must stand there again."""
    if anchor.rival < 0:
        return True
    around, sides = _around(reading.units, anchor, place), (to_units(anchor.before), to_units(anchor.after))
    fits = [found >= min(SURE, len(side)) for found, side in zip(around, sides, strict=True)]
    return all(fits) and sum(around) > anchor.rival


def _rival(reading: Reading, anchor: Anchor, own: tuple[int, int]) -> int:
    others = [place for place in _places(reading.units, to_units(anchor.quote)) if place != own]
    return max((sum(_around(reading.units, anchor, place)) for place in others), default=-1)


def _places(units: str, words: str) -> Iterator[tuple[int, int]]:
    start = units.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = units.find(words, start + 1)


def _around(units: str, anchor: Anchor, place: tuple[int, int]) -> tuple[int, int]:
    """How much of what stood before and behind the words stands around this place."""
    before, after = to_units(anchor.before), to_units(anchor.after)
    left = units[max(0, place[0] - len(before)) : place[0]]
    return _common(before[::-1], left[::-1]), _common(after, units[place[1] : place[1] + len(after)])


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _share(old: str, new: str) -> float:
    """How much of the old words is among the new ones."""
    had, has = _counted(old), _counted(new)
    return (had & has).total() / max(1, had.total())


def _counted(text: str) -> Counter[str]:
    words: Iterable[str] = _WORDS.findall(text) or list(text)
    return Counter(words)


def _outside(units: str, place: int, step: int) -> int:
    """The nearest place in this direction that does not part the halves of a character."""
    if (
        0 < place < len(units)
        and "\udc00" <= units[place] <= "\udfff"
        and "\ud800" <= units[place - 1] <= "\udbff"
    ):
        return place + step
    return min(place, len(units))
