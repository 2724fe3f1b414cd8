"""Making suggestions, accepting, rejecting and withdrawing them.

Accepting is an ordinary edit of the text in the name of the suggestion's author, made under the lock of the
part's row, and only while the words that were quoted stand there. Who decided is kept with the suggestion.
The document is locked before the suggestions (documents/drafts/locks.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.comments.actions import open_thread
from documents.comments.anchoring import Place, Reading, State
from documents.comments.keeping import anchor_of, hold_anchored, put
from documents.comments.models import CommentThread
from documents.comments.passages import Found
from documents.drafts.locks import hold_document, hold_parts
from documents.drafts.models import Part
from documents.drafts.rewriting import write_in
from documents.drafts.session import NOTHING
from documents.drafts.text import TextDocument
from documents.suggestions.applying import Change, apart, apply, change_of
from documents.suggestions.models import Suggestion
from documents.versions.actions import keep_version
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.events import record

Pending = Suggestion.State.PENDING


class Stale(ValidationError):
    """The words that the suggestion quotes do not stand there any more."""

    def __init__(self) -> None:
        super().__init__(_("The text has changed since. Compare both wordings and decide."))


@dataclass(frozen=True)
class Wording:
    """One change proposed: where, and what shall stand there."""

    passage: Found
    replacement: str


@transaction.atomic
def suggest(
    part: Part,
    *,
    by: User | None,
    wordings: Sequence[Wording],
    reason: str = "",
    key: str = "",
    author_name: str = "",
    created: datetime | None = None,
) -> list[Suggestion]:
    """One row for each change; the same form sent twice makes them once.

    An import gives `author_name` for an author without an account, and when it was written.
    """
    if by and key and (known := list(Suggestion.objects.filter(author=by, key__startswith=f"{key}:"))):
        if _say_the_same(known, part, wordings, reason):
            return known
        key = uuid4().hex  # a restored form may carry its old key with new words: those are other suggestions
    made = []
    for number, wording in enumerate(wordings):
        row = Suggestion(document=part.document, author=by, author_name=author_name, reason=reason)
        put(row, wording.passage.anchor, wording.passage.place, part=part, seq=0)
        row.block, row.replacement = wording.passage.block, wording.replacement
        row.key = f"{key}:{number}" if key else ""
        row.created = created or row.created
        row.save()
        made.append(row)
        _record("suggestion.made", row, by=by)
    return made


@transaction.atomic
def accept(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Raises Stale; NotWritten when the part takes no writing; ValidationError when it was decided before."""
    found = _held(suggestion)
    assert found.part
    accepted = _accept_together(found.part, [found], by=by)
    if not accepted:
        raise Stale
    return accepted[0]


def accept_all(part: Part, *, by: User, author: User | None = None) -> tuple[int, int]:
    """All that can be applied, or those of one author; how many were, and how many wait for a decision.

    Those whose words were moved are left: somebody should look at the place first. An automatic version is
    kept before.
    """
    with transaction.atomic():
        hold_document(part.document)
        hold_parts(part.document)
        hold_anchored([part])
        keep_version(part.document, by=by, reason=Version.Reason.ACCEPT)
        rows = Suggestion.objects.select_for_update(of=("self",)).filter(part=part, state=Pending)
        mine = list(rows.filter(author=author) if author else rows)
        done = 0
        for writer in {row.author_id for row in mine}:
            ready = [row for row in mine if row.author_id == writer and row.place == State.KEPT]
            done += len(_accept_together(part, ready, by=by)) if ready else 0
    return done, len(mine) - done


@transaction.atomic
def reject(suggestion: Suggestion, *, by: User, answer: str = "") -> Suggestion:
    found = _held(suggestion)
    found.answer = answer
    return _decided(found, Suggestion.State.REJECTED, by)


@transaction.atomic
def reject_all(part: Part, *, by: User, author: User | None = None, answer: str = "") -> int:
    hold_document(part.document)
    rows = Suggestion.objects.select_for_update(of=("self",)).filter(part=part, state=Pending)
    chosen = list(rows.filter(author=author) if author else rows)
    for row in chosen:
        reject(row, by=by, answer=answer)
    return len(chosen)


@transaction.atomic
def withdraw(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Its author does not want it any more."""
    return _decided(_held(suggestion), Suggestion.State.WITHDRAWN, by)


@transaction.atomic
def discuss(suggestion: Suggestion, *, by: User, body: str) -> CommentThread:
    """Open the thread of comments about the suggestion."""
    hold_document(suggestion.document)
    found = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if found.thread:
        raise ValidationError(_("This suggestion is being discussed already. Answer in its thread."))
    if found.part is None:
        raise Stale
    place = Place(found.at, found.till, State(found.place))
    thread = open_thread(found.part, by=by, body=body, passage=Found(anchor_of(found), place, found.block))
    found.thread = thread
    found.save(update_fields=["thread"])
    _record("suggestion.discussed", found, by=by)
    return thread


def _say_the_same(known: list[Suggestion], part: Part, wordings: Sequence[Wording], reason: str) -> bool:
    """Two words of one paragraph may both be removed: what is replaced is compared, too."""
    old = [(row.part_id, row.reason, row.quote, row.replacement) for row in known]
    new = [(part.pk, reason, one.passage.anchor.quote, one.replacement) for one in wordings]
    return Counter(old) == Counter(new)


def _accept_together(part: Part, rows: Iterable[Suggestion], *, by: User) -> list[Suggestion]:
    """Rows of one author, locked; those whose words stand where they should become one row of the log."""
    chosen: dict[int, Change] = {}
    known = {row.pk: row for row in rows}

    def edit(document: TextDocument, client: int) -> bytes:
        reading = Reading(document)
        found = ((pk, change_of(reading, anchor_of(row), row.replacement)) for pk, row in known.items())
        chosen.update(apart((pk, change) for pk, change in found if change))
        return apply(document, chosen.values(), client) if chosen else NOTHING

    writer = next(iter(known.values())).author or by
    result = write_in(part, by=writer, edit=edit)
    for pk in chosen:
        known[pk].applied_seq = result.seq
        _decided(known[pk], Suggestion.State.ACCEPTED, by)
    return [known[pk] for pk in chosen]


def _held(suggestion: Suggestion) -> Suggestion:
    hold_document(suggestion.document)
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("part__document", "document")
    found = rows.get(pk=suggestion.pk)
    if found.state != Pending:
        raise ValidationError(_("This suggestion has been decided already."))
    if found.part is None:
        raise Stale
    return found


def _decided(row: Suggestion, state: Suggestion.State, by: User) -> Suggestion:
    row.state, row.decided, row.decided_by = state, timezone.now(), by
    row.save(update_fields=["state", "decided", "decided_by", "answer", "applied_seq"])
    _record("suggestion.decided", row, by=by)
    return row


def _record(kind: str, row: Suggestion, *, by: User | None) -> None:
    data = {"suggestion": row.pk, "part": str(row.part_id or ""), "author": row.author_id, "state": row.state}
    document = row.document
    record(kind, by=by, topics=[document.topic], about=row, group=document.group_id, data=data)
