"""The places of a file's comments: they travel in its text as marks until the text has found its part."""

import re
from dataclasses import dataclass

from kes.intake import END, OPEN, SHUT

_MARK = re.compile(f"([{OPEN}{END}])(\\d+){SHUT}")


@dataclass(frozen=True)
class Passage:
    """Offsets in the part's text; `end` is past the last letter."""

    comment: int
    start: int
    end: int


def unmarked(text: str) -> tuple[str, list[Passage]]:
    """The text as people wrote it, and where each comment's passage stands in it."""
    plain, last = "", 0
    begun: dict[int, int] = {}
    found: list[Passage] = []
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        key = int(mark[2])
        if mark[1] == OPEN:
            begun[key] = len(plain)
        elif key in begun:
            found.append(Passage(key, begun.pop(key), len(plain)))
    plain += text[last:]
    found += [Passage(key, start, start) for key, start in begun.items()]  # ends in another part
    return plain, sorted(found, key=lambda passage: passage.start)


def without_marks(text: str) -> str:
    return _MARK.sub("", text)
