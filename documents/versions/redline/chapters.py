"""Two documents chapter by chapter: which came, went, moved, got another title or another text."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .blocks import read
from .merge import Change, Merger, Shown
from .words import Child


@dataclass(frozen=True)
class Chapter:
    """`key` is the same for a chapter in every version; its HTML is made only when its text differs."""

    key: str
    title: str
    text: str
    html: Callable[[], str]


@dataclass
class ChapterRedline:
    """`state` is same, changed, added or removed; `position` among the new chapters, 0 for a removed one."""

    title: list[Child]
    plain_title: str
    state: str
    position: int = 0
    moved: bool = False
    renamed: bool = False
    blocks: list[Shown] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass
class Redline:
    chapters: list[ChapterRedline]

    @property
    def changes(self) -> list[Change]:
        return [change for chapter in self.chapters for change in chapter.changes]

    @property
    def inserted(self) -> int:
        return sum(change.inserted for change in self.changes)

    @property
    def deleted(self) -> int:
        return sum(change.deleted for change in self.changes)

    @property
    def same(self) -> bool:
        return not self.changes and not any(chapter.moved for chapter in self.chapters)


Pair: TypeAlias = tuple[Chapter | None, Chapter | None]


def redline(old: Sequence[Chapter], new: Sequence[Chapter], *, whole: bool = False) -> Redline:
    """With `whole`, chapters that did not change have their blocks as well."""
    moved = _moved(old, new)
    done: list[ChapterRedline] = []
    number = 1
    for before, after in _paired(old, new):
        merger = Merger(number)
        done.append(_chapter(merger, before, after, whole=whole))
        done[-1].moved = after is not None and after.key in moved
        done[-1].position = new.index(after) + 1 if after else 0
        number += len(done[-1].changes)
    return Redline(done)


def _chapter(merger: Merger, old: Chapter | None, new: Chapter | None, *, whole: bool) -> ChapterRedline:
    if old is None or new is None:
        chapter = old or new
        assert chapter is not None  # one side has it
        mark, state = ("ins", "added") if old is None else ("del", "removed")
        title, blocks = merger.all(chapter.title, read(chapter.html()), mark)
        return ChapterRedline(title, chapter.title, state, blocks=blocks, changes=merger.changes)
    title = merger.line(old.title, new.title)
    state = "same" if old.text == new.text else "changed"
    found = ChapterRedline(title, new.title, state, renamed=old.title != new.title, changes=merger.changes)
    if state == "changed" or whole:
        found.blocks = merger.blocks(read(old.html()), read(new.html()))
    return found


def _paired(old: Sequence[Chapter], new: Sequence[Chapter]) -> list[Pair]:
    """In the new order; a removed chapter stands behind the one it followed."""
    before = {chapter.key: chapter for chapter in old}
    pairs: list[Pair] = [(before.get(chapter.key), chapter) for chapter in new]
    kept = {chapter.key for chapter in new}
    for at, chapter in enumerate(old):
        if chapter.key not in kept:
            behind = old[at - 1].key if at else None
            place = next((n + 1 for n, pair in enumerate(pairs) if behind in _keys(pair)), 0)
            pairs.insert(place, (chapter, None))
    return pairs


def _keys(pair: Pair) -> set[str]:
    return {chapter.key for chapter in pair if chapter}


def _moved(old: Sequence[Chapter], new: Sequence[Chapter]) -> set[str]:
    """The fewest chapters that must have changed their place among those that both have."""
    places = {chapter.key: at for at, chapter in enumerate(old)}
    common = [chapter.key for chapter in new if chapter.key in places]
    tails: list[int] = []  # smallest last place of a rising row of each length
    ends: list[int] = []
    for key in common:
        at = bisect_left(tails, places[key])
        tails[at : at + 1] = [places[key]]
        ends.append(at)
    stay: set[str] = set()
    wanted = len(tails) - 1
    for key, end in zip(reversed(common), reversed(ends), strict=True):
        if end == wanted:
            stay.add(key)
            wanted -= 1
    return set(common) - stay
