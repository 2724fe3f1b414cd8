"""Brings the ledgers of parts up to date: from where they stopped; far ways in a process apart."""

from documents.authorship.apart import ledger_after
from documents.authorship.ledger import Entry, Ledger
from documents.authorship.models import PartLedger
from documents.drafts.models import Part, PartUpdate

AT_ONCE = 2000  # rows taken in this process
EVERY = 100  # rows after which it is worth putting away


def ledger_of(part: Part) -> Ledger:
    """All rows of the log are in it."""
    kept = PartLedger.objects.filter(part=part, epoch=part.epoch).first()
    seq, state = (kept.seq, bytes(kept.state)) if kept else (0, b"")
    rows = PartUpdate.objects.filter(part=part, seq__gt=seq).order_by("seq")
    found = list(rows.values_list("seq", "author", "created", "update"))
    entries = [
        Entry(author or 0, int(created.timestamp()), bytes(update)) for _seq, author, created, update in found
    ]
    if len(entries) > AT_ONCE:
        ledger = Ledger.load(ledger_after(state, entries))
    else:
        ledger = Ledger.load(state) if state else Ledger()
        ledger.take(entries)
    if len(entries) >= EVERY:
        _keep(part, found[-1][0], ledger.dump())
    return ledger


def _keep(part: Part, seq: int, state: bytes) -> None:
    values = {"epoch": part.epoch, "seq": seq, "state": state}
    PartLedger.objects.update_or_create(part=part, defaults=values)
