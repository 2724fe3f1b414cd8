"""How versions are shown: automatic ones fold into one line, text alone is rendered."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from documents.reading.texts import freeze
from documents.versions.actions import frozen
from documents.versions.models import Version, VersionPart

PAGE = 60


@dataclass(frozen=True)
class Run:
    """Versions that follow each other in the list; more than one automatic ones are folded."""

    automatic: bool
    versions: list[Version]

    @property
    def folded(self) -> bool:
        return self.automatic and len(self.versions) > 1


def runs(versions: Iterable[Version]) -> list[Run]:
    grouped = groupby(versions, key=lambda version: version.kind == Version.Kind.AUTOMATIC)
    done: list[Run] = []
    for automatic, group in grouped:
        found = list(group)
        done += [Run(True, found)] if automatic else [Run(False, [version]) for version in found]
    return done


def readable(version: Version) -> list[VersionPart]:
    """Its parts with their HTML, also when they were kept as text alone."""
    parts = list(version.parts.all())
    if any(part.html for part in parts):
        return parts
    texts = [(part.title, frozen(part.text, f"c{part.position}")) for part in parts]
    for part, done in zip(parts, freeze(version.document, texts), strict=True):
        part.html, part.toc = done.html, done.toc
    return parts
