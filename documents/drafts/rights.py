"""What a visitor may do with one chapter: the rights in the document's group, and those that owning it gives.

The owner may be a person, or a group: whoever may read, comment, suggest or write in the drafts of that group
may do the same in this chapter, and read the rest of the document. A person owns it through a membership, of
the document's group or of one that writes in the document, and no longer than it lasts. Asked through
documents/access.py.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from documents.drafts.models import Document, Part
from groups.access import groups_with, my_groups, permissions
from groups.membership.models import Membership
from kes.access import Visitor

READ = frozenset({"view_draft"})
OWNED = READ | {"comment_draft", "suggest_edit", "edit_draft"}
NONE: frozenset[str] = frozenset()
DECISIVE = (  # the fields on which the rights in a chapter hang, seen from it
    *("owner_id", "owner_through_id", "restricted", "removed"),
    *("document__stage", "document__group__visibility", "owner_group__visibility"),
)
ENDED = frozenset(  # in an archived document; what moves it back stays
    {"comment_draft", "suggest_edit", "edit_draft", "manage_document", "move_document", "cut_version"}
)


def part_rights(visitor: Visitor, part: Part) -> frozenset[str]:
    """Codenames of groups/roles.py; `part` comes with its document, both groups read."""
    held = permissions(visitor, part.document.group)
    if part.restricted or not held >= OWNED:
        group = part.owner_group
        theirs = permissions(visitor, group) if group else NONE
        held = _combined(held, theirs, part, bool(_owned_in_person(visitor, [part])))
    return _in_its_stage(part.document, _with_reading(visitor, part.document, held))


def rights_by_part(visitor: Visitor, document: Document, parts: Iterable[Part]) -> dict[UUID, frozenset[str]]:
    """The same for many chapters of one document; each owning group is asked once."""
    held, found = document_rights(visitor, document), list(parts)
    groups = {part.owner_group_id: part.owner_group for part in found}
    theirs = {pk: permissions(visitor, group) if group else NONE for pk, group in groups.items()}
    own = _owned_in_person(visitor, found)
    return {
        part.pk: _in_its_stage(document, _combined(held, theirs[part.owner_group_id], part, part.pk in own))
        for part in found
    }


def document_rights(visitor: Visitor, document: Document) -> frozenset[str]:
    """Those in its group; whoever has a part in it reads the whole."""
    held = _with_reading(visitor, document, permissions(visitor, document.group))
    return _in_its_stage(document, held)


def owned_by(visitor: Visitor) -> Q:
    """Chapters that the visitor owns, or that a group owns whose drafts the visitor reads."""
    if not visitor.is_authenticated or not visitor.is_active:
        return Q(pk__in=())
    return owned_in_person(visitor) | Q(owner_group__in=groups_with(visitor, "groups.view_draft"))


def owned_in_person(visitor: Visitor) -> Q:
    """Chapters of the visitor's own, not of a group's."""
    return Q(owner=visitor.pk, owner_through__in=my_groups(visitor))


def owner_is_here() -> Exists:
    """Whether the chapter's owner is today among the people through whom it is owned."""
    here = Membership.objects.current().filter(user=OuterRef("owner"), group=OuterRef("owner_through"))
    return Exists(here.filter(user__is_active=True))


def _owned_in_person(visitor: Visitor, parts: Iterable[Part]) -> set[UUID]:
    named = [part for part in parts if part.owner_id and part.owner_id == visitor.pk]
    mine = set(my_groups(visitor).values_list("pk", flat=True)) if named else set()
    return {part.pk for part in named if part.owner_through_id in mine}


def _combined(held: frozenset[str], theirs: frozenset[str], part: Part, own: bool) -> frozenset[str]:
    """`held` in the document's group, `theirs` in the group that owns the chapter; `own`: of the visitor."""
    if part.restricted and "manage_document" not in held:
        held -= {"edit_draft"}
    return held | (OWNED if own else theirs & OWNED)


def _with_reading(visitor: Visitor, document: Document, held: frozenset[str]) -> frozenset[str]:
    if "view_draft" in held or not Part.objects.filter(owned_by(visitor), document=document.pk).exists():
        return held
    return held | READ


def _in_its_stage(document: Document, held: frozenset[str]) -> frozenset[str]:
    return held - ENDED if document.stage == Document.Stage.ARCHIVED else held
