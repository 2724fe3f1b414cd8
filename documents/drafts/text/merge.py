"""Fewer rows for the same text: updates typed one after another become one.

Only what needs no document to be seen as one: the next clocks of the same client, deletions beside them, and
runs that go on where the client's last run ended even when somebody else's update came between.
A deletion names no author: pass the updates of one author where rows must keep their authors.
"""

from collections.abc import Iterable

from .decode import decode
from .update import Range, Struct, Update, encode

MAX_ROW = 64 * 1024  # bytes put together at most


def merge_batch(updates: Iterable[bytes]) -> list[bytes]:
    """Applying the result equals applying each update in turn. Raises Malformed, as `decode` does."""
    rows: list[_Row] = []
    latest: dict[int, _Row] = {}
    for data in updates:
        update = decode(data, limit=None)
        client = next(iter(update.structs)) if len(update.structs) == 1 else None
        row = latest.get(client) if client is not None else None
        if not (row and row.continued_by(update, len(data))):
            row = rows[-1] if rows and rows[-1].followed_by(update, len(data)) else None
        if row is None:
            rows.append(row := _Row(data, update))
        else:
            row.add(data, update)
        latest.update(dict.fromkeys(update.structs, row))
    return [row.encode() for row in rows]


class _Row:
    """Updates that will be one. `client` is the only one whose structs it has, None when it has none."""

    def __init__(self, data: bytes, update: Update) -> None:
        self.data = [data]
        self.size = len(data)
        self.closed = len(update.structs) > 1
        self.client: int | None = None
        self.runs: list[_Run] = []
        self.deletes: dict[int, list[Range]] = {}
        self._take(update)

    def continued_by(self, update: Update, size: int) -> bool:
        """The update is nothing but more characters right behind the last ones."""
        if self.closed or update.deletes or self.client is None or self.size + size > MAX_ROW:
            return False
        structs = update.structs[self.client]
        return len(structs) == 1 and self.runs[-1].goes_on(self.client, structs[0])

    def followed_by(self, update: Update, size: int) -> bool:
        if self.closed or len(update.structs) > 1 or self.size + size > MAX_ROW:
            return False
        if not update.structs or self.client is None:
            return True
        structs = update.structs.get(self.client)
        return structs is not None and structs[0].clock == self.runs[-1].end

    def add(self, data: bytes, update: Update) -> None:
        self.data.append(data)
        self.size += len(data)
        self._take(update)

    def encode(self) -> bytes:
        if len(self.data) == 1:
            return self.data[0]
        structs = {} if self.client is None else {self.client: [run.struct() for run in self.runs]}
        return encode(structs, self.deletes)

    def _take(self, update: Update) -> None:
        for client, structs in update.structs.items():
            self.client = client
            for struct in structs:
                if self.runs and self.runs[-1].goes_on(client, struct):
                    self.runs[-1].extend(struct)
                else:
                    self.runs.append(_Run(struct))
        for client, ranges in update.deletes.items():
            self.deletes.setdefault(client, []).extend(ranges)


class _Run:
    """A struct that grows by pieces."""

    def __init__(self, first: Struct) -> None:
        self.first = first
        self.end = first.end
        self.pieces = [first.text]

    def goes_on(self, client: int, struct: Struct) -> bool:
        return (
            struct.clock == self.end
            and struct.origin == (client, struct.clock - 1)
            and struct.right_origin == self.first.right_origin
            and struct.text is not None
            and self.first.text is not None
        )

    def extend(self, struct: Struct) -> None:
        self.pieces.append(struct.text)
        self.end = struct.end

    def struct(self) -> Struct:
        if len(self.pieces) == 1:
            return self.first
        text = "".join([piece for piece in self.pieces if piece is not None])
        return self.first._replace(text=text, length=len(text))
