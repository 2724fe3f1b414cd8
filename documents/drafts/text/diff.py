"""The few places where two texts differ: by lines, inside changed lines by words, then by shared ends."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# Pairs of equal pieces up to which a comparison is worth its time (about a second at worst).
MAX_PAIRS = 500_000

# Words with their combining accents, spaces, and signs with what belongs to them (an emoji is one sign).
_WORDS = re.compile(
    r"\w[\w\u0300-\u036f]*|\s+"
    r"|[^\w\s](?:[\u0300-\u036f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[^\w\s]?)*"
)
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")  # with the empty lines below them, which would all look alike


class Hunk(NamedTuple):
    """old[start:stop] becomes `text`. Python's indexes."""

    start: int
    stop: int
    text: str


def hunks(old: str, new: str) -> list[Hunk]:
    """In reading order, never touching each other's places."""
    return [_trimmed(old, change) for change in word_hunks(old, new)]


def word_hunks(old: str, new: str) -> list[Hunk]:
    """The same in whole words, spaces and signs."""
    result = []
    for lines in _compared(_LINES.findall(old), _LINES.findall(new)):
        before = words(old[lines.start : lines.stop])
        for start, stop, text in _compared(before, words(lines.text)):
            result.append(Hunk(lines.start + start, lines.start + stop, text))
    return result


def words(text: str) -> list[str]:
    """Cut into words, spaces and signs; joined they are the text again."""
    return _WORDS.findall(text)


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int, int]]:
    """Places that differ: old[start:stop] became new[new_start:new_stop]."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    counts = Counter(new)
    if sum(counts[piece] for piece in old) > MAX_PAIRS:
        return [(head, head + len(old), head, head + len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > 2000)
    return [
        (head + start, head + stop, head + new_start, head + new_stop)
        for tag, start, stop, new_start, new_stop in matcher.get_opcodes()
        if tag != "equal"
    ]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    places = [0, *accumulate(map(len, old))]
    for start, stop, new_start, new_stop in changes(old, new):
        yield Hunk(places[start], places[stop], "".join(new[new_start:new_stop]))


def _trimmed(old: str, hunk: Hunk) -> Hunk:
    """Without the characters that both sides share at their ends."""
    before, after = old[hunk.start : hunk.stop], hunk.text
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    return Hunk(hunk.start + head, hunk.stop - tail, after[head : len(after) - tail])


def _shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))
