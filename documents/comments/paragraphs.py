"""Where a paragraph of the page stands in the Markdown it was made of, and the paragraph of a passage.

The page's blocks know their text, not their source. Letters and digits are the same in both, in the same
order, once addresses of links are left out: so blocks are found by them, one after the other.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from documents.drafts.text.units import unit_index

_HIDDEN = re.compile(r"\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|^\s*\d+[.)]\s", re.MULTILINE)
_EDGE = 40  # letters that are enough to find a block's beginning and its end
_EDGES = (_EDGE, 16)
Block = Sequence[Any]  # id, kind, text, path, id around


class Paragraph(NamedTuple):
    """`start` and `end` in UTF-16 units of the Markdown; `name` is its address without the chapter: p12."""

    start: int
    end: int
    name: str


def paragraphs(text: str, blocks: Sequence[Block]) -> list[Paragraph]:
    """Those that could be found, in the order of the text."""
    letters, places = _letters(text)
    found, cursor = [], 0
    for block in blocks:
        wanted = "".join(filter(str.isalnum, block[2]))
        start, end = _search(letters, wanted, cursor)
        if start < 0:
            start, end = _search(letters, wanted, 0)
        if start < 0 or not wanted:
            continue
        cursor = start if block[1] in {"item", "quote"} else end  # these hold others, which come next
        span = unit_index(text, places[start]), unit_index(text, places[end - 1] + 1)
        found.append(Paragraph(*span, block[0].partition("-")[2]))
    return sorted(found)


def name_at(known: Sequence[Paragraph], place: int) -> str:
    """The paragraph that a place of the Markdown is in, or the last one before it."""
    at = bisect_right([one.start for one in known], place) - 1
    return known[max(0, at)].name if known else ""


def _search(letters: str, wanted: str, since: int) -> tuple[int, int]:
    """From the first to behind the last letter; (-1, -1) when it is not there.

    Numbers of footnotes stand in the page's words and not in the source: fewer letters must do then.
    """
    exact = letters.find(wanted, since) if len(wanted) <= _EDGE else -1
    if exact >= 0:
        return exact, exact + len(wanted)
    start = next((at for edge in _EDGES if (at := letters.find(wanted[:edge], since)) >= 0), -1)
    if start < 0:
        return -1, -1
    bare = wanted.rstrip("0123456789")
    near = max(start, start + len(wanted) - 3 * _EDGE)
    for tail in (end[-edge:] for edge in _EDGES for end in (wanted, bare)):
        if tail and 0 <= (at := letters.find(tail, near)) <= start + len(wanted):
            return start, at + len(tail)
    return -1, -1


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits that are shown, and where each stands."""
    shown = _HIDDEN.sub(lambda found: " " * len(found[0]), text)
    places = [place for place, letter in enumerate(shown) if letter.isalnum()]
    return "".join(shown[place] for place in places), places
