"""Places of a file's comments and proposals: they travel in its text as marks until that has its part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kes.intake import DONE, END, MARK, OPEN, TAKEN

Edge = tuple[int, str]  # a place in the text, and the mark that stands there
_MARK = re.compile(MARK)


@dataclass(frozen=True)
class Passage:
    """Of a comment or a proposal. Offsets in the part's text; `end` is past the last letter."""

    key: int
    start: int
    end: int


@dataclass(frozen=True)
class Unmarked:
    """The text as people wrote it, and the passages in it, in its order."""

    text: str
    comments: list[Passage]
    proposals: list[Passage]


def unmarked(text: str) -> Unmarked:
    plain, marks = edges(text)
    comments, begun = _passages(marks, OPEN, END)
    comments += [Passage(key, start, start) for key, start in begun.items()]  # ends in another part
    comments.sort(key=lambda passage: passage.start)
    return Unmarked(plain, comments, _passages(marks, TAKEN, DONE)[0])


def edges(text: str) -> tuple[str, list[Edge]]:
    """The text without marks, and each mark with its place in it."""
    pieces: list[str] = []
    found: list[Edge] = []
    last = length = 0
    for mark in _MARK.finditer(text):
        pieces.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        found.append((length, mark[0]))
    return "".join([*pieces, text[last:]]), found


def with_edges(text: str, marks: Iterable[Edge]) -> str:
    pieces, last = [], 0
    for place, mark in sorted(marks, key=lambda one: one[0]):
        pieces += [text[last:place], mark]
        last = place
    return "".join([*pieces, text[last:]])


def without_marks(text: str) -> str:
    return _MARK.sub("", text)


def _passages(marks: list[Edge], opening: str, closing: str) -> tuple[list[Passage], dict[int, int]]:
    """Those that end, and the beginnings of those that do not."""
    begun: dict[int, int] = {}
    found: list[Passage] = []
    for place, mark in marks:
        key = int(mark[1:-1])
        if mark[0] == opening:
            begun[key] = place
        elif mark[0] == closing and key in begun:
            found.append(Passage(key, begun.pop(key), place))
    return found, begun
