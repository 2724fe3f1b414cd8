"""Which block of the old text became which of the new one; nobody's order changes."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from documents.drafts.text.diff import changes

from .blocks import LOOSE, Block, likeness

Pair: TypeAlias = tuple[Block | None, Block | None]

LIKE = 0.35  # share of words from which two blocks are one that was changed
SAME_PLACE = 0.15  # the same for two blocks alone between equal neighbours
MOST = 4000  # pairs up to which the best pairing is looked for; beyond, the next good one is taken
AHEAD = 12  # blocks looked at then


def aligned(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    """In reading order; a block without its like stands alone, deleted ones before inserted ones."""
    place = new_place = 0
    gaps = changes([block.key for block in old], [block.key for block in new])
    for start, stop, new_start, new_stop in [*gaps, (len(old), len(old), len(new), len(new))]:
        yield from zip(old[place:start], new[new_place:new_start], strict=True)
        yield from _paired(old[start:stop], new[new_start:new_stop])
        place, new_place = stop, new_stop


def _paired(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    if _in_place(old, new):
        yield from zip_longest(old, new)
        return
    place = new_place = 0
    pick = _best if len(old) * len(new) <= MOST else _next
    for at, new_at in [*pick(old, new), (len(old), len(new))]:
        yield from ((block, None) for block in old[place:at])
        yield from ((None, block) for block in new[new_place:new_at])
        if at < len(old):
            yield old[at], new[new_at]
        place, new_place = at + 1, new_at + 1


def _in_place(old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Cells of a row that kept its columns are what they were, whatever is in them; so is an item's text."""
    kinds = {block.kind for block in (*old, *new)}
    if len(old) != len(new) or len(kinds) != 1:
        return False
    return bool(kinds & {"td", LOOSE, "thead", "tbody"}) or (
        len(old) == 1 and likeness(old[0], new[0]) >= SAME_PLACE
    )


def _best(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """The pairs in order whose likeness is greatest together."""
    like = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            both = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _next(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    pairs, j = [], 0
    for i, block in enumerate(old):
        ahead = range(j, min(j + AHEAD, len(new)))
        found = max(ahead, key=lambda at: likeness(block, new[at]), default=None)
        if found is not None and _likeness(block, new[found]):
            pairs.append((i, found))
            j = found + 1
    return pairs


def _likeness(one: Block, other: Block) -> float:
    like = likeness(one, other)
    return like if like >= LIKE else 0.0
