"""Two people's changes of one text put together by words: what only one of them touched is as he left it.

Where both changed the same words, both wordings stay, one after the other, and the place is reported. No word
that somebody wrote is lost, none that only one of them deleted comes back.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .diff import word_hunks, words


class Conflict(NamedTuple):
    """A passage that both changed: merged[start:stop] holds both wordings. Python's indexes."""

    start: int
    stop: int
    before: str
    theirs: str
    ours: str


class Merged(NamedTuple):
    text: str
    conflicts: tuple[Conflict, ...]


class _Change(NamedTuple):
    start: int
    stop: int
    text: str
    ours: bool


class _Passage(NamedTuple):
    """base[start:stop] and the changes in it that get in each other's way, or a single one."""

    start: int
    stop: int
    changes: list[_Change]


def merge(base: str, theirs: str, ours: str) -> Merged:
    """`theirs` is what is there already and comes first where both wordings stay."""
    out = _Out()
    place = 0
    for passage in _passages(base, theirs, ours):
        out.add(base[place : passage.start])
        _settle(base, passage, out)
        place = passage.stop
    out.add(base[place:])
    return Merged("".join(out.pieces), tuple(out.conflicts))


class _Out:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.conflicts: list[Conflict] = []

    def add(self, piece: str) -> None:
        """Words that were never one word do not grow together."""
        if not piece:
            return
        if self.pieces and _is_word(self.pieces[-1][-1]) and _is_word(piece[0]):
            piece = " " + piece
        self.pieces.append(piece)
        self.length += len(piece)


def _passages(base: str, theirs: str, ours: str) -> Iterator[_Passage]:
    changes = [*_changes(base, theirs, ours=False), *_changes(base, ours, ours=True)]
    current: _Passage | None = None
    for change in sorted(changes):
        if current and _meets(current, change):
            current = _Passage(current.start, max(current.stop, change.stop), [*current.changes, change])
            continue
        if current:
            yield current
        current = _Passage(change.start, change.stop, [change])
    if current:
        yield current


def _changes(base: str, new: str, *, ours: bool) -> Iterable[_Change]:
    return (_Change(*hunk, ours) for hunk in word_hunks(base, new))


def _meets(passage: _Passage, change: _Change) -> bool:
    """Whether words are shared; additions at one and the same place share it too."""
    if passage.start == passage.stop == change.start == change.stop:
        return True
    return change.start < passage.stop


def _settle(base: str, passage: _Passage, out: _Out) -> None:
    sides = {change.ours for change in passage.changes}
    theirs, ours = (_side(base, passage, ours=side) for side in (False, True))
    if len(sides) == 1 or theirs == ours:
        out.add(ours if True in sides else theirs)
        return
    start = out.length
    for piece in _both(theirs, ours):
        out.add(piece)
    before = base[passage.start : passage.stop]
    out.conflicts.append(Conflict(start, out.length, before, theirs, ours))


def _side(base: str, passage: _Passage, *, ours: bool) -> str:
    """The passage as one of them left it."""
    pieces, place = [], passage.start
    for change in passage.changes:
        if change.ours == ours:
            pieces += [base[place : change.start], change.text]
            place = change.stop
    return "".join([*pieces, base[place : passage.stop]])


def _both(theirs: str, ours: str) -> list[str]:
    """One wording is enough when it holds the other, word by word."""
    if _holds(theirs, ours):
        return [theirs]
    if _holds(ours, theirs):
        return [ours]
    between = "\n" if "\n" in theirs + ours else " "
    apart = theirs[-1:].isspace() or ours[:1].isspace()
    return [theirs, ours] if apart else [theirs, between, ours]


def _holds(long: str, short: str) -> bool:
    whole, part = words(long), words(short)
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
