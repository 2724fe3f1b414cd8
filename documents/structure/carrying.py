"""Comments and suggestions go with their words when chapters are divided, joined or moved."""

from bisect import bisect_right

from documents.comments import anchoring
from documents.comments.anchoring import Place, Reading, State
from documents.comments.keeping import FIELDS, anchor_of, announce_places, kinds, put
from documents.drafts.models import Document, Part
from documents.drafts.text import TextDocument
from documents.drafts.text.diff import hunks
from documents.drafts.text.units import python_index, unit_index


def carry_behind(part: Part, new: Part, document: TextDocument, unit: int) -> None:
    """What hangs on words at `unit` or behind is on the new chapter now, which has the same characters."""
    reading = Reading(document)
    for kind in kinds():
        rows = list(kind._default_manager.filter(part=part).exclude(quote=""))
        spans = [(row, anchoring.span(reading, anchor_of(row))) for row in rows]
        gone = [row for row, span in spans if span is not None and span[0] >= unit]
        for row in gone:
            row.part = new
        kind._default_manager.bulk_update(gone, ["part"], batch_size=200)
        _tell(kind, new, gone)


def carry_over(other: Part, part: Part, before: str, after: TextDocument, at: int) -> None:
    """The text `before` of `other` was inserted into `part` at the index `at`, nearly as it was."""
    reading, inserted = Reading(after), after.text[at:]
    move = _Moves(before, inserted)
    for kind in kinds():
        rows = list(kind._default_manager.filter(part=other))
        for row in rows:
            start, end = (move.to(python_index(before, unit)) + at for unit in (row.at, row.till))
            first, last = unit_index(after.text, start), unit_index(after.text, end)
            if row.quote and row.place != State.ORPHANED:
                anchor = anchoring.anchor_at(reading, first, last)
                put(row, anchor._replace(quote=row.quote), Place(first, last, State.KEPT), part=part, seq=0)
            row.part = part
        kind._default_manager.bulk_update(rows, FIELDS, batch_size=200)
        _tell(kind, part, rows)


def carry_to(part: Part, document: Document) -> None:
    for kind in kinds():
        kind._default_manager.filter(part=part).update(document=document)


def _tell(kind: type, part: Part, rows: list) -> None:  # type: ignore[type-arg]
    if rows:
        announce_places(kind, part, rows)


class _Moves:
    """Where the places of one text are in another that differs little."""

    def __init__(self, before: str, after: str) -> None:
        changes = hunks(before, after)
        self.stops = [change.stop for change in changes]
        lengths = [len(change.text) - (change.stop - change.start) for change in changes]
        self.shifts = [sum(lengths[:count]) for count in range(len(lengths) + 1)]

    def to(self, index: int) -> int:
        return max(0, index + self.shifts[bisect_right(self.stops, index)])
