"""Edits that the server makes in a person's name: forms without JavaScript, restored versions, suggestions.

They are ordinary updates at the end of the log, as small as can be, so history, comments, cursors and what
others are typing survive. Whether the person may write here was asked at the door; whether the part is
locked is asked again under its row lock.
"""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language

from documents.drafts import log, projection
from documents.drafts.actions import store_updates
from documents.drafts.models import Document, Part
from documents.drafts.past import text_at
from documents.drafts.reasons import reason
from documents.drafts.session import NOTHING
from documents.drafts.text import TextDocument, inspect
from documents.drafts.text.edit import clean, replace_text
from documents.drafts.text.threeway import Conflict, merge
from kes.accounts.models import User
from kes.live.events import announce

LARGEST = 64 * 1024 * 1024  # bytes; what people may send is measured by whoever takes it from them

Edit = Callable[[TextDocument, int], bytes]


class NotWritten(ValidationError):
    """Nothing was stored; `code` is one of those of reasons.py, the message is in the person's language."""

    def __init__(self, code: str) -> None:
        super().__init__(reason(code, get_language() or "pl"), code)


@dataclass(frozen=True)
class Result:
    """`seq` is the row of the edit, or the head when there was nothing to change; `text` is what is there.

    `conflicts` are passages that somebody else had changed meanwhile: both wordings are in the text.
    """

    seq: int
    text: str
    changed: bool
    conflicts: tuple[Conflict, ...] = ()


def rewrite(part: Part, *, by: User, text: str, base_seq: int | None = None) -> Result:
    """Make `text` the part's text by the smallest reasonable edits.

    With `base_seq`, the number at which the person read the text, what others changed since is kept, joined
    by words. Raises NotWritten; ValueError for text that cannot be kept and for a number not reached yet.
    """
    wanted = clean(text)
    base = None if base_seq is None else text_at(part.pk, base_seq)
    conflicts: tuple[Conflict, ...] = ()

    def edit(document: TextDocument, client: int) -> bytes:
        nonlocal conflicts
        target = wanted
        if base is not None and base != (now := document.text):
            target, conflicts = merge(base, now, wanted)
        return replace_text(document, target, client)

    done = write_in(part, by=by, edit=edit)
    return Result(done.seq, done.text, done.changed, conflicts)


def write_in(part: Part, *, by: User, edit: Edit) -> Result:
    """Append the update that `edit(document, client id)` returns; it gets the head, under the lock."""
    document, seq = projection.text_document(part.pk)  # the long work comes before the lock
    with transaction.atomic():
        _hold(part)
        rows = log.rows_after(part.pk, seq, limit=None)
        for _seq, late in rows:
            document.apply(late)
        update = edit(document, _new_client(document))
        if update == NOTHING:
            return Result(rows[-1][0] if rows else seq, document.text, changed=False)
        seq = _append(part.pk, by, update)
    return Result(seq, document.text, changed=True)


def _hold(part: Part) -> None:
    """Wait for whoever is writing; nobody else can until the transaction ends.

    The document comes first, as in all that locks more than one of them: the log of sittings touches it.
    """
    Document.objects.select_for_update(no_key=True).get(pk=part.document_id)
    if closed := Part.every.select_for_update().values_list("closed", flat=True).get(pk=part.pk):
        raise NotWritten(closed)


def _new_client(document: TextDocument) -> int:
    while document.end(client := secrets.randbits(31)):
        pass
    return client


def _append(part: UUID, by: User, update: bytes) -> int:
    session = f"{by.pk}-server-{uuid.uuid4().hex}"
    message = log.Incoming(session, 1, by.pk, update, inspect(update, limit=LARGEST))
    result = store_updates(part, [message])
    if result.refused:
        raise NotWritten(result.refused[0][1])
    topic = f"draft.{part}"
    hint = {"type": "draft.head", "topic": topic, "head": result.head}
    transaction.on_commit(lambda: announce(hint), robust=True)
    return result.head
