"""Finding a place by its number: blocks of neighbouring items that know how much text they hold.

Built when first asked for and kept up to date from then on, so that edits at random places of a large
document cost about the square root of its items, and a document that is only fed costs nothing.
"""

from __future__ import annotations

from .items import Item

BLOCK = 256  # items, split in two at twice as many


class Block:
    __slots__ = ("count", "first", "size")

    def __init__(self, first: Item) -> None:
        self.first = first
        self.count = 0
        self.size = 0  # visible UTF-16 units


class PositionIndex:
    def __init__(self, start: Item | None) -> None:
        self.blocks: list[Block] = []
        item = start
        while item is not None:
            if not self.blocks or self.blocks[-1].count >= BLOCK:
                self.blocks.append(Block(item))
            self._enter(item, self.blocks[-1])
            item = item.right

    @property
    def length(self) -> int:
        return sum(block.size for block in self.blocks)

    def at(self, index: int) -> tuple[Item, int] | None:
        """The item that shows the unit at `index`, and how far into it; None behind the last."""
        for block in self.blocks:
            if index < block.size:
                return _within(block.first, index)
            index -= block.size
        return None

    def before(self, item: Item) -> int:
        """How many units are visible before an item."""
        total = 0
        for block in self.blocks:
            if block is item.block:
                break
            total += block.size
        node: Item | None = item.block.first if item.block else None
        while node is not None and node is not item:
            total += node.length if node.text is not None else 0
            node = node.right
        return total

    def added(self, item: Item) -> None:
        if item.left is None:
            if not self.blocks:
                self.blocks.append(Block(item))
            block = self.blocks[0]
            block.first = item
        else:
            block = _block(item.left)
        self._enter(item, block)
        if block.count > 2 * BLOCK:
            self._split(block)

    def grew(self, item: Item, units: int) -> None:
        _block(item).size += units

    def swallowed(self, item: Item) -> None:
        """A deleted item was joined to its left neighbour and left the list."""
        block = _block(item)
        block.count -= 1
        if not block.count:
            self.blocks.remove(block)
        elif block.first is item and item.right is not None:
            block.first = item.right

    def _enter(self, item: Item, block: Block) -> None:
        item.block = block
        block.count += 1
        block.size += item.length if item.text is not None else 0

    def _split(self, block: Block) -> None:
        node = block.first
        for _ in range(BLOCK):
            assert node.right is not None  # the block holds more than that
            node = node.right
        count, block.count = block.count, BLOCK
        rest = Block(node)
        self.blocks.insert(self.blocks.index(block) + 1, rest)
        tail: Item | None = node
        for _ in range(count - BLOCK):
            assert tail is not None
            self._enter(tail, rest)
            tail = tail.right
        block.size -= rest.size


def _within(item: Item, index: int) -> tuple[Item, int]:
    while item.text is None or index >= item.length:
        index -= item.length if item.text is not None else 0
        assert item.right is not None  # the block holds enough
        item = item.right
    return item, index


def _block(item: Item) -> Block:
    assert item.block is not None  # every item in the list has one once the index is there
    return item.block
