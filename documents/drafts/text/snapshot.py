"""Writing a document as one update, as small as Yjs writes it: neighbours of one client become one struct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from .items import Item, Log
from .pending import Pending
from .update import Range, Struct, encode, joined, trimmed


def snapshot(logs: Mapping[int, Log], pending: Pending, vector: Mapping[int, int]) -> bytes:
    structs: dict[int, list[Struct]] = {}
    for client in logs.keys() | pending.structs.keys():
        found = _since(client, logs.get(client), pending.structs.get(client, []), vector.get(client, 0))
        if found:
            structs[client] = found
    deletes = {client: ranges for client, log in logs.items() if (ranges := _deleted(log))}
    for client, early in pending.deletes.items():
        deletes[client] = joined([*deletes.get(client, []), *early])
    return encode(structs, deletes)


def _since(client: int, log: Log | None, early: list[Struct], clock: int) -> list[Struct]:
    """The structs of one client from a clock on; what is pending comes behind, with a gap before it."""
    result: list[Struct] = []
    items = log.items[max(log.find(clock), 0) :] if log else []
    for struct in chain(_merged(items), reversed(early)):
        if struct.end <= clock:
            continue
        result.append(trimmed(client, struct, clock - struct.clock) if struct.clock < clock else struct)
        clock = struct.end
    return result


def _merged(items: list[Item]) -> Iterator[Struct]:
    at, count = 0, len(items)
    while at < count:
        first, start = items[at], at
        at += 1
        while at < count and items[at - 1].absorbs(items[at]):
            at += 1
        yield first.struct() if at == start + 1 else _one(items[start:at])


def _one(run: list[Item]) -> Struct:
    struct = run[0].struct()
    text = None if struct.text is None else "".join([item.text or "" for item in run])
    return struct._replace(text=text, length=run[-1].clock + run[-1].length - struct.clock)


def _deleted(log: Log) -> list[Range]:
    ranges: list[Range] = []
    start = end = -1
    for item in log.items:
        if item.text is not None:
            continue
        if item.clock != end:
            if end > 0:
                ranges.append((start, end - start))
            start = item.clock
        end = item.clock + item.length
    if end > 0:
        ranges.append((start, end - start))
    return ranges
