"""A comparison as the page shows it: chapters with marks, the list of changes, the numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from documents.versions.redline import Change, ChapterRedline, Labels, Redline, redline, write
from documents.versions.redline.merge import Shown
from documents.versions.sides import Side

AROUND = 1  # blocks left standing beside a change when the rest is folded away
LONG = 120  # characters of a change in the list


@dataclass(frozen=True)
class Stretch:
    """Blocks that are shown, or folded away because nothing changed in them."""

    html: SafeString
    folded: int = 0


@dataclass(frozen=True)
class Entry:
    number: int
    kind: str  # inserted, deleted, replaced
    old: str
    new: str


@dataclass(frozen=True)
class Shelf:
    """One chapter."""

    title: SafeString
    plain_title: str
    state: str
    moved: bool
    renamed: bool
    position: int
    stretches: list[Stretch]
    entries: list[Entry]


@dataclass(frozen=True)
class Comparison:
    old: Side
    new: Side
    found: Redline
    shelves: list[Shelf]


def compare(old: Side, new: Side, *, whole: bool = False) -> Comparison:
    """With `whole`, what did not change is shown as well."""
    found = redline(old.chapters, new.chapters, whole=whole)
    labels = Labels(_("inserted"), _("deleted"), _("end"))
    named: set[str] = set()
    return Comparison(old, new, found, [_shelf(one, labels, named, whole) for one in found.chapters])


def _shelf(chapter: ChapterRedline, labels: Labels, named: set[str], whole: bool) -> Shelf:
    return Shelf(
        title=_safe(write(chapter.title, labels, named)),
        plain_title=chapter.plain_title,
        state=chapter.state,
        moved=chapter.moved,
        renamed=chapter.renamed,
        position=chapter.position,
        stretches=list(_stretches(chapter.blocks, labels, named, whole)),
        entries=[_entry(change) for change in chapter.changes],
    )


def _stretches(blocks: Sequence[Shown], labels: Labels, named: set[str], whole: bool) -> list[Stretch]:
    near = [whole or _near(blocks, at) for at in range(len(blocks))]
    done = []
    for shown, group in groupby(zip(near, blocks, strict=True), key=lambda pair: pair[0]):
        nodes = [block.node for _shown, block in group]
        html = _safe(write(nodes, labels, named))
        done.append(Stretch(html, 0 if shown else len(nodes)))
    return done


def _near(blocks: Sequence[Shown], at: int) -> bool:
    return any(block.changed for block in blocks[max(at - AROUND, 0) : at + AROUND + 1])


def _entry(change: Change) -> Entry:
    kind = "replaced" if change.old and change.new else "inserted" if change.new else "deleted"
    return Entry(change.number, kind, _short(change.old), _short(change.new))


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def _safe(html: str) -> SafeString:
    """Made of the page's own safe HTML, every word escaped again (redline/html.py)."""
    return mark_safe(html)  # noqa: S308
