"""A part as it was: the log replayed up to a number, in a process of its own when that is long."""

from uuid import UUID

from documents.drafts import log
from documents.drafts.compact import compacted, rebuild
from documents.drafts.models import PartSnapshot, PartUpdate
from documents.drafts.text import TextDocument

AT_ONCE = 2000  # rows replayed in this process: about ten milliseconds


def text_at(part: UUID, seq: int) -> str:
    """Raises ValueError for a number that the log has not reached."""
    return document_at(part, seq).text


def document_at(part: UUID, seq: int) -> TextDocument:
    """Raises ValueError for a number that the log has not reached."""
    if not 0 <= seq <= log.heads([part]).get(part, 0):
        raise ValueError(f"the log has no row {seq}")
    snapshot = PartSnapshot.objects.filter(part=part, seq__lte=seq).order_by("-seq").first()
    start, state = (snapshot.seq, bytes(snapshot.state)) if snapshot else (0, None)
    rows = PartUpdate.objects.filter(part=part, seq__gt=start, seq__lte=seq).order_by("seq")
    updates = [bytes(update) for update in rows.values_list("update", flat=True)]
    if len(updates) > AT_ONCE:
        return TextDocument.load(compacted(state, updates))
    return rebuild(state, updates)
