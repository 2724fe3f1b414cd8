"""Comments and proposed wordings on the very words of an office file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kes.publishing.signs import COMES, GOES, INSERTED, START, said, sign
from kes.publishing.tree import Tree, node, text

_LEAVES = {"Str", "Space", "Code", "Image", "LineBreak", "Note"}
_WHOLE = {COMES, GOES}
_KINDS = {START: "deletion", INSERTED: "insertion", GOES: "deletion", COMES: "insertion"}


@dataclass(frozen=True)
class Entry:
    """What one person wrote; plain text, a line each paragraph."""

    author: str
    moment: datetime
    text: str


@dataclass(frozen=True)
class Remark:
    """A comment with its answers."""

    entries: Sequence[Entry]
    done: bool = False


@dataclass(frozen=True)
class Proposal:
    """Words to be replaced: the old and the new ones both stand in the text, between their signs.

    A sign at the beginning of a paragraph is about all of it; it stays for whoever finishes the file.
    """

    author: str
    moment: datetime


Remarks = Sequence[Remark | Proposal]
Edge = Callable[[int], list[Tree]]  # what stands where the words of a comment begin, or end


def placed(tree: Any, remarks: Remarks, start: Edge, end: Edge) -> Any:
    """The tree with what the format wants instead of the signs."""
    return _Placing(remarks, start, end).walk(tree)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Placing:
    def __init__(self, remarks: Remarks, start: Edge, end: Edge) -> None:
        self._remarks, self._start, self._end = remarks, start, end
        self._wrap: list[Any] | None = None  # pandoc's attributes of the change that is open
        self._begun: set[int] = set()

    def walk(self, tree: Any) -> Any:
        if isinstance(tree, list):
            done: list[Any] = []
            whole = bool(tree and (found := said(tree[0])) and found[1] in _WHOLE)
            for part in tree:
                for made in self._made(part):
                    if _same_change(done[-1:], made):
                        done[-1]["c"][1].extend(made["c"][1])
                    else:
                        done.append(made)
            if whole:
                self._wrap = None
            return done
        return {**tree, "c": self.walk(tree["c"])} if isinstance(tree, dict) and "c" in tree else tree

    def _made(self, part: Any) -> list[Any]:
        if found := said(part):
            return self._signed(*found)
        leaf = isinstance(part, dict) and part["t"] in _LEAVES
        if leaf and self._wrap:
            return [node("Span", [self._wrap, [part]])]
        return [part if leaf else self.walk(part)]

    def _signed(self, number: int, step: int) -> list[Any]:
        remark = self._remarks[number]
        if isinstance(remark, Proposal):
            kind = _KINDS.get(step)
            pairs = [["author", remark.author], ["date", stamp(remark.moment)]]
            self._wrap = ["", [kind], pairs] if kind else None
            return [node("Span", [self._wrap, [text(sign(number, step))]])] if step in _WHOLE else []
        if step == START:
            return [] if number in self._begun else self._begin(number)
        # a caption is set before its table: its end may come first, then its beginning is here too
        return (self._begin(number) if number not in self._begun else []) + self._end(number)

    def _begin(self, number: int) -> list[Any]:
        self._begun.add(number)
        return self._start(number)


def _same_change(last: list[Any], made: Any) -> bool:
    """Words of one change belong into one mark."""
    return all(
        isinstance(one, dict) and one["t"] == "Span" and one["c"][0][1] in (["insertion"], ["deletion"])
        for one in (*last, made)
    ) and bool(last and last[0]["c"][0] is made["c"][0])
