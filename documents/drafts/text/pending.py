"""What came too early: structs and deletions whose ground is still missing."""

from __future__ import annotations

from bisect import insort
from heapq import heappop, heappush

from .update import Range, Struct


class Pending:
    __slots__ = ("deletes", "structs")

    def __init__(self) -> None:
        self.structs: dict[int, list[Struct]] = {}  # by client, next one last
        self.deletes: dict[int, list[Range]] = {}  # by client, a heap

    def __bool__(self) -> bool:
        return bool(self.structs or self.deletes)

    def park(self, client: int, structs: list[Struct]) -> None:
        waiting = self.structs.get(client)
        if waiting is None:
            self.structs[client] = structs
            return
        for struct in structs:
            insort(waiting, struct, key=_latest_first)

    def take(self) -> dict[int, list[Struct]]:
        structs, self.structs = self.structs, {}
        return structs

    def park_deletion(self, client: int, deleted: Range) -> None:
        heap = self.deletes.setdefault(client, [])
        if deleted not in heap[:1]:
            heappush(heap, deleted)

    def due_deletions(self, client: int, end: int) -> list[Range]:
        """Takes out the deletions that begin before the clock a client has reached."""
        heap = self.deletes[client]
        due = []
        while heap and heap[0][0] < end:
            due.append(heappop(heap))
        if not heap:
            del self.deletes[client]
        return due


def _latest_first(struct: Struct) -> int:
    return -struct.clock
