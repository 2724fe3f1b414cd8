"""Proposals that bring, take away or divide whole paragraphs and points of a list.

What such a proposal changes is found by comparing the HTML of the text as it is with that of the proposed
one: paragraphs that go and paragraphs that come, each with a sign at its beginning. Headings, tables,
pictures, code and footnotes are not changed like that: more than words depends on them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.reading.scan import ID, TAG, VOID, caption_word, name_of
from kes.publishing.signs import COMES, GOES, INSERTED, SIGNS, meant, sign

_UNITS = {"p", "li"}
_OPAQUE = {"div", "pre", "table"}
_BLOCKS = {"ul", "ol", "blockquote", "li", "hr", *_OPAQUE, *(f"h{level}" for level in range(1, 7))}
_BEGINS = re.compile(r"<(?:p|li)\b[^>]*>(?!\s*<p\b)")  # where the words of a paragraph begin
_MORE_THAN_WORDS = re.compile(r"<(?:img|sup|input)\b")


class Piece(NamedTuple):
    """A whole paragraph or point of a list (`unit`), something that stays, or a tag around others."""

    html: str
    unit: bool

    @property
    def bare(self) -> str:
        """For comparing: addresses count the paragraphs before."""
        return ID.sub("", self.html).strip()

    @property
    def may_change(self) -> bool:
        if not self.unit or _MORE_THAN_WORDS.search(self.html):
            return False
        _before, _tag, first, *_rest = TAG.split(self.html)
        return not caption_word(first)


@dataclass
class Chapter:
    """Its pieces, and what was proposed so far; `shown` are the same with the signs of other remarks."""

    pieces: list[Piece]
    shown: list[Piece]
    gone: dict[int, int] = field(default_factory=dict)  # numbers of proposals, by the place of the piece
    added: dict[int, list[str]] = field(default_factory=dict)  # before the piece at this place

    @classmethod
    def of(cls, plain: str, signed: str) -> "Chapter":
        return cls(list(pieces(plain)), list(pieces(signed)))

    def propose(self, number: int, wanted: str) -> bool:
        """Whether it could be told as paragraphs that go and come; `wanted` is the HTML it leads to."""
        change = _change(self.pieces, list(pieces(wanted)))
        if change is None:
            return False
        start, end, new = change
        taken = self.gone.keys() & set(range(start, end)) or end in self.added
        if taken or any(_proposed(piece.html) for piece in self.shown[start:end]):
            return False
        self.gone |= dict.fromkeys(range(start, end), number)
        self.added[end] = [_signed(ID.sub("", piece.html), number, COMES) for piece in new]
        return True

    @property
    def html(self) -> str:
        return "".join(self._told())

    def _told(self) -> Iterator[str]:
        for place, piece in enumerate(self.shown):
            yield from self.added.get(place, ())
            yield _signed(piece.html, self.gone[place], GOES) if place in self.gone else piece.html
        yield from self.added.get(len(self.shown), ())


def pieces(html: str) -> Iterator[Piece]:
    """Of the HTML of our own renderer; joined they are the same HTML."""
    tokens = [token for token in TAG.split(html) if token]
    place = 0
    while place < len(tokens):
        end, unit = _end(tokens, place)
        while end < len(tokens) and not tokens[end].strip():
            end += 1
        yield Piece("".join(tokens[place:end]), unit)
        place = end


def _end(tokens: list[str], start: int) -> tuple[int, bool]:
    """Where the piece that begins here ends, and whether it is a unit."""
    name = name_of(tokens[start])
    if name not in _UNITS | _OPAQUE or tokens[start].startswith("</"):
        return start + 1, False
    end = _closing(tokens, start)
    if name in _OPAQUE:
        return end, False
    inner = {name_of(token) for token in tokens[start + 1 : end - 1] if token.startswith("<")}
    return (start + 1, False) if inner & _BLOCKS else (end, True)


def _closing(tokens: list[str], start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.startswith("<") and name_of(token) not in VOID:
            depth += -1 if token.startswith("</") else 1
        if depth == 0:
            return place + 1
    raise ValueError("not the HTML of our renderer: a tag is not closed")


def _change(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[int, int, Sequence[Piece]] | None:
    """`old[start:end]` go, the new ones come; None where that is not all about whole paragraphs."""
    before, after = [piece.bare for piece in old], [piece.bare for piece in new]
    start = _shared(before, after)
    tail = _shared(before[start:][::-1], after[start:][::-1])
    end, come = len(old) - tail, new[start : len(new) - tail]
    if not all(piece.may_change for piece in (*old[start:end], *come)) or not (come or end > start):
        return None
    return start, end, come


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _signed(html: str, number: int, step: int) -> str:
    return _BEGINS.sub(lambda tag: tag[0] + sign(number, step), html)


def _proposed(html: str) -> bool:
    """Whether another proposal changes words in it; comments may stand there."""
    return any(meant(found)[1] == INSERTED for found in SIGNS.findall(html))
