"""The few places where two texts differ: by lines, inside changed lines by words, then by shared ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# Pairs of equal pieces up to which a comparison is worth its time (about a second at worst).
MAX_PAIRS = 500_000

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Hunk(NamedTuple):
    """old[start:stop] becomes `text`. Python's indexes."""

    start: int
    stop: int
    text: str


def hunks(old: str, new: str) -> list[Hunk]:
    """In reading order, never touching each other's places."""
    result = []
    for lines in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        before = old[lines.start : lines.stop]
        for words in _compared(_WORDS.findall(before), _WORDS.findall(lines.text)):
            result.append(_trimmed(before, words, lines.start))
    return result


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    places = [0, *accumulate(map(len, old))]
    for _, start, stop, new_start, new_stop in _changes(old, new):
        yield Hunk(places[start], places[stop], "".join(new[new_start:new_stop]))


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    counts = Counter(new)
    if sum(counts[piece] for piece in old) > MAX_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > 2000)
    return [change for change in matcher.get_opcodes() if change[0] != "equal"]


def _trimmed(old: str, hunk: Hunk, offset: int) -> Hunk:
    """Without the characters that both sides share at their ends; places moved by `offset`."""
    before, after = old[hunk.start : hunk.stop], hunk.text
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    text = after[head : len(after) - tail]
    return Hunk(offset + hunk.start + head, offset + hunk.stop - tail, text)


def _shared(one: str, other: str) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))
