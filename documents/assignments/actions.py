"""Giving chapters to people and groups, with a status and a deadline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from documents.drafts.actions import note, settle
from documents.drafts.locks import hold_part
from documents.drafts.models import Part
from groups.access import my_groups
from groups.directory.models import Group
from kes.accounts.models import User
from kes.live.events import ACCESS, hold, record_access


@dataclass(frozen=True)
class Assignment:
    """What may be said about a chapter beside its text."""

    owner: User | None = None
    former_owner: User | None = None  # who left and is still to be replaced
    owner_group: Group | None = None
    restricted: bool = False
    status: str = Part.Status.PLANNED
    deadline: date | None = None
    language: str = Part.Language.POLISH


RIGHTS = {"owner", "owner_group", "restricted"}


def assign_part(part: Part, *, by: User, wanted: Assignment) -> bool:
    """Make it all that is wanted, whatever was said of the chapter before."""
    return change_assignment(part, by=by, said=vars(wanted))


@transaction.atomic
def change_assignments(parts: Iterable[Part], *, by: User, said: Mapping[str, Any]) -> int:
    """Of several chapters, all in the same way; how many were changed.

    Each change is an event of its own, for other desks: the topics of all are locked first, in the one order.
    """
    found = [hold_part(part) for part in parts]
    hold(_topics(found, said))
    return sum(change_assignment(part, by=by, said=said) for part in found)


@transaction.atomic
def change_assignment(part: Part, *, by: User, said: Mapping[str, Any]) -> bool:
    """Change what differs; says whether anything did. Open pages and sockets hear of it at once.

    `said` names fields of an `Assignment`; the others are left alone, since somebody may have changed them
    meanwhile. Raises ValidationError for an owner who is in no group that writes in the document.
    """
    found = hold_part(part)
    changed = [name for name, value in said.items() if getattr(found, name) != value]
    if not changed:
        return False
    before = {name: _plain(getattr(found, name)) for name in changed}
    was_closed, desks = found.closed, {found.owner_id}
    for name in changed:
        setattr(found, name, said[name])
    if "owner" in changed:
        found.owner_through = _through(found)
    found.save(update_fields=[*changed, "owner_through"])
    settle(found)
    _tell(
        found,
        by=by,
        before=before,
        desks=(desks | {found.owner_id}) - {None},
        rights=bool(RIGHTS & {*changed}) or found.closed != was_closed,
    )
    part.refresh_from_db()
    return True


def _topics(parts: Iterable[Part], said: Mapping[str, Any]) -> list[str]:
    """All that may hear of the changes."""
    owner, group = said.get("owner"), said.get("owner_group")
    owners = {part.owner_id for part in parts} | {owner.pk if owner else None}
    found = [*(f"desk.{pk}" for pk in owners if pk), *([f"documents.{group.pk}"] if group else [])]
    for document in {part.document for part in parts}:
        found += [document.topic, *document.list_topics(), f"group.{document.group_id}"]
    return [*found, ACCESS]


def _through(part: Part) -> Group | None:
    """The group whose membership makes the person an owner: the document's, else one that writes in it."""
    if part.owner is None:
        return None
    home, own = part.document.group_id, part.owner_group_id
    writing = Part.objects.filter(document=part.document_id).values("owner_group")
    theirs = my_groups(part.owner).filter(Q(pk__in=[home, own or home]) | Q(pk__in=writing))
    found = min(theirs, key=lambda group: (group.pk != home, group.pk != own, group.pk), default=None)
    if found is None:
        raise ValidationError(
            _("%(name)s is in none of the groups that write in this document.") % {"name": part.owner}
        )
    return found


def _tell(part: Part, *, by: User, before: dict[str, Any], desks: set[Any], rights: bool) -> None:
    after = {name: _plain(getattr(part, name)) for name in before}
    about = {"part": str(part.pk), "title": part.title, "before": before, "after": after}
    note("part.assigned", part.document, by=by, desks=sorted(desks), **about)
    if rights:
        group = part.document.group_id
        record_access("part.assigned", by=by, group=group, people=None, part=str(part.pk))


def _plain(value: Any) -> Any:
    """As the log of events keeps it."""
    if isinstance(value, User | Group):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
