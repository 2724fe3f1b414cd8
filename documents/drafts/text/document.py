"""The document: takes updates in any order and arrives at the text that every Yjs arrives at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .decode import decode
from .items import Gone, Item, Log
from .pending import Pending
from .positions import PositionIndex
from .snapshot import snapshot
from .units import from_units
from .update import Id, Struct, Update, trimmed

RUN = 2048  # units up to which typed characters are joined at once: longer strings are dear to extend


class TextDocument:
    def __init__(self) -> None:
        self.logs: dict[int, Log] = {}
        self.start: Item | None = None
        self.pending = Pending()
        self._index: PositionIndex | None = None

    @classmethod
    def load(cls, state: bytes) -> TextDocument:
        document = cls()
        document.apply(state)
        return document

    def apply(self, update: bytes | Update) -> None:
        """Bytes are read as stored ones: a client's are checked by `decode` first. Raises Malformed."""
        if isinstance(update, bytes):
            update = decode(update, limit=None, stored=True)
        if update.structs:
            self._integrate({client: structs[::-1] for client, structs in update.structs.items()})
        for client, ranges in update.deletes.items():
            for clock, length in ranges:
                self._delete(client, clock, length)
        if self.pending:
            self._retry()

    @property
    def text(self) -> str:
        return from_units("".join([item.text for item in self.items() if item.text is not None]))

    @property
    def length(self) -> int:
        """In UTF-16 units."""
        return self.index.length

    @property
    def index(self) -> PositionIndex:
        if self._index is None:
            self._index = PositionIndex(self.start)
        return self._index

    def items(self) -> Iterator[Item]:
        """In reading order, deleted ones included."""
        item = self.start
        while item is not None:
            yield item
            item = item.right

    def state_vector(self) -> dict[int, int]:
        """Client to the clock it has reached, without what still waits for something missing."""
        return {client: log.end for client, log in self.logs.items()}

    def encode_state(self) -> bytes:
        return snapshot(self.logs, self.pending, {})

    def encode_state_since(self, vector: Mapping[int, int]) -> bytes:
        """What a document with this state vector lacks; deletions always come whole."""
        return snapshot(self.logs, self.pending, vector)

    def end(self, client: int) -> int:
        log = self.logs.get(client)
        return log.end if log else 0

    def item_at(self, spot: Id) -> Item:
        log = self.logs[spot[0]]
        return log.items[log.find(spot[1])]

    # Integration: each client's structs wait in a list, next one last, until what they hang on is there.

    def _integrate(self, queue: dict[int, list[Struct]]) -> None:
        while queue:
            client = next(iter(queue))
            trail: set[int] = set()
            while client in queue:
                waiting = len(queue[client])
                missing = self._advance(client, queue[client])
                if missing is None:
                    del queue[client]
                    break
                if len(queue[client]) < waiting:
                    trail.clear()
                if missing == client or missing not in queue or missing in trail:
                    self.pending.park(client, queue.pop(client))
                    break
                trail.add(client)
                client = missing

    def _advance(self, client: int, structs: list[Struct]) -> int | None:
        """Takes in as many structs as possible; returns the client that must come first, if any."""
        log = self.logs.get(client) or Log(client)
        while structs:
            clock, length, origin, right_origin, _, _ = struct = structs[-1]
            if clock > log.end:
                return client
            for spot in (origin, right_origin):
                if spot is not None and spot[0] != client and spot[1] >= self.end(spot[0]):
                    return spot[0]
            structs.pop()
            if clock == log.end:
                self._add(log, struct)
            elif clock + length > log.end:
                self._add(log, trimmed(client, struct, log.end - clock))
        return None

    def _add(self, log: Log, struct: Struct) -> None:
        clock, length, origin, right_origin, text, gc = struct
        if not log.items:
            self.logs[log.client] = log
        elif text is not None and self._extend(log, struct):
            return
        right = self._starting_at(right_origin) if right_origin else None
        left = self._ending_at(origin) if origin else None
        if gc or isinstance(left, Gone) or isinstance(right, Gone):
            item: Item = Gone(log.client, clock, length)
        else:
            item = Item(log.client, clock, length, origin, right_origin, text)
            contested = (left.right if left else self.start) is not right
            self._link(item, self._place(item, left, right) if contested else left)
        log.append(item)

    def _extend(self, log: Log, struct: Struct) -> bool:
        """The everyday case: one more character behind the last one typed."""
        clock, length, origin, right_origin, text, _ = struct
        tail = log.items[-1]
        if (
            origin != (log.client, clock - 1)
            or tail.text is None
            or text is None
            or tail.right_origin != right_origin
            or tail.length > RUN
        ):
            return False
        right = tail.right
        if (right and (right.client, right.clock)) != right_origin:
            return False
        tail.text += text
        tail.length += length
        log.end += length
        if self._index is not None:
            self._index.grew(tail, length)
        return True

    def _place(self, item: Item, left: Item | None, right: Item | None) -> Item | None:
        """YATA: among insertions made at the same place, order by origin, then by client."""
        passed: set[Item] = set()
        conflicting: set[Item] = set()
        other = left.right if left else self.start
        while other is not None and other is not right:
            passed.add(other)
            conflicting.add(other)
            if other.origin == item.origin:
                if other.client < item.client:
                    left = other
                    conflicting.clear()
                elif other.right_origin == item.right_origin:
                    break
            elif other.origin is not None and (source := self.item_at(other.origin)) in passed:
                if source not in conflicting:
                    left = other
                    conflicting.clear()
            else:
                break
            other = other.right
        return left

    def _link(self, item: Item, left: Item | None) -> None:
        item.left = left
        if left is None:
            item.right, self.start = self.start, item
        else:
            item.right, left.right = left.right, item
        if item.right is not None:
            item.right.left = item
        if self._index is not None:
            self._index.added(item)

    def _ending_at(self, spot: Id) -> Item:
        log = self.logs[spot[0]]
        at = log.find(spot[1])
        item = log.items[at]
        offset = spot[1] + 1 - item.clock
        if offset < item.length and not isinstance(item, Gone):
            self._split(log, at, offset)
        return item

    def _starting_at(self, spot: Id) -> Item:
        log = self.logs[spot[0]]
        at = log.find(spot[1])
        item = log.items[at]
        if item.clock < spot[1] and not isinstance(item, Gone):
            return self._split(log, at, spot[1] - item.clock)
        return item

    def _split(self, log: Log, at: int, offset: int) -> Item:
        rest = log.split(at, offset)
        if self._index is not None:
            if rest.text is not None:
                self._index.grew(log.items[at], -rest.length)
            self._index.added(rest)
        return rest

    def _delete(self, client: int, clock: int, length: int) -> None:
        log = self.logs.get(client)
        end, known = clock + length, log.end if log else 0
        if end > known:
            self.pending.park_deletion(client, (max(clock, known), end - max(clock, known)))
        if log is None or clock >= known:
            return
        first = at = log.find(clock)
        erased = False
        while at < len(log.items) and log.clocks[at] < end:
            item = log.items[at]
            if item.text is not None:
                if item.clock < clock:
                    self._split(log, at, clock - item.clock)
                    at += 1
                    continue
                if item.clock + item.length > end:
                    self._split(log, at, end - item.clock)
                self._erase(item)
                erased = True
            at += 1
        if erased:
            self._compact(log, max(first - 1, 0), at + 1)

    def _erase(self, item: Item) -> None:
        item.text = None
        if self._index is not None:
            self._index.grew(item, -item.length)

    def _compact(self, log: Log, start: int, stop: int) -> None:
        for item in log.compact(start, stop):
            if self._index is not None:
                self._index.swallowed(item)

    def _retry(self) -> None:
        if self.pending.structs:
            self._integrate(self.pending.take())
        for client in list(self.pending.deletes):
            for clock, length in self.pending.due_deletions(client, self.end(client)):
                self._delete(client, clock, length)
