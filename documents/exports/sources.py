"""What is exported, asked of the door: a draft, one of its chapters, or a version."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.access import document_for, part_for, version_for
from documents.drafts.exporting import whole
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.exports.remarks import Remarks, remarks_of
from documents.reading.model import Chapter
from documents.reading.texts import read_draft
from documents.versions.listing import readable
from documents.versions.models import Version, VersionPart
from kes.access import Visitor

LONG = 100_000  # characters, about 40 pages: beyond them files are made in the background


@dataclass(frozen=True)
class Source:
    document: Document
    title: str
    subtitle: str
    at: datetime
    chapters: Sequence[Chapter]
    markdown: str
    facts: dict[str, str]
    remarks: Remarks = field(default_factory=Remarks)  # when they were asked for

    @property
    def long(self) -> bool:
        return len(self.markdown) > LONG


def source_for(visitor: Visitor, arguments: dict[str, Any]) -> Source:
    """Raises what the doors raise. `arguments` name a "version", a "part" or a "document"."""
    if version := arguments.get("version"):
        return _version(version_for(visitor, version))
    remarked = arguments.get("format", "") if arguments.get("comments") else None
    if part := arguments.get("part"):
        chosen = part_for(visitor, part)
        return _draft(chosen.document, remarked, only=chosen)
    return _draft(document_for(visitor, arguments["document"]), remarked)


def _draft(document: Document, remarked: str | None, only: Part | None = None) -> Source:
    """A part is numbered as in the whole. `remarked`: the format that comments are wanted for."""
    parts = [bring_up_to_date(part) for part in document.parts.all()]
    taken = [part for part in parts if only is None or part.pk == only.pk]
    remarks = Remarks() if remarked is None else remarks_of(taken, remarked)
    _parts, found = read_draft(document, parts, shown=remarks.html)
    chapters = [one for part, one in zip(parts, found.chapters, strict=True) if part in taken]
    return _source(document, taken, chapters, remarks)


def _source(
    document: Document, parts: Sequence[Part], chapters: Sequence[Chapter], remarks: Remarks
) -> Source:
    now = timezone.now()
    words = _("draft of %(day)s") % {"day": date_format(timezone.localtime(now), "DATE_FORMAT")}
    text = whole(document.title, [(part.title, part.text) for part in parts])
    return Source(document, document.title, words, now, chapters, text, _adopted(document), remarks)


def _version(version: Version) -> Source:
    parts = readable(version)
    text = whole(version.title, [(part.title, part.text) for part in parts])
    words = _("version %(number)s: %(name)s") % {"number": version.number, "name": version.name}
    facts = _adopted(version.document) | {
        _("Frozen"): date_format(timezone.localtime(version.created), "DATETIME_FORMAT"),
        "SHA-256": version.sha256,
    }
    chapters = [_frozen(part) for part in parts]
    return Source(version.document, version.title, words, version.created, chapters, text, facts)


def _adopted(document: Document) -> dict[str, str]:
    """An adopted text names its resolution."""
    return {_("Adopted"): document.resolution} if document.resolution else {}


def _frozen(part: VersionPart) -> Chapter:
    return Chapter(part.title, f"c{part.position}", part.html, part.toc, part.blocks, part.number)
