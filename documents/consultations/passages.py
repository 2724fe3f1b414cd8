"""Passages of a frozen chapter: from a browser's block ids and offsets to the text that stands there.

A passage begins and ends in blocks of one chapter. Offsets count UTF-16 units of the block's text, as
browsers count them. Inside one block (which may hold others: a list item with a list) both offsets are of
that block; a passage over several blocks names outermost ones, which never overlap. The quote is cut out of
the version's own text: nothing of it is taken from the browser.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.drafts.text.units import from_units, to_units, unit_length
from documents.versions.models import Version, VersionPart

LONGEST = 10_000  # characters of a passage
LONGEST_PLACE = 500
_ID = re.compile(r"c([1-9]\d{0,3})(-[a-z]\w{0,40}(-\d{1,6})?)?")


class Misplaced(ValueError):
    """Why there is no such passage, in words for the person who chose it."""


@dataclass(frozen=True)
class Anchor:
    """What a browser says of a passage; without a block, the remark is about the whole text."""

    block: str = ""
    start: int | None = None
    end_block: str = ""
    end: int | None = None

    def __bool__(self) -> bool:
        return bool(self.block)


@dataclass(frozen=True)
class Piece:
    """One block of a passage: the chosen words and what stands around them in the block."""

    before: str
    chosen: str
    after: str


@dataclass(frozen=True)
class Passage:
    anchor: Anchor  # complete: with both blocks and both offsets
    chapter: int
    path: tuple[str, ...]  # the chapter's title and the headings above
    pieces: tuple[Piece, ...]

    @property
    def quote(self) -> str:
        return "\n".join(piece.chosen for piece in self.pieces)

    @property
    def place(self) -> str:
        words = " › ".join(self.path)
        return words if len(words) <= LONGEST_PLACE else words[: LONGEST_PLACE - 1] + "…"


@dataclass(frozen=True)
class _Block:
    id: str
    kind: str
    text: str
    path: tuple[str, ...]
    parent: str


def find_passage(version: Version, anchor: Anchor) -> Passage | None:
    """The passage in this version; None for a remark on the whole text. Raises Misplaced."""
    if not anchor:
        return None
    number = chapter_of(anchor.block)
    if anchor.end_block and chapter_of(anchor.end_block) != number:
        raise Misplaced(_("The passage spans several chapters. Choose words of one chapter."))
    part = version.parts.filter(position=number).only("position", "title", "number", "blocks").first()
    if part is None:
        raise Misplaced(not_here())
    return locate(part, anchor)


def chapter_of(block: str) -> int:
    """The chapter's number in a block's id; raises Misplaced."""
    found = _ID.fullmatch(block)
    if not found:
        raise Misplaced(not_here())
    return int(found[1])


def locate(part: VersionPart, anchor: Anchor) -> Passage:
    """Raises Misplaced when the chapter has no such blocks or the offsets lie outside of them."""
    blocks = _run(_blocks(part), anchor.block, anchor.end_block or anchor.block)
    first, last = blocks[0], blocks[-1]
    start = 0 if anchor.start is None else anchor.start
    end = unit_length(last.text) if anchor.end is None else anchor.end
    pieces = tuple(
        _cut(block.text, start if block is first else 0, end if block is last else None) for block in blocks
    )
    chosen = sum(len(piece.chosen) for piece in pieces)
    if not chosen:
        raise Misplaced(_("The chosen passage is empty."))
    if chosen > LONGEST:
        raise Misplaced(
            _("The chosen passage is too long. Choose a shorter one, or write about the whole chapter.")
        )
    complete = Anchor(first.id, start, last.id, end)
    return Passage(complete, part.position, _path(part, first), pieces)


def not_here() -> str:
    return _("This passage is not in the text of this consultation. Choose it again.")


def _blocks(part: VersionPart) -> list[_Block]:
    """The chapter's title first: it can be remarked on like any paragraph."""
    title = _Block(f"c{part.position}", "heading", part.heading, (), "")
    rows: Sequence[Sequence[Any]] = part.blocks
    return [title, *(_Block(row[0], row[1], row[2], tuple(row[3]), row[4]) for row in rows)]


def _run(blocks: list[_Block], first: str, last: str) -> list[_Block]:
    """The blocks from the first to the last, without those that stand inside another."""
    places = {block.id: place for place, block in enumerate(blocks)}
    if first not in places or last not in places or places[last] < places[first]:
        raise Misplaced(not_here())
    if first == last:
        return [blocks[places[first]]]
    run = [block for block in blocks[places[first] : places[last] + 1] if not block.parent]
    if run[0].id != first or run[-1].id != last:
        raise Misplaced(not_here())
    return run


def _cut(text: str, start: int, end: int | None) -> Piece:
    units = to_units(text)
    stop = len(units) if end is None else end
    if not 0 <= start <= stop <= len(units):
        raise Misplaced(not_here())
    try:
        return Piece(from_units(units[:start]), from_units(units[start:stop]), from_units(units[stop:]))
    except UnicodeDecodeError as error:  # an offset in the middle of a character
        raise Misplaced(not_here()) from error


def _path(part: VersionPart, block: _Block) -> tuple[str, ...]:
    """A heading is part of its own path; the chapter's title stands there already."""
    own = (" ".join(block.text.split()),) if block.kind == "heading" and "-" in block.id else ()
    return (part.heading, *block.path, *own)
