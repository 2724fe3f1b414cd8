"""What bringing a version back would do: which chapters change and how, and which must stay as they are."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404

from documents.access import part_for
from documents.drafts.models import Part
from documents.reading.references import References
from documents.versions.comparing import Comparison, compare
from documents.versions.models import Version, VersionPart
from documents.versions.sides import draft_side, version_side
from kes.access import Visitor

PREFIX = "head-"
MOST_DIGITS = 18


class Return:
    """`only` is the key of one chapter of the version; without it all chapters that the visitor may write."""

    def __init__(self, visitor: Visitor, version: Version, *, only: str) -> None:
        self.version = version
        self.chosen: list[tuple[VersionPart, Part]] = []
        self.left_out: list[VersionPart] = []
        parts = [part for part in version.parts.all() if only in ("", str(part.pk))]
        if only and not parts:
            raise Http404
        for kept in parts:
            part = _writable(visitor, kept, strict=bool(only))
            if part is None:
                self.left_out.append(kept)
            else:
                self.chosen.append((kept, part))

    @cached_property
    def comparison(self) -> Comparison:
        keys = {kept.key for kept, _part in self.chosen}
        document = self.version.document
        references = References(document)
        draft, version = draft_side(document, references), version_side(self.version, references)
        old, new = (
            replace(side, chapters=[chapter for chapter in side.chapters if chapter.key in keys])
            for side in (draft, version)
        )
        return compare(old, new)

    @property
    def heads(self) -> list[tuple[str, int]]:
        """For the form: the numbers of the log at which the visitor saw this."""
        known = self.comparison.old.heads
        return [(f"{PREFIX}{part.pk}", known[str(part.pk)]) for _kept, part in self.chosen]


def heads(posted: Mapping[str, str]) -> dict[str, int]:
    found = {name.removeprefix(PREFIX): value for name, value in posted.items() if name.startswith(PREFIX)}
    # what is cut is still beyond every log, and refused as such; longer numbers Python does not read
    return {name: int(value[:MOST_DIGITS]) for name, value in found.items() if value.isdecimal()}


def _writable(visitor: Visitor, kept: VersionPart, *, strict: bool) -> Part | None:
    """The chapter as it is now; None when it is gone, locked or closed to the visitor."""
    try:
        part = part_for(visitor, kept.part_id or "", "groups.edit_draft")
    except (PermissionDenied, Http404):
        if strict:
            raise
        return None
    return None if part.locked and not strict else part
