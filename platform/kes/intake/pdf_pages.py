"""Where the pages of a copied PDF met: their numbers and running heads are not text."""

import re
from itertools import pairwise

NAMED = re.compile(
    r"^[\W_]*(strona|str\.|s\.|page|p\.)\s*\d{1,4}(\s*(z|/|of)\s*\d{1,4})?[\W_]*$", re.IGNORECASE
)
BARE = re.compile(r"^[-–—|\s]*(\d{1,4})(\s*(/|z|of)\s*\d{1,4})?[-–—|\s]*$")
NEAR = 2  # lines around a page's end where a running head may stand
LONGEST_HEAD = 120


def without_pages(lines: list[str]) -> list[str]:
    lines = [part for line in lines for part in _at_feeds(line)]
    numbers = _numbers(lines)
    ends = numbers | {place for place, line in enumerate(lines) if line == "\f"}
    gone = ends | _heads(lines, ends)
    return _closed(lines, gone)


def _at_feeds(line: str) -> list[str]:
    """A form feed stands in a line of its own."""
    first, *rest = line.split("\f")
    done = [first] if first.strip() or not rest else []
    for part in rest:
        done += ["\f", part] if part.strip() else ["\f"]
    return done


def _numbers(lines: list[str]) -> set[int]:
    """Lines that name a page; bare numbers only when they count up."""
    named = {place for place, line in enumerate(lines) if NAMED.match(line)}
    bare = [(place, int(found.group(1))) for place, line in enumerate(lines) if (found := BARE.match(line))]
    counting: set[int] = set()
    for (one, first), (two, second) in pairwise(bare):
        if second == first + 1 and two - one > 3:
            counting |= {one, two}
    return named | counting


def _heads(lines: list[str], ends: set[int]) -> set[int]:
    """Lines that stand at several pages' ends and differ in nothing but numbers."""
    near: dict[str, set[int]] = {}
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    for place in {first, *(at for end in ends for step in (-1, 1) for at in _around(lines, end, step, ends))}:
        near.setdefault(_shape(lines[place]), set()).add(place)
    return {place for places in near.values() if len(places) > 1 for place in places} if ends else set()


def _around(lines: list[str], end: int, step: int, ends: set[int]) -> list[int]:
    """The next lines with words on one side of a page's end."""
    found: list[int] = []
    place = end + step
    while 0 <= place < len(lines) and len(found) < NEAR and abs(place - end) <= 6:
        if place not in ends and lines[place].strip():
            if len(lines[place].strip()) > LONGEST_HEAD:
                break
            found.append(place)
        place += step
    return found


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _closed(lines: list[str], gone: set[int]) -> list[str]:
    """Without those lines and the blank ones around them, so that a sentence runs on over the page."""
    blank = set(gone)
    for place in gone:
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(lines) and (not lines[at].strip() or at in gone):
                blank.add(at)
                at += step
    return [line for place, line in enumerate(lines) if place not in blank]
