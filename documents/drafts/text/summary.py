"""What an update from a client touches, read without any document: enough to let it in or refuse it."""

from collections.abc import Mapping
from typing import NamedTuple

from .decode import MAX_UPDATE, TYPED, decode, typed
from .update import Struct, Update


class Summary(NamedTuple):
    inserts: dict[int, tuple[int, int]]  # client: first clock, clock after the last one
    deletes: dict[int, int]  # client whose characters are deleted: clock after the last of them
    inserted: int  # UTF-16 units of typed text
    needs: dict[int, int]  # client: clock that must have been reached before this update makes sense

    def missing(self, vector: Mapping[int, int]) -> dict[int, int]:
        """The part of `needs` that a state vector does not meet."""
        return {client: clock for client, clock in self.needs.items() if vector.get(client, 0) < clock}


def inspect(data: bytes, *, limit: int = MAX_UPDATE) -> Summary:
    """As strict as `decode` of a client's update; raises Malformed."""
    found = TYPED.match(data) if len(data) <= limit else None
    if found is None:
        return summarize(decode(data, limit=limit))
    client, struct = typed(found)
    needs = {client: struct[0]}
    for origin in (struct[2], struct[3]):
        if origin is not None and needs.get(origin[0], -1) <= origin[1]:
            needs[origin[0]] = origin[1] + 1
    return Summary({client: (struct[0], struct[0] + struct[1])}, {}, struct[1], needs)


def summarize(update: Update) -> Summary:
    inserts = {client: (structs[0].clock, structs[-1].end) for client, structs in update.structs.items()}
    needs = {client: start for client, (start, _) in inserts.items()}
    for structs in update.structs.values():
        for struct in structs:
            _need_origins(struct, inserts, needs)
    deletes = {client: ranges[-1][0] + ranges[-1][1] for client, ranges in update.deletes.items()}
    for client, end in deletes.items():
        _need(client, end, inserts, needs)
    units = sum(len(s.text) for structs in update.structs.values() for s in structs if s.text is not None)
    return Summary(inserts, deletes, units, needs)


def _need_origins(struct: Struct, inserts: Mapping[int, tuple[int, int]], needs: dict[int, int]) -> None:
    for origin in (struct.origin, struct.right_origin):
        if origin is not None:
            _need(origin[0], origin[1] + 1, inserts, needs)


def _need(client: int, end: int, inserts: Mapping[int, tuple[int, int]], needs: dict[int, int]) -> None:
    start, stop = inserts.get(client, (0, 0))
    if not start < end <= stop and needs.get(client, 0) < end:
        needs[client] = end
