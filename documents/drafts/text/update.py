"""An update as values: structs by client and deleted ranges by client; and how it is written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .lib0 import write_string, write_uint
from .units import cut

ROOT = "text"
MAX_CLOCK = 2**31 - 1  # as many characters as one client may ever type

Id: TypeAlias = tuple[int, int]  # client, clock
Range: TypeAlias = tuple[int, int]  # clock, length


class Struct(NamedTuple):
    """A run of characters of one client. `text` is in UTF-16 units, None once deleted.

    A `gc` struct has lost its place as well: Yjs leaves it where a whole parent went.
    """

    clock: int
    length: int
    origin: Id | None
    right_origin: Id | None
    text: str | None
    gc: bool = False

    @property
    def end(self) -> int:
        return self.clock + self.length


class Update(NamedTuple):
    """Structs sorted by clock; stored states may skip some that have not arrived yet."""

    structs: dict[int, list[Struct]]
    deletes: dict[int, list[Range]]


def encode(structs: Mapping[int, Sequence[Struct]], deletes: Mapping[int, Iterable[Range]]) -> bytes:
    """Highest client first, as Yjs writes them; ranges are sorted and joined."""
    out = bytearray()
    write_uint(out, len(structs))
    for client in sorted(structs, reverse=True):
        _write_client(out, client, structs[client])
    _write_deletes(out, {client: joined(ranges) for client, ranges in deletes.items()})
    return bytes(out)


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Sorted ranges, those that touch or overlap made one."""
    result: list[Range] = []
    for clock, length in sorted(ranges):
        if result and clock <= result[-1][0] + result[-1][1]:
            start, known = result[-1]
            result[-1] = (start, max(known, clock + length - start))
        else:
            result.append((clock, length))
    return result


def trimmed(client: int, struct: Struct, offset: int) -> Struct:
    """The part of a struct from `offset` on."""
    return Struct(
        struct.clock + offset,
        struct.length - offset,
        None if struct.gc else (client, struct.clock + offset - 1),
        struct.right_origin,
        None if struct.text is None else cut(struct.text, offset)[1],
        struct.gc,
    )


def _write_client(out: bytearray, client: int, structs: Sequence[Struct]) -> None:
    body = bytearray()
    count, clock = len(structs), structs[0].clock
    for struct in structs:
        if struct.clock > clock:
            body.append(10)
            write_uint(body, struct.clock - clock)
            count += 1
        _write_struct(body, struct)
        clock = struct.end
    write_uint(out, count)
    write_uint(out, client)
    write_uint(out, structs[0].clock)
    out += body


def _write_struct(out: bytearray, struct: Struct) -> None:
    _, length, origin, right_origin, text, gc = struct
    if gc:
        out.append(0)
        write_uint(out, length)
        return
    out.append((1 if text is None else 4) | (128 if origin else 0) | (64 if right_origin else 0))
    for anchor in (origin, right_origin):
        if anchor is not None:
            write_uint(out, anchor[0])
            write_uint(out, anchor[1])
    if origin is None and right_origin is None:
        out.append(1)
        write_string(out, ROOT)
    if text is None:
        write_uint(out, length)
    else:
        write_string(out, text)


def _write_deletes(out: bytearray, deletes: Mapping[int, list[Range]]) -> None:
    write_uint(out, len(deletes))
    for client in sorted(deletes, reverse=True):
        write_uint(out, client)
        write_uint(out, len(deletes[client]))
        for clock, length in deletes[client]:
            write_uint(out, clock)
            write_uint(out, length)
