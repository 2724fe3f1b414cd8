"""What the log says of its authors, kept compactly: whose characters, from when, and who removed how many.

Pure: it takes the rows of a log in order and can be put away and taken up again. The minute in which a
character was typed is exact enough, so a stretch of typing without a pause is one entry.
"""

import json
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.drafts.text import TextDocument, runs
from documents.drafts.text.decode import decode
from documents.drafts.text.update import Range, Struct, Update

STRETCH = 60  # seconds


class Entry(NamedTuple):
    """A row of the log: `at` in seconds since 1970."""

    author: int
    at: int
    update: bytes


class Span(NamedTuple):
    """A stretch of the visible text, in UTF-16 units, by one author in one minute."""

    start: int
    length: int
    author: int
    at: int


@dataclass
class Hand:
    """One client id: whose it is, how far it got, the clocks at which stretches begin, their times."""

    author: int
    end: int = 0
    clocks: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def wrote(self, struct: Struct, at: int) -> None:
        if struct.end <= self.end:
            return  # a repetition
        if not self.times or at - self.times[-1] >= STRETCH:
            self.clocks.append(max(struct.clock, self.end))
            self.times.append(at)
        self.end = struct.end

    def at(self, clock: int) -> int:
        return self.times[max(bisect_right(self.clocks, clock) - 1, 0)]


class Ledger:
    def __init__(self) -> None:
        self.hands: dict[int, Hand] = {}
        self.removed: Counter[int] = Counter()  # by author, in UTF-16 units
        self._gone: dict[int, bytearray] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        for author, at, data in entries:
            update = decode(data, limit=None, stored=True)
            self._write(update, author, at)
            for client, ranges in update.deletes.items():
                self.removed[author] += sum(self._erase(client, *one) for one in ranges)

    @property
    def added(self) -> Counter[int]:
        """By author, also what is gone since."""
        counts: Counter[int] = Counter()
        for hand in self.hands.values():
            counts[hand.author] += hand.end
        return counts

    def spans(self, document: TextDocument) -> list[Span]:
        """The visible text by author and minute, without gaps; author 0 is nobody."""
        result: list[Span] = []
        for run in runs(document):
            hand = self.hands.get(run.client)
            edges = [run.clock, *_between(hand.clocks if hand else [], run.clock, run.clock + run.length)]
            for clock, end in zip(edges, [*edges[1:], run.clock + run.length], strict=True):
                author, at = (hand.author, hand.at(clock)) if hand else (0, 0)
                _extend(result, Span(run.start + clock - run.clock, end - clock, author, at))
        return result

    def dump(self) -> bytes:
        hands = {client: [one.author, one.end, one.clocks, one.times] for client, one in self.hands.items()}
        gone = {client: _ranges(marks) for client, marks in self._gone.items()}
        return zlib.compress(json.dumps([hands, self.removed, gone]).encode())

    @classmethod
    def load(cls, data: bytes) -> "Ledger":
        ledger = cls()
        hands, removed, gone = json.loads(zlib.decompress(data))
        ledger.hands = {int(client): Hand(*values) for client, values in hands.items()}
        ledger.removed = Counter({int(author): count for author, count in removed.items()})
        for client, ranges in gone.items():
            for clock, length in ranges:
                ledger._erase(int(client), clock, length)
        return ledger

    def _write(self, update: Update, author: int, at: int) -> None:
        for client, structs in update.structs.items():
            hand = self.hands.setdefault(client, Hand(author))
            for struct in structs:
                hand.wrote(struct, at)

    def _erase(self, client: int, clock: int, length: int) -> int:
        """How many of these characters were there until now."""
        marks = self._gone.setdefault(client, bytearray())
        if len(marks) < clock + length:
            marks.extend(bytes(clock + length - len(marks)))
        left = marks.count(0, clock, clock + length)
        marks[clock : clock + length] = b"\x01" * length
        return left


def _between(clocks: list[int], start: int, end: int) -> list[int]:
    return clocks[bisect_right(clocks, start) : bisect_right(clocks, end - 1)]


def _extend(spans: list[Span], new: Span) -> None:
    last = spans[-1] if spans else None
    if last and (last.author, last.at) == (new.author, new.at):
        spans[-1] = last._replace(length=last.length + new.length)
    else:
        spans.append(new)


def _ranges(marks: bytearray) -> list[Range]:
    found: list[Range] = []
    start = marks.find(1)
    while start >= 0:
        end = marks.find(0, start)
        end = len(marks) if end < 0 else end
        found.append((start, end - start))
        start = marks.find(1, end)
    return found
