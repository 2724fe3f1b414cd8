"""A part as it was: the log replayed up to a number, in a process of its own when that is long.

Of long logs the states at round numbers are remembered for a while, so that looking through history does not
begin at the beginning each time.
"""

import zlib
from uuid import UUID

from django.core.cache import caches

from documents.drafts import log
from documents.drafts.compact import compacted, rebuild
from documents.drafts.models import PartSnapshot, PartUpdate
from documents.drafts.text import TextDocument

AT_ONCE = 2000  # rows replayed in this process: about ten milliseconds
STRIDE = 10_000  # rows between two remembered states
KEPT = 3600  # seconds


def text_at(part: UUID, seq: int) -> str:
    """Raises ValueError for a number that the log has not reached."""
    return document_at(part, seq).text


def document_at(part: UUID, seq: int) -> TextDocument:
    """Raises ValueError for a number that the log has not reached."""
    if not 0 <= seq <= log.heads([part]).get(part, 0):
        raise ValueError(f"the log has no row {seq}")
    start, state = _start(part, seq)
    updates = _rows(part, start, seq)
    if len(updates) > AT_ONCE:
        return TextDocument.load(compacted(state, updates))
    return rebuild(state, updates)


def _start(part: UUID, seq: int) -> tuple[int, bytes | None]:
    """The nearest state before: a snapshot, or a remembered one."""
    snapshot = PartSnapshot.objects.filter(part=part, seq__lte=seq).order_by("-seq").first()
    start = snapshot.seq if snapshot else 0
    round_number = seq // STRIDE * STRIDE
    if round_number > start and seq - start > AT_ONCE:
        return round_number, _remembered(part, round_number)
    return start, bytes(snapshot.state) if snapshot else None


def _remembered(part: UUID, seq: int) -> bytes:
    row = PartUpdate.objects.filter(part=part, seq=seq).values_list("pk", flat=True).get()
    key = f"past-{part}-{seq}-{row}"
    kept: bytes | None = caches["own"].get(key)
    if kept is not None:
        return zlib.decompress(kept)
    before = _remembered(part, seq - STRIDE) if seq > STRIDE else None
    state = compacted(before, _rows(part, seq - STRIDE, seq))
    caches["own"].set(key, zlib.compress(state), KEPT)
    return state


def _rows(part: UUID, start: int, seq: int) -> list[bytes]:
    rows = PartUpdate.objects.filter(part=part, seq__gt=start, seq__lte=seq).order_by("seq")
    return [bytes(update) for update in rows.values_list("update", flat=True)]
