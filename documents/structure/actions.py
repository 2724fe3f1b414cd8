"""Changing the chapters of a document while people write in them.

Whatever changes the order or the borders of chapters locks the document and all of its chapters first:
writers wait a moment, and nothing is lost between reading a text and changing it. Texts are changed by
ordinary updates. An automatic version is kept before. The order of all locks: documents/drafts/locks.py.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.comments.keeping import hold_anchored
from documents.drafts.actions import MOST_PARTS, note, settle
from documents.drafts.locks import hold_document, hold_documents, hold_parts
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.rewriting import rewrite
from documents.drafts.text.anchors import RelativePosition, to_absolute
from documents.drafts.text.units import python_index, unit_index
from documents.structure.carrying import carry_behind, carry_over, carry_to
from documents.structure.copying import copy_log
from documents.structure.cutting import Cut, cut_at, joined, with_notes
from documents.structure.order import renumber
from documents.structure.pictures import copied, readdressed
from documents.versions.actions import keep_version
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.events import hold, record_access


@transaction.atomic
def split_part(part: Part, *, by: User, at: RelativePosition, title: str = "") -> Part:
    """Everything from the line of `at` becomes the next chapter, with its history, authors and owners."""
    parts = _kept(part.document, by=by)
    part = _open(parts, part)
    if len(parts) >= MOST_PARTS:
        raise ValidationError(_("A document can have at most %(most)s parts.") % {"most": MOST_PARTS})
    document, seq = text_document(part.pk)
    text, unit = document.text, to_absolute(document, at)
    cut = cut_at(text, python_index(text, unit)) if unit is not None else Cut(0, 0, "")
    if not text[: cut.end].strip() or not text[cut.start :].strip():
        raise ValidationError(_("There is nothing to divide at this place."))
    new = copy_log(part, seq, title=title or cut.title)
    carry_behind(part, new, document, unit_index(text, cut.end))
    rewrite(new, by=by, text=with_notes(text[cut.start :], text))
    rewrite(part, by=by, text=with_notes(text[: cut.end], text))
    renumber(_with(parts, new, after=part))
    _note("part.split", part, by=by, new=str(new.pk), new_title=new.title, at=cut.start)
    return new


@transaction.atomic
def join_parts(part: Part, *, by: User) -> Part:
    """The next chapter's text follows this one's under its title; it goes into the bin itself."""
    parts = _kept(part.document, by=by)
    part = _open(parts, part)
    place = parts.index(part)
    if place + 1 == len(parts):
        raise ValidationError(_("This is the last chapter: there is nothing to join to it."))
    other = _open(parts, parts[place + 1])
    first, second = (bring_up_to_date(one).text for one in (part, other))
    rewrite(part, by=by, text=first + joined(first, other.title, second))
    carry_over(other, part, second, text_document(part.pk)[0], len(first))
    other.joined_to = part
    _bin(other)
    renumber([one for one in parts if one != other])
    _note("part.joined", part, by=by, other=str(other.pk), other_title=other.title)
    _tell_sockets("part.joined", other, by=by)
    return part


@transaction.atomic
def order_parts(document: Document, *, by: User, order: Sequence[UUID]) -> None:
    """Chapters that the order does not name keep their places behind those it names."""
    parts = _locked(document)
    places = {pk: place for place, pk in enumerate(order)}
    wanted = sorted(parts, key=lambda part: places.get(part.pk, len(places)))
    if wanted != parts:
        renumber(wanted)
        note("parts.ordered", document, by=by, order=[str(part.pk) for part in wanted])


def move_part(part: Part, *, by: User, up: bool) -> None:
    """Change places with the neighbour; nothing happens at the ends."""
    keys = list(part.document.parts.values_list("pk", flat=True))
    place = keys.index(part.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(keys):
        keys[place], keys[target] = keys[target], keys[place]
        order_parts(part.document, by=by, order=keys)


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Into the bin, with everything in it."""
    parts = _kept(part.document, by=by)
    found = _found(parts, part)
    _bin(found)
    renumber([one for one in parts if one != found])
    _note("part.removed", found, by=by)
    _tell_sockets("part.removed", found, by=by)


@transaction.atomic
def restore_part(part: Part, *, by: User) -> None:
    """Back to about where it was."""
    parts = _locked(part.document)
    found = Part.every.select_for_update().get(pk=part.pk)
    if not found.removed:
        return
    found.document, found.removed, found.joined_to = part.document, None, None
    found.save(update_fields=["removed", "joined_to"])
    settle(found)
    place = min(found.position - 1, len(parts))
    renumber([*parts[:place], found, *parts[place:]])
    _note("part.restored", found, by=by)
    _tell_sockets("part.restored", found, by=by)


@transaction.atomic
def transfer_part(part: Part, *, by: User, target: Document) -> None:
    """The chapter, with its history and its owners, becomes the last one of another document."""
    source = part.document
    held = hold_documents((source, target))
    for document in held:
        hold_anchored(hold_parts(document))
    # Before the first event: each version kept below numbers its own in the topics of one document.
    hold(topic for one in held for topic in (one.topic, *one.list_topics()))
    locked = {document.pk: _kept(document, by=by) for document in held}
    addresses = copied(text_document(part.pk)[0].text, source, target, by=by)
    found = _open(locked[source.pk], part)
    if len(locked[target.pk]) >= MOST_PARTS:
        raise ValidationError(_("A document can have at most %(most)s parts.") % {"most": MOST_PARTS})
    if addresses:
        rewrite(found, by=by, text=readdressed(text_document(found.pk)[0].text, addresses))
    found.document = target
    found.save(update_fields=["document"])
    settle(found)
    carry_to(found, target)
    renumber([one for one in locked[source.pk] if one != found])
    renumber([*locked[target.pk], found])
    for document in (source, target):
        note("part.transferred", document, by=by, part=str(found.pk), title=found.title, to=target.pk)
    _tell_sockets("part.transferred", found, by=by)


def _locked(document: Document) -> list[Part]:
    """Its chapters in order."""
    hold_document(document)
    return hold_parts(document)


def _kept(document: Document, *, by: User) -> list[Part]:
    """Its chapters in order, after a version of them was kept.

    What hangs on them is held before: keeping is an event, and whoever answers a comment holds its thread and
    waits for the topic.
    """
    hold_anchored(_locked(document))
    keep_version(document, by=by, reason=Version.Reason.STRUCTURE)
    return hold_parts(document)  # as they are now: keeping a version brings what is shown of them up to date


def _found(parts: Iterable[Part], part: Part) -> Part:
    found = next((one for one in parts if one.pk == part.pk), None)
    if found is None:
        raise ValidationError(_("This chapter was removed or moved meanwhile."))
    return found


def _open(parts: Iterable[Part], part: Part) -> Part:
    found = _found(parts, part)
    if found.closed:
        said = {"title": found.title, "state": found.get_closed_display()}
        raise ValidationError(_("The chapter “%(title)s” cannot be changed: %(state)s.") % said)
    return found


def _bin(part: Part) -> None:
    part.removed = timezone.now()
    part.save(update_fields=["removed", "joined_to"])
    settle(part)


def _with(parts: list[Part], new: Part, *, after: Part) -> list[Part]:
    place = parts.index(after) + 1
    return [*parts[:place], new, *parts[place:]]


def _note(kind: str, part: Part, *, by: User, **data: Any) -> None:
    note(kind, part.document, by=by, part=str(part.pk), title=part.title, **data)


def _tell_sockets(kind: str, part: Part, *, by: User) -> None:
    record_access(kind, by=by, group=part.document.group_id, people=None, part=str(part.pk))
