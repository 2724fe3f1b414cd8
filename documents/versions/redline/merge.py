"""One tree of two: blocks of both sides, with <del> and <ins> around the words that went and came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from documents.drafts.text.diff import changes
from kes.publishing.elements import Node

from .align import aligned
from .blocks import Block
from .words import Child, Token, is_word, tokens, tree

LEAST_SHARED = (
    0.2  # share of words below which a paragraph is shown as two: word by word nobody could read it
)
FEW = 4  # words


@dataclass
class Change:
    """One place: what went and what came, as plain words; either may be empty."""

    number: int
    old: str = ""
    new: str = ""
    inserted: int = 0  # words
    deleted: int = 0


class Shown(NamedTuple):
    node: Node
    changed: bool


class _Run(NamedTuple):
    """`mark` is "" for what both sides have, else "del" or "ins"."""

    mark: str
    tokens: Sequence[Token]


class Merger:
    """Numbers changes in reading order, from `first` on."""

    def __init__(self, first: int = 1) -> None:
        self.changes: list[Change] = []
        self._next = first

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> list[Shown]:
        return list(self._blocks(old, new))

    def line(self, old: str, new: str) -> list[Child]:
        """A title."""
        return self._words(tokens([old]), tokens([new]))

    def all(self, title: str, blocks: Sequence[Block], mark: str) -> tuple[list[Child], list[Shown]]:
        """A whole chapter that came or went is one change."""
        change, words = self._start(), tokens([title])
        space = [Token(" ", (), " ")]
        _count(change, mark, [*words, *(token for block in blocks for token in (*space, *_all(block)))])
        number = str(change.number)
        marked = [Shown(_marked(block, mark, number), True) for block in blocks]
        return [Node(mark, {"data-change": number}, tree(words))], marked

    def _blocks(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Shown]:
        for before, after in aligned(old, new):
            if before is None or after is None:
                block = before or after
                assert block is not None  # one side has it
                yield Shown(self._whole(block, "ins" if before is None else "del"), True)
            elif before.key == after.key:
                yield Shown(_plain(after), False)
            else:
                yield Shown(self._pair(before, after), True)

    def _pair(self, old: Block, new: Block) -> Node:
        node = Node(new.tag, dict(new.attributes))
        if new.blocks or old.blocks:
            node.children = [one.node for one in self._blocks(old.blocks, new.blocks)]
        else:
            node.children = self._words(old.tokens, new.tokens)
        return node

    def _words(self, old: Sequence[Token], new: Sequence[Token]) -> list[Child]:
        children: list[Child] = []
        change: Change | None = None
        for mark, found in _runs(old, new):
            if not mark:
                change = None
                children += tree(found)
                continue
            change = change or self._start()
            _count(change, mark, found)
            children.append(Node(mark, {"data-change": str(change.number)}, tree(found)))
        return children

    def _whole(self, block: Block, mark: str) -> Node:
        change = self._start()
        _count(change, mark, list(_all(block)))
        if block.tag == "hr":
            change.old, change.new = ("―", "") if mark == "del" else ("", "―")
        return _marked(block, mark, str(change.number))

    def _start(self) -> Change:
        self.changes.append(Change(self._next))
        self._next += 1
        return self.changes[-1]


def _plain(block: Block) -> Node:
    children = tree(block.tokens) or [_plain(child) for child in block.blocks]
    return Node(block.tag, dict(block.attributes), children)


def _marked(block: Block, mark: str, number: str) -> Node:
    """A whole block: its words are marked and so is the block, whose end came or went with it."""
    attributes = dict(block.attributes)
    kind = "redline-inserted" if mark == "ins" else "redline-deleted"
    attributes["class"] = " ".join(filter(None, [attributes.get("class", ""), kind]))
    node = Node(block.tag, attributes, [_marked(child, mark, number) for child in block.blocks])
    if block.tokens:
        node.children = [Node(mark, {"data-change": number}, tree(block.tokens))]
    elif block.tag == "hr":
        node.attributes["data-change"] = number
    return node


def _all(block: Block) -> Iterator[Token]:
    space = Token(" ", (), " ")
    yield from block.tokens
    for number, child in enumerate(block.blocks):
        if number:
            yield space
        yield from _all(child)


def _said(token: Token) -> str:
    """The word; of a picture its description, so that a change of pictures alone is told too."""
    if not token.key.startswith("<"):
        return token.key
    shown = token.shown
    return f"[{shown.attributes.get('alt') or '…'}]" if isinstance(shown, Node) and shown.tag == "img" else ""


def _count(change: Change, mark: str, found: Sequence[Token]) -> None:
    text = "".join(map(_said, found))
    words = sum(map(is_word, found))
    if mark == "ins":
        change.new += text
        change.inserted += words
    else:
        change.old += text
        change.deleted += words


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Run]:
    gaps = changes([token.same for token in old], [token.same for token in new])
    if _too_mixed(old, new, gaps):
        gaps = [(0, len(old), 0, len(new))]
    place = 0
    for start, stop, new_start, new_stop in _joined(gaps, old):
        if start > place:
            yield _Run("", old[place:start])
        if stop > start:
            yield _Run("del", old[start:stop])
        if new_stop > new_start:
            yield _Run("ins", new[new_start:new_stop])
        place = stop
    if place < len(old):
        yield _Run("", old[place:])


Gap = tuple[int, int, int, int]


def _joined(gaps: Sequence[Gap], old: Sequence[Token]) -> list[Gap]:
    """Changes with only a space or a sign between them are one: "red big → blue small", not four."""
    done: list[Gap] = []
    for gap in gaps:
        last = done[-1] if done else None
        if last and not any(map(is_word, old[last[1] : gap[0]])) and _replaces(last) and _replaces(gap):
            done[-1] = (last[0], gap[1], last[2], gap[3])
        else:
            done.append(gap)
    return done


def _replaces(gap: Gap) -> bool:
    return gap[1] > gap[0] and gap[3] > gap[2]


def _too_mixed(old: Sequence[Token], new: Sequence[Token], gaps: Sequence[Gap]) -> bool:
    old_words, new_words = (sum(map(is_word, side)) for side in (old, new))
    if min(old_words, new_words) <= FEW:
        return False
    gone = sum(map(is_word, [token for gap in gaps for token in old[gap[0] : gap[1]]]))
    return (old_words - gone) / max(old_words, new_words) < LEAST_SHARED
