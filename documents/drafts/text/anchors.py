"""Yjs relative positions: places that stay with their character while the text around them changes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .document import TextDocument
from .items import Gone, Item
from .lib0 import MAX_NUMBER, Malformed, read_int, read_string, read_uint, write_int, write_string, write_uint
from .update import ROOT, Id


class RelativePosition(NamedTuple):
    """`assoc` >= 0: before the character `item`; < 0: behind it. No item: the end, or the beginning."""

    item: Id | None
    assoc: int = 0

    def json(self) -> dict[str, Any]:
        """As Yjs's relativePositionToJSON gives it."""
        item = {"item": {"client": self.item[0], "clock": self.item[1]}} if self.item else {}
        return {"tname": ROOT, **item, "assoc": self.assoc}

    @classmethod
    def from_json(cls, value: object) -> "RelativePosition":
        """Raises Malformed. Takes both forms of Yjs, with and without the fields that are null."""
        if not isinstance(value, Mapping) or value.get("type") is not None:
            raise Malformed("not a position in the text")
        item, name, assoc = value.get("item"), value.get("tname"), value.get("assoc", 0)
        if name not in (ROOT, None) or (name is None and item is None):
            raise Malformed("a position in another text")
        if type(assoc) is not int or not -63 <= assoc <= 63:
            raise Malformed("a side that cannot be")
        return cls(None if item is None else _json_id(item), assoc)

    def encode(self) -> bytes:
        out = bytearray()
        if self.item is not None:
            out.append(0)
            write_uint(out, self.item[0])
            write_uint(out, self.item[1])
        else:
            out.append(1)
            write_string(out, ROOT)
        write_int(out, self.assoc)
        return bytes(out)

    @classmethod
    def decode(cls, data: bytes) -> "RelativePosition":
        """Raises Malformed."""
        kind, pos = read_uint(data, 0)
        item: Id | None = None
        if kind == 0:
            client, pos = read_uint(data, pos)
            clock, pos = read_uint(data, pos)
            item = (client, clock)
        else:
            name, pos = read_string(data, pos) if kind == 1 else ("", pos)
            if name != ROOT:
                raise Malformed("a position in another text")
        assoc, pos = read_int(data, pos) if pos < len(data) else (0, pos)
        if pos != len(data):
            raise Malformed("bytes are left over")
        return cls(item, assoc)


def to_relative(doc: TextDocument, index: int, assoc: int = 0) -> RelativePosition:
    """`index` in UTF-16 units; behind the end it is the end."""
    if assoc < 0:
        if index == 0:
            return RelativePosition(None, assoc)
        index -= 1
    found = doc.index.at(index)
    if found is not None:
        return RelativePosition((found[0].client, found[0].clock + found[1]), assoc)
    last = _last(doc) if assoc < 0 else None
    return RelativePosition((last.client, last.clock + last.length - 1) if last else None, assoc)


def to_absolute(doc: TextDocument, position: RelativePosition) -> int | None:
    """In UTF-16 units; None while the character has not arrived. Of a deleted one: where it was."""
    spot, behind = position.item, position.assoc < 0
    if spot is None:
        return 0 if behind else doc.length
    if doc.end(spot[0]) <= spot[1]:
        return None
    item = doc.item_at(spot)
    if isinstance(item, Gone):
        return None
    return doc.index.before(item) + (0 if item.text is None else spot[1] - item.clock + behind)


def _json_id(value: object) -> Id:
    if not isinstance(value, Mapping):
        raise Malformed("not a character's id")
    client, clock = value.get("client"), value.get("clock")
    if type(client) is not int or type(clock) is not int:
        raise Malformed("not a character's id")
    if not (0 <= client <= MAX_NUMBER and 0 <= clock <= MAX_NUMBER):
        raise Malformed("not a character's id")
    return client, clock


def _last(doc: TextDocument) -> Item | None:
    item = doc.index.blocks[-1].first if doc.index.blocks else None
    while item is not None and item.right is not None:
        item = item.right
    return item
