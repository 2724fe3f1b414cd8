"""Rows that hold on to passages: where they are now, after the part's text has grown.

Run with every projection of a part (documents/drafts/projection.py), in any process. A row is brought forward
only: what was found in an older text never overwrites what was found in a newer one.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.comments import anchoring
from documents.comments.anchoring import Anchor, Place, Reading, State
from documents.comments.models import Anchored
from documents.comments.paragraphs import Block, Paragraph, name_at, paragraphs
from documents.drafts import projection
from documents.drafts.locks import hold_document
from documents.drafts.models import Part
from documents.drafts.text import RelativePosition, TextDocument
from kes.live.events import record

FIELDS = (
    "part", "start", "end", "quote", "before", "after", "rival", "abroad", "at", "till", "seq", "place",
    "block",
)  # fmt: skip
LOOK = 200  # characters that the database compares
_kinds: list[type[Anchored]] = []


def keep(kind: type[Anchored]) -> None:
    """Rows of this model are kept on their passages."""
    _kinds.append(kind)


def kinds() -> list[type[Anchored]]:
    """All that hangs on passages."""
    return list(_kinds)


def hold_anchored(parts: Iterable[Part]) -> None:
    """Lock all that hangs on these parts, which are held already; see documents/drafts/locks.py."""
    keys = [part.pk for part in parts]
    for kind in _kinds:
        rows = kind._default_manager.select_for_update(no_key=True).filter(part__in=keys)
        list(rows.order_by("pk").values_list("pk"))


def wanted_by() -> Q:
    """The parts on whose text anything hangs, or whose words something looks for."""
    lost = Q(document=OuterRef("document"), place=State.ORPHANED)
    rows = (kind._default_manager.filter(Q(part=OuterRef("pk")) | lost) for kind in _kinds)
    return reduce(or_, (Q(Exists(found)) for found in rows), Q(pk__in=[]))


def keep_places(part: Part, document: TextDocument, blocks: Sequence[Block]) -> None:
    """A step of the projection."""
    if Part.every.filter(wanted_by(), pk=part.pk).exists():
        step = _Step(part, Reading(document), paragraphs(part.text, blocks))
        for kind in _kinds:
            step.keep(kind)


def anchor_of(row: Anchored) -> Anchor:
    start, end = (RelativePosition.from_json(place) for place in (row.start, row.end))
    return Anchor(start, end, row.quote, row.before, row.after, row.rival, row.abroad)


def put(row: Anchored, anchor: Anchor, place: Place, *, part: Part, seq: int) -> None:
    """Write into the row (not yet into the database) where it is."""
    row.part, row.seq, row.place = part, seq, place.state.value
    row.start, row.end = anchor.start.json(), anchor.end.json()
    row.quote, row.before, row.after = anchor.quote, anchor.before, anchor.after
    row.rival, row.abroad = anchor.rival, anchor.abroad
    row.at, row.till = place.start, place.end


class _Crossing(Exception):
    """Words were found in another part, and the document is not held yet."""


class _Step:
    def __init__(self, part: Part, reading: Reading, known: Sequence[Paragraph]) -> None:
        self.part, self.reading, self.known = part, reading, known
        self.seq = part.projected_seq
        self.elsewhere: dict[UUID, Reading] = {}

    def keep(self, kind: type[Anchored]) -> None:
        try:
            self._keep(kind, crossing=False)
        except _Crossing:
            self._keep(kind, crossing=True)

    def _keep(self, kind: type[Anchored], *, crossing: bool) -> None:
        """A row that goes to another part asks for that part's key: it is held behind the document only."""
        moved: list[Anchored] = []
        with transaction.atomic():
            if crossing:
                hold_document(self.part.document)
            rows = kind._default_manager.select_for_update(skip_locked=_skips())
            changed = [
                row for row in rows.filter(part=self.part, seq__lt=self.seq) if self._bring(row, moved)
            ]
            changed += (adopted := self._adopted(rows, moved))
            if not crossing and (adopted or any(row.part_id != self.part.pk for row in changed)):
                raise _Crossing
            kind._default_manager.bulk_update(changed, FIELDS, batch_size=200)
            if moved:
                announce_places(kind, self.part, moved)

    def _adopted(self, rows: QuerySet[Anchored], moved: list[Anchored]) -> list[Anchored]:
        """Rows of other parts that had lost their words and find them here."""
        lost = rows.filter(document=self.part.document_id, place=State.ORPHANED).exclude(part=self.part)
        found = []
        for row in lost:
            anchor = anchor_of(row)
            if place := anchoring.find(self.reading, anchor, abroad=True):
                fresh = anchoring.refreshed(self.reading, anchor, place)
                put(row, fresh, place, part=self.part, seq=self.seq)
                row.block = name_at(self.known, place.start)
                found.append(row)
        moved += found
        return found

    def _bring(self, row: Anchored, moved: list[Anchored]) -> bool:
        """Whether the row has changed; those that listeners must hear of are added to `moved`."""
        before, old = _state(row), (row.place, row.start, row.end)
        anchor = anchor_of(row)
        place = anchoring.locate(self.reading, anchor)
        found = self._abroad(anchor) if place.state == State.ORPHANED else None
        if found:
            put(row, found[2], found[1], part=found[0], seq=0)
        else:
            fresh = anchoring.refreshed(self.reading, anchor, place)
            put(row, fresh, place, part=self.part, seq=self.seq)
            if place.state != State.ORPHANED:
                row.block = name_at(self.known, place.start)
        if (row.place, row.start, row.end) != old:
            moved.append(row)
        return _state(row) != before

    def _abroad(self, anchor: Anchor) -> tuple[Part, Place, Anchor] | None:
        """The only other part that has the words in a place that must be meant."""
        found = []
        for part in self._others:
            # a text that was not projected yet may have them all the same
            if anchor.quote[:LOOK] in part.text or part.projected_seq < part.head_seq:
                reading = self._read(part)
                if place := anchoring.find(reading, anchor, abroad=True):
                    found.append((part, place, anchoring.refreshed(reading, anchor, place)))
        return found[0] if len(found) == 1 else None

    @cached_property
    def _others(self) -> list[Part]:
        """Asked for once, however many rows have lost their words."""
        others = Part.objects.filter(document=self.part.document_id).exclude(pk=self.part.pk)
        return list(others.defer("html", "toc"))

    def _read(self, part: Part) -> Reading:
        if part.pk not in self.elsewhere:
            self.elsewhere[part.pk] = Reading(projection.text_document(part.pk)[0])
        return self.elsewhere[part.pk]


def announce_places(kind: type[Anchored], part: Part, rows: Sequence[Anchored]) -> None:
    """Tell open pages where the marks are now."""
    document = part.document
    data: dict[str, Any] = {"part": str(part.pk), "rows": [mark(row) for row in rows[:200]]}
    name = kind._meta.model_name
    record(f"{name}.placed", by=None, topics=[document.topic], group=document.group_id, data=data)


def mark(row: Anchored) -> dict[str, Any]:
    """What an editor needs to draw the passage."""
    return {
        "id": row.pk,
        "part": str(row.part_id) if row.part_id else None,
        "start": row.start,
        "end": row.end,
        "place": row.place,
        "at": row.at,
    }


def abroad(part: Part, quote: str) -> int:
    """How many places in other parts have these words."""
    alike = Part.objects.filter(document=part.document_id, text__contains=quote[:LOOK])
    others = alike.exclude(pk=part.pk)
    return sum(text.count(quote) for text in others.values_list("text", flat=True)) if quote else 0


def _state(row: Anchored) -> tuple[object, ...]:
    told = (getattr(row, name) for name in FIELDS if name not in {"seq", "part"})
    return (row.part_id, *told)


def _skips() -> bool:
    return connection.features.has_select_for_update_skip_locked
