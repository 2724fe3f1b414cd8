"""Creating documents and parts, writing in them, naming and locking parts."""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.drafts import log
from documents.drafts.locks import hold_document, hold_part
from documents.drafts.log import Incoming, Result
from documents.drafts.models import Document, DocumentVisit, Part, PartClient, PartSnapshot, PartUpdate
from documents.drafts.projection import project
from documents.drafts.text import TextDocument
from documents.drafts.text.edit import clean, insert
from groups.directory.models import Group
from kes.accounts.models import User
from kes.live.events import record, record_access

SITTING = 600  # seconds of one person's writing in a part that make one line of the log of events
NOTE_EVERY = 5  # seconds
MOST_PARTS = 400
SITTING_ENDS = timedelta(minutes=30)  # without a look at the document


@dataclass
class Sitting:
    """When this process last noted and last recorded that somebody writes (monotonic seconds)."""

    seen: float = -inf
    recorded: float = -inf


# Told that somebody writes in a part, at most every few seconds, inside the transaction of the writing.
watchers: list[Callable[[UUID], None]] = []

_sittings: dict[tuple[UUID, int], Sitting] = {}


@transaction.atomic
def create_document(group: Group, *, by: User, title: str, parts: Sequence[tuple[str, str]]) -> Document:
    """A new document of parts given as (title, Markdown)."""
    if len(parts) > MOST_PARTS:
        raise ValidationError(_("A document can have at most %(most)s parts.") % {"most": MOST_PARTS})
    document = Document.objects.create(group=group, title=title, author=by, changed_by=by)
    for part_title, text in parts:
        add_part(document, by=by, title=part_title, text=text)
    note("document.created", document, by=by, title=title)
    return document


@transaction.atomic
def add_part(document: Document, *, by: User, title: str, text: str = "") -> Part:
    """A new last part; its first text is an ordinary update of the log, in the name of `by`."""
    hold_document(document)  # of two new parts one is the last
    last = document.parts.aggregate(last=Max("position"))["last"] or 0
    part = Part.objects.create(document=document, position=last + 1, title=title)
    if clean(text):
        _first_text(part, by, text)
    note("part.added", document, by=by, part=str(part.pk), title=title)
    return part


@transaction.atomic
def rename_part(part: Part, *, by: User, title: str, instructions: str | None = None) -> None:
    """Without `instructions`, those that are there stay, also when somebody changes them at the moment."""
    said = {"title": title} | ({} if instructions is None else {"instructions": instructions})
    hold_part(part)
    for name, value in said.items():
        setattr(part, name, value)
    part.save(update_fields=said)
    note("part.renamed", part.document, by=by, part=str(part.pk), title=title)


@transaction.atomic
def lock_part(part: Part, *, by: User, locked: bool) -> None:
    """A locked part takes no writing from anybody; open sockets hear of it at once."""
    found = hold_part(part)
    found.locked = locked
    found.save(update_fields=["locked"])
    settle(found)
    kind = "part.locked" if locked else "part.unlocked"
    note(kind, part.document, by=by, part=str(part.pk), title=part.title)
    record_access(kind, by=by, group=part.document.group_id, people=None, part=str(part.pk))


def settle(part: Part) -> None:
    """Tell the log why nobody can write in the part; belongs into every action that changes a reason."""
    part.closed = part.why_closed()
    Part.every.filter(pk=part.pk).update(closed=part.closed)


def store_updates(part_id: UUID, batch: Sequence[Incoming]) -> Result:
    """Append to the log; then, once a sitting, say in the log of events who is writing.

    Not while the part is locked: that touches the document, which is locked before its parts (structure).
    """
    with transaction.atomic():
        result = log.append(part_id, batch)
    if result.rows:
        stored = {row.session for row in result.rows}
        note_sittings(part_id, due_sittings(part_id, {m.author for m in batch if m.session in stored}))
    return result


def due_sittings(part_id: UUID, authors: Iterable[int]) -> list[int]:
    """Of those who write now, whom to note; each is noted once in a few seconds."""
    now = time.monotonic()
    due = []
    for author in authors:
        noted = _sittings.setdefault((part_id, author), Sitting())
        if now - noted.seen >= NOTE_EVERY:
            noted.seen = now
            due.append(author)
    return due


@transaction.atomic
def note_sittings(part_id: UUID, authors: Iterable[int]) -> None:
    """Keep the document's "last change" nearly right, and record one event a sitting."""
    for author in authors:
        _note_sitting(part_id, author)


@transaction.atomic
def mark_seen(document: Document, *, by: User) -> None:
    now = timezone.now()
    started = {"at": now, "began": now}
    visit, first = DocumentVisit.objects.get_or_create(document=document, user=by, defaults=started)
    if first:
        return
    if now - visit.at >= SITTING_ENDS:
        visit.before, visit.began = visit.at, now
    visit.at = now
    visit.save(update_fields=["at", "began", "before"])


def _note_sitting(part_id: UUID, author: int) -> None:
    now, noted = time.monotonic(), _sittings[part_id, author]
    Document.objects.filter(parts=part_id).update(changed=timezone.now(), changed_by=author)
    for told in watchers:
        told(part_id)
    if now - noted.recorded >= SITTING:
        part = Part.objects.select_related("document").only("title", "document").filter(pk=part_id).first()
        user = User.objects.filter(pk=author).first()
        if part and user:  # either may be gone by now
            note("draft.edited", part.document, by=user, part=str(part_id), title=part.title)
        noted.recorded = now


def _first_text(part: Part, by: User, text: str) -> None:
    document, client = TextDocument(), secrets.randbits(31)
    update = insert(document, 0, clean(text), client)
    PartUpdate.objects.create(part=part, seq=1, author=by, session=f"{by.pk}-first", msg_no=1, update=update)
    PartClient.objects.create(part=part, client=client, user=by, clock=document.state_vector()[client])
    PartSnapshot.objects.create(part=part, seq=1, state=document.encode_state())
    Part.objects.filter(pk=part.pk).update(head_seq=F("head_seq") + 1)
    part.head_seq = 1
    project(part, document.text, 1)


def note(
    kind: str, document: Document, *, by: User | None, desks: Iterable[int] = (), **data: object
) -> None:
    """Record what happened to a document or its part, for its pages and the lists that show it.

    `desks`: whose own desks change by it.
    """
    topics = [document.topic, *document.list_topics(), *(f"desk.{pk}" for pk in desks)]
    about = {"document": document.pk, **data}
    record(kind, by=by, topics=topics, about=document, group=document.group_id, data=about)
