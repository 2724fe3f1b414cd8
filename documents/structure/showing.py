"""What pages show of the chapters of a document: whose they are, how far they are, what one may do."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.drafts.models import Document, Part
from documents.drafts.rights import rights_by_part
from kes.access import Visitor


@dataclass(frozen=True)
class Row:
    part: Part
    held: frozenset[str]
    write: bool  # now
    join: bool  # the next chapter can be joined to it


@dataclass(frozen=True)
class Progress:
    ready: int
    total: int
    late: int


def rows(visitor: Visitor, document: Document) -> list[Row]:
    parts = list(document.parts.defer("text", "html").select_related("owner", "former_owner", "owner_group"))
    for part in parts:
        part.document = document
    rights = rights_by_part(visitor, document, parts)
    write = [part.open_to(rights[part.pk]) for part in parts]
    joins = [both == (True, True) for both in zip(write, [*write[1:], False], strict=True)]
    return [
        Row(part, rights[part.pk], open_, joins_)
        for part, open_, joins_ in zip(parts, write, joins, strict=True)
    ]


def progress(parts: Iterable[Part]) -> Progress:
    found = list(parts)
    ready = {Part.Status.READY, Part.Status.APPROVED}
    return Progress(sum(part.status in ready for part in found), len(found), sum(part.late for part in found))
