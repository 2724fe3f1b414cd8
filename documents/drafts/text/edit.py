"""Edits made by the server: changes the document and returns the update that tells everybody else.

`client_id` must be used by nobody else at that time: take a fresh random one for each sitting.
"""

from collections.abc import Iterator

from .diff import hunks
from .document import TextDocument
from .items import Item
from .units import to_units, unit_length
from .update import Id, Range, Struct, Update, encode


def insert(doc: TextDocument, index: int, string: str, client_id: int) -> bytes:
    """`index` in UTF-16 units. Raises IndexError, and ValueError for text that cannot be kept."""
    structs = [_insert(doc, index, string, client_id)] if clean(string) else []
    return encode({client_id: structs} if structs else {}, {})


def delete(doc: TextDocument, index: int, length: int) -> bytes:
    """`index` and `length` in UTF-16 units. Raises IndexError."""
    return encode({}, _delete(doc, index, length))


def replace_text(doc: TextDocument, new_text: str, client_id: int) -> bytes:
    """The smallest reasonable edits that make `doc.text == clean(new_text)`; others' changes stay merged."""
    old, new = doc.text, clean(new_text)
    structs: list[Struct] = []
    deletes: dict[int, list[Range]] = {}
    for index, length, string in reversed(list(_unit_hunks(old, new))):  # from the end: places stay right
        if string:
            structs.append(_insert(doc, index + length, string, client_id))
        for client, ranges in _delete(doc, index, length).items():
            deletes.setdefault(client, []).extend(ranges)
    return encode({client_id: structs} if structs else {}, deletes)


def clean(text: str) -> str:
    """Line ends as the editor counts them, without NUL. Raises ValueError for half characters."""
    text.encode()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _unit_hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    place = unit = 0
    for start, stop, text in hunks(old, new):
        unit += unit_length(old[place:start])
        length = unit_length(old[start:stop])
        yield unit, length, text
        place, unit = stop, unit + length


def _insert(doc: TextDocument, index: int, string: str, client: int) -> Struct:
    units = to_units(clean(string))
    origin, right_origin = _between(doc, index)
    struct = Struct(doc.end(client), len(units), origin, right_origin, units)
    doc.apply(Update({client: [struct]}, {}))
    return struct


def _between(doc: TextDocument, index: int) -> tuple[Id | None, Id | None]:
    """The characters left and right of a place, deleted ones counting on the right, as Yjs chooses them."""
    if index == 0:
        return None, _id(doc.start)
    found = doc.index.at(index - 1) if index > 0 else None
    if found is None:
        raise IndexError("the place is outside the text")
    item, offset = found
    clock = item.clock + offset
    last = offset == item.length - 1
    return (item.client, clock), _id(item.right) if last else (item.client, clock + 1)


def _id(item: Item | None) -> Id | None:
    return (item.client, item.clock) if item else None


def _delete(doc: TextDocument, index: int, length: int) -> dict[int, list[Range]]:
    if index < 0 or length < 0 or index + length > doc.length:
        raise IndexError("the place is outside the text")
    deletes: dict[int, list[Range]] = {}
    for item, offset, units in _stretch(doc, index, length):
        deletes.setdefault(item.client, []).append((item.clock + offset, units))
    doc.apply(Update({}, deletes))
    return deletes


def _stretch(doc: TextDocument, index: int, length: int) -> Iterator[tuple[Item, int, int]]:
    """The visible pieces from a place on: item, offset in it, units."""
    found = doc.index.at(index) if length else None
    item, offset = found or (None, 0)
    while item is not None and length:
        if item.text is not None:
            units = min(item.length - offset, length)
            yield item, offset, units
            length -= units
        item, offset = item.right, 0
