"""Strict reading of a Yjs update (v1): strings and deletions in the root text, nothing else.

Taken from anybody: runs of typed text, runs already deleted (ContentDeleted: typed and erased offline), and
deletions. Only in stored states and merged updates (`stored=True`): GC structs and Skip, which marks a gap.
Refused: every other content, parent or root, trailing bytes, numbers not in their shortest form, empty runs,
clocks beyond MAX_CLOCK, a run that refers to its own future, carriage returns (they shift every position in
CodeMirror) and NUL (PostgreSQL cannot keep it).
"""

import re
from functools import partial

from .lib0 import Malformed, number, text_units
from .update import MAX_CLOCK, Id, Range, Struct, Update

MAX_UPDATE = 512 * 1024  # bytes of an update from a client

# One varUint in its shortest form. Matching a whole header at once is several times faster than reading
# number by number in Python.
UINT = rb"([\x00-\x7f]|[\x80-\xff]{1,7}[\x01-\x7f])"
GC, DELETED, STRING, SKIP = 0, 1, 4, 10

_read = partial(re.compile, flags=re.DOTALL)
_ONE = _read(UINT)
_TWO = _read(UINT * 2)
_THREE = _read(UINT * 3)
_ROOT = _read(rb"\x01\x04text" + UINT)
_BOTH = _read(UINT * 5)
# first byte of a struct: its content (1 deleted, 4 string), 128 with a left and 64 with a right origin
_HEADERS = {
    **{0: _ONE, 10: _ONE, 4: _ROOT, 1: _ROOT, 0xC4: _BOTH, 0xC1: _BOTH},
    **dict.fromkeys((0x84, 0x81, 0x44, 0x41), _THREE),
}
# The two updates of everyday typing: one run behind a character, and one deletion.
_ORIGINS = rb"(?:(\xc4)|\x84)" + UINT * 2 + rb"(?(3)" + UINT * 2 + rb")"
TYPED = _read(rb"\x01\x01" + UINT * 2 + _ORIGINS + rb"([\x01-\x7f])(.+)\x00\Z")
ERASED = _read(rb"\x00\x01" + UINT + rb"\x01" + UINT * 2 + rb"\Z")

_new = tuple.__new__  # NamedTuple's own constructor costs twice as much


def decode(data: bytes, *, limit: int | None = MAX_UPDATE, stored: bool = False) -> Update:
    """Raises Malformed. `limit`: the most bytes to take, None for any number."""
    if limit is not None and len(data) > limit:
        raise Malformed("the update is too large")
    if found := TYPED.match(data):
        client, struct = typed(found)
        return Update({client: [struct]}, {})
    if found := ERASED.match(data):
        owner, clock, length = found.groups()
        return Update({}, {number(owner): [_checked(number(clock), number(length))]})
    return _Reader(data, stored).update()


def typed(found: "re.Match[bytes]") -> tuple[int, Struct]:
    """The client and the only struct of an update that TYPED has matched."""
    owner, start, _, left, left_clock, right, right_clock, size, raw = found.groups()
    if size[0] != len(raw):
        raise Malformed("a string and its length differ")
    client, text = number(owner), text_of(raw)
    origin = (number(left), number(left_clock))
    right_origin = None if right is None else (number(right), number(right_clock))
    return client, _struct(client, number(start), len(text), origin, right_origin, text)


def _struct(
    client: int, clock: int, length: int, origin: Id | None, right_origin: Id | None, text: str | None
) -> Struct:
    if clock + length > MAX_CLOCK:
        raise Malformed("a clock is absurd")
    _check_origin(client, clock, origin)
    _check_origin(client, clock, right_origin)
    return _new(Struct, (clock, length, origin, right_origin, text, False))


def _check_origin(client: int, clock: int, origin: Id | None) -> None:
    if origin is not None and origin[1] >= (clock if origin[0] == client else MAX_CLOCK):
        raise Malformed("a run refers to what cannot be there yet")


def text_of(raw: bytes) -> str:
    """In UTF-16 units. Raises Malformed."""
    text = raw.decode("ascii") if raw.isascii() else text_units(raw)
    if not text or "\r" in text or "\0" in text:
        raise Malformed("a run is empty or holds a carriage return or NUL")
    return text


def _checked(clock: int, length: int) -> Range:
    if not 0 < length <= MAX_CLOCK - clock:
        raise Malformed("a range is empty or absurd")
    return clock, length


class _Reader:
    __slots__ = ("data", "pos", "stored")

    def __init__(self, data: bytes, stored: bool) -> None:
        self.data = data
        self.pos = 0
        self.stored = stored

    def update(self) -> Update:
        structs: dict[int, list[Struct]] = {}
        for _ in range(self._uint()):
            count, client, clock = self._uint(), self._uint(), self._uint()
            if not count or client in structs:
                raise Malformed("a client is empty or comes twice")
            structs[client] = self._structs(count, client, clock)
        deletes: dict[int, list[Range]] = {}
        for _ in range(self._uint()):
            client = self._uint()
            if client in deletes:
                raise Malformed("a client's deletions come twice")
            deletes[client] = self._ranges(self._uint())
        if self.pos != len(self.data):
            raise Malformed("bytes are left over")
        return Update(structs, deletes)

    def _uint(self) -> int:
        found = _ONE.match(self.data, self.pos)
        if found is None:
            raise Malformed("a number is cut short or too long")
        self.pos = found.end()
        return number(found[1])

    def _structs(self, count: int, client: int, clock: int) -> list[Struct]:
        structs: list[Struct] = []
        for _ in range(count):
            info = self.data[self.pos] if self.pos < len(self.data) else -1
            numbers = self._header(info)
            if info == SKIP:
                clock += _checked(clock, numbers[0])[1]
                continue
            struct = self._gc(clock, numbers) if info == GC else self._run(client, clock, info, numbers)
            clock = struct.end
            structs.append(struct)
        return structs

    def _header(self, info: int) -> list[int]:
        pattern = _HEADERS.get(info)
        found = pattern.match(self.data, self.pos + 1) if pattern else None
        if found is None or (info in (GC, SKIP) and not self.stored):
            raise Malformed("a struct is not text, or is cut short")
        self.pos = found.end()
        return [number(raw) for raw in found.groups()]

    def _gc(self, clock: int, numbers: list[int]) -> Struct:
        _checked(clock, numbers[0])
        return Struct(clock, numbers[0], None, None, None, True)

    def _run(self, client: int, clock: int, info: int, numbers: list[int]) -> Struct:
        *anchors, size = numbers
        origin = (anchors[0], anchors[1]) if info & 128 else None
        right_origin = (anchors[-2], anchors[-1]) if info & 64 else None
        if info & 31 == DELETED:
            return _struct(client, clock, _checked(clock, size)[1], origin, right_origin, None)
        raw = self.data[self.pos : self.pos + size]
        if len(raw) != size:
            raise Malformed("a string is cut short")
        self.pos += size
        text = text_of(raw)
        return _struct(client, clock, len(text), origin, right_origin, text)

    def _ranges(self, count: int) -> list[Range]:
        """At least one, ascending, none overlapping another: as Yjs writes them."""
        ranges: list[Range] = []
        end = 0
        for _ in range(count):
            found = _TWO.match(self.data, self.pos)
            if found is None:
                raise Malformed("a range is cut short")
            self.pos = found.end()
            clock, length = _checked(number(found[1]), number(found[2]))
            if clock < end:
                raise Malformed("ranges are not in order")
            end = clock + length
            ranges.append((clock, length))
        if not ranges:
            raise Malformed("a client without deletions is listed")
        return ranges
