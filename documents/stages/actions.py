"""Moving a document on, or back with a reason."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from documents.drafts.actions import note as note_event
from documents.drafts.actions import settle
from documents.drafts.locks import hold_document
from documents.drafts.models import Document, Part
from documents.stages.conditions import newest_version
from documents.stages.models import StageMove
from documents.stages.table import Move
from kes.accounts.models import User
from kes.live.events import record_access


@transaction.atomic
def move_document(
    document: Document, *, by: User, move: Move, note: str = "", number: str = "", day: date | None = None
) -> StageMove:
    """`number` and `day` are those of the resolution that adopts it. Raises ValidationError."""
    found = hold_document(document)
    _check(found, move, note, number, day)
    found.stage = document.stage = move.end
    if move.adopts or (move.start == Document.Stage.ADOPTED and move.back):
        found.resolution_number, found.resolution_date = number, day
    found.save(update_fields=["stage", "resolution_number", "resolution_date"])
    closing = Document.Stage.ARCHIVED in (move.start, move.end)
    if closing:
        _close_or_open(found)
    done = StageMove.objects.create(
        document=found,
        start=move.start,
        end=move.end,
        back=move.back,
        by=by,
        note=note,
        version=newest_version(found),
    )
    about: dict[str, Any] = {"start": move.start, "end": move.end, "back": move.back, "number": number}
    note_event("document.moved", found, by=by, title=found.title, **about)
    if closing:
        record_access("document.moved", by=by, group=found.group_id, people=None, document=found.pk)
    return done


def _check(document: Document, move: Move, note: str, number: str, day: date | None) -> None:
    if document.stage != move.start:
        raise ValidationError(_("Somebody else has moved the document meanwhile."))
    if missing := move.missing(document):
        raise ValidationError(_("Not yet: %(missing)s.") % {"missing": "; ".join(missing)})
    if move.back and not note.strip():
        raise ValidationError(_("Say why the document goes back."))
    if move.adopts and not (number.strip() and day):
        raise ValidationError(_("An adopted text needs the number and the date of the resolution."))


def _close_or_open(document: Document) -> None:
    """Writing in an archived document ends at once, and may begin again when it is taken back.

    Before the first event, as all chapters are locked.
    """
    for part in Part.every.select_for_update().filter(document=document):
        part.document = document
        settle(part)
