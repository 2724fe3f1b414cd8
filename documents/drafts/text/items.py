"""Runs of characters in the document: a linked list in reading order, and a log of each client by clock."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .units import cut
from .update import Id, Struct

if TYPE_CHECKING:
    from .positions import Block


class Item:
    """`text` (in UTF-16 units) is None once deleted. `block` belongs to the position index."""

    __slots__ = ("block", "client", "clock", "left", "length", "origin", "right", "right_origin", "text")

    def __init__(
        self,
        client: int,
        clock: int,
        length: int,
        origin: Id | None = None,
        right_origin: Id | None = None,
        text: str | None = None,
    ) -> None:
        self.client = client
        self.clock = clock
        self.length = length
        self.origin = origin
        self.right_origin = right_origin
        self.text = text
        self.left: Item | None = None
        self.right: Item | None = None
        self.block: Block | None = None

    def absorbs(self, other: Item) -> bool:
        """Whether the next item of the same client may be made one with this one, by Yjs's rule."""
        return (
            self.right is other
            and (self.text is None) == (other.text is None)
            and other.origin == (self.client, other.clock - 1)
            and self.right_origin == other.right_origin
        )

    def struct(self) -> Struct:
        return Struct(self.clock, self.length, self.origin, self.right_origin, self.text)


class Gone(Item):
    """A struct without a place in the text (GC): whatever hangs on it is gone as well."""

    __slots__ = ()

    def absorbs(self, other: Item) -> bool:
        return isinstance(other, Gone)

    def struct(self) -> Struct:
        return Struct(self.clock, self.length, None, None, None, True)


class Log:
    """All items of one client, gapless and sorted by clock."""

    __slots__ = ("client", "clocks", "end", "items")

    def __init__(self, client: int) -> None:
        self.client = client
        self.items: list[Item] = []
        self.clocks: list[int] = []
        self.end = 0

    def find(self, clock: int) -> int:
        return bisect_right(self.clocks, clock) - 1

    def append(self, item: Item) -> None:
        self.items.append(item)
        self.clocks.append(item.clock)
        self.end = item.clock + item.length

    def split(self, at: int, offset: int) -> Item:
        """Cuts an item in two; returns the second half. Both stay one character run to everybody else."""
        item = self.items[at]
        clock = item.clock + offset
        text, rest_text = (None, None) if item.text is None else cut(item.text, offset)
        origin = (item.client, clock - 1)
        rest = Item(item.client, clock, item.length - offset, origin, item.right_origin, rest_text)
        item.length, item.text = offset, text
        rest.left, rest.right = item, item.right
        if item.right is not None:
            item.right.left = rest
        item.right = rest
        self.items.insert(at + 1, rest)
        self.clocks.insert(at + 1, clock)
        return rest

    def compact(self, start: int, stop: int) -> list[Item]:
        """Joins deleted items between two places of the log; returns those that were swallowed."""
        kept, swallowed = [self.items[start]], []
        for item in self.items[start + 1 : stop]:
            last = kept[-1]
            if item.text is None and type(last) is Item and last.absorbs(item):
                last.length += item.length
                last.right = item.right
                if item.right is not None:
                    item.right.left = last
                swallowed.append(item)
            else:
                kept.append(item)
        if swallowed:
            self.items[start:stop] = kept
            self.clocks[start:stop] = [item.clock for item in kept]
        return swallowed
