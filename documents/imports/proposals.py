"""Tracked changes of a file as wordings that can be proposed: where in its old text, what instead, by whom.

The old and the new text are compared word by word; Word's own marks say whose a difference is. Differences
that only make sense together (rows of tables, footnotes, pictures, what makes headings) are no proposals:
they are accepted or rejected at once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from typing import Any

from documents.comments.passages import LONGEST as LONGEST_QUOTE
from documents.drafts.text.diff import Hunk, word_hunks
from documents.imports.marks import Edge, edges, with_edges
from documents.suggestions.wordings import LONGEST
from kes.intake import DONE, SHUT, TAKEN, Span, Tracked

MOST = 300  # each is found and anchored in its text

_TOGETHER = re.compile(r"\[\^|/files/|\||^ *(?:#|```|~~~)|^\[\^", re.MULTILINE)
_NUMBER = re.compile(r"\d*")
_OWN_LINE = re.compile(r" *(?:#|\||```|~~~|\[\^)")
_WORD = re.compile(r"[^\s|]+")


@dataclass(frozen=True)
class Change:
    """Characters `start` to `end` of the old text become `text`; `whose` are the spans it belongs to."""

    start: int
    end: int
    text: str
    whose: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    key: int
    author: str
    date: str
    quote: str
    replacement: str

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Proposed:
    """Texts with marks: the rest of the changes accepted, and rejected; `rest` says which words that is."""

    accepting: str
    rejecting: str
    proposals: list[Proposal]
    rest: list[str]


def proposed(tracked: Tracked) -> Proposed | None:
    """None when nothing can be proposed."""
    old, marks = edges(tracked.old)
    owners = _Owners(old, tracked.spans)
    hunks = [_settled(old, hunk) for hunk in word_hunks(old, edges(tracked.new)[0])]
    found = _grouped(old, [owners.change(hunk) for hunk in hunks])
    found = [change for change in found if not _renumbers(old, change)]
    fit = [change for change in found if _can_be(old, change)]
    chosen, unfit = _quoting(old, fit)
    chosen, more = chosen[:MOST], chosen[MOST:]
    rest = sorted(
        [*(change for change in found if change not in fit), *unfit, *more], key=lambda one: one.start
    )
    if not chosen or any(_meet(change, other) for change in rest for other in chosen):
        return None
    all_marks = marks + _edges_of(chosen)
    return Proposed(
        _applied(old, rest, all_marks),
        with_edges(old, all_marks),
        [owners.proposal(key, change) for key, change in enumerate(chosen)],
        [_shown(old, change) for change in rest],
    )


def _settled(old: str, hunk: Hunk) -> Hunk:
    """What is put in may stand a little further on as well: a paragraph behind the whole one before it, a
    word behind a word rather than before a sign."""
    start, stop, text = hunk
    if start < stop or not text:
        return hunk
    place, turned = start, text
    while "\n" in text[1:] and not turned.startswith("\n") and old[place : place + 1] == turned[0]:
        place, turned = place + 1, turned[1:] + turned[0]
    if turned.startswith("\n"):
        return Hunk(place, place, turned)
    if text.endswith(" ") and old[:start].endswith(" ") and not old[start : start + 1].isalnum():
        return Hunk(start - 1, start - 1, f" {text[:-1]}")
    return hunk


class _Owners:
    """Whose a change is, by the letters before it."""

    def __init__(self, old: str, spans: Sequence[Span]) -> None:
        self._old, self._spans = old, spans
        self._letters = [0, *accumulate(map(str.isalpha, old))]
        self._group = list(_groups(spans))

    def change(self, hunk: Hunk) -> Change:
        first, last = self._letters[hunk.start], self._letters[hunk.stop]
        near = [(n, span) for n, span in enumerate(self._spans) if span.first <= last and span.last >= first]
        inside = [n for n, span in near if _within(span, first, last, hunk)]
        whose = inside or [n for n, _span in near][:1]
        return Change(hunk.start, hunk.stop, hunk.text, tuple(dict.fromkeys(self._group[n] for n in whose)))

    def proposal(self, key: int, change: Change) -> Proposal:
        """Without a place for certain, all who changed something are named."""
        mine = [span for n, span in enumerate(self._spans) if self._group[n] in change.whose] or self._spans
        authors = ", ".join(dict.fromkeys(span.author for span in mine if span.author))
        date = next((span.date for span in mine), "")
        return Proposal(key, authors[:200], date, self._old[change.start : change.end], change.text)


def _within(span: Span, first: int, last: int, hunk: Hunk) -> bool:
    """Words that are put in have no letters in the old text."""
    put_in = span.first == span.last and bool(hunk.text)
    return put_in or (span.first < last and span.last > first)


def _groups(spans: Sequence[Span]) -> Iterable[int]:
    """Neighbours by one author are one replacement."""
    group = -1
    for place, span in enumerate(spans):
        before = spans[place - 1] if place else None
        if before is None or before.author != span.author or before.last < span.first:
            group += 1
        yield group


def _grouped(old: str, changes: Sequence[Change]) -> list[Change]:
    """Differences inside one replacement are one change."""
    done: list[Change] = []
    for change in changes:
        last = done[-1] if done else None
        if last and len(change.whose) == 1 and last.whose == change.whose:
            done[-1] = _joined(old, last, change)
        else:
            done.append(change)
    return done


def _joined(old: str, one: Change, two: Change) -> Change:
    between = old[one.end : two.start]
    whose = tuple(dict.fromkeys(one.whose + two.whose))
    return Change(one.start, two.end, f"{one.text}{between}{two.text}", whose)


def _renumbers(old: str, change: Change) -> bool:
    """The number of an item below one that came or went: lists count by themselves."""
    begins = old.rfind("\n", 0, change.start) + 1
    alone = _NUMBER.fullmatch(old[change.start : change.end]) and _NUMBER.fullmatch(change.text)
    return bool(alone) and not old[begins : change.start].strip() and old[change.end : change.end + 2] == ". "


def _can_be(old: str, change: Change) -> bool:
    words = old[change.start : change.end]
    fits = len(words) < LONGEST_QUOTE and len(change.text) < LONGEST
    return fits and not _TOGETHER.search(words) and not _TOGETHER.search(change.text)


def _quoting(old: str, changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Every proposal quotes words; what is only put in, a word beside it. Those that meet become one."""
    done: list[Change] = []
    unfit: list[Change] = []
    for change in changes:
        fresh = change if change.end > change.start else _beside(old, change)
        if fresh is None:
            unfit.append(change)
        elif done and fresh.start <= done[-1].end:
            done[-1] = _overlapped(old, done[-1], change)
        else:
            done.append(fresh)
    return done, unfit


def _overlapped(old: str, widened: Change, change: Change) -> Change:
    """The second begins inside the word that the first one quotes, or right behind it."""
    if change.start >= widened.end:
        return _joined(old, widened, change)
    tail = widened.end - change.start  # of the quoted word, behind the second change
    whose = tuple(dict.fromkeys(widened.whose + change.whose))
    kept = widened.text[: len(widened.text) - tail] + change.text
    end = max(widened.end, change.end)
    return Change(widened.start, end, kept + old[change.end : widened.end], whose)


def _beside(old: str, change: Change) -> Change | None:
    at = change.start
    before, behind = old[:at].rstrip(), len(old) - len(old[at:].lstrip())
    left = re.search(r"[^\s|]+$", before[-200:])
    right = _WORD.match(old, behind) if _plain_line(old, behind) or not _begins_line(old, behind) else None
    touching = len(before) == at
    if left and (touching or (behind > at and _plain_line(old, len(before)))):
        return _widened(old, change, len(before) - len(left[0]), at)
    return _widened(old, change, at, right.end()) if right else None


def _plain_line(old: str, place: int) -> bool:
    begins = old.rfind("\n", 0, place) + 1
    return not _OWN_LINE.match(old, begins)


def _begins_line(old: str, place: int) -> bool:
    return not old[old.rfind("\n", 0, place) + 1 : place].strip()


def _widened(old: str, change: Change, start: int, end: int) -> Change:
    text = f"{old[start : change.start]}{change.text}{old[change.end : end]}"
    return replace(change, start=start, end=end, text=text)


def _meet(one: Change, two: Change) -> bool:
    return one.start < two.end and two.start < one.end


def _edges_of(changes: Iterable[Change]) -> list[Edge]:
    return [
        edge
        for key, change in enumerate(changes)
        for edge in ((change.start, f"{TAKEN}{key}{SHUT}"), (change.end, f"{DONE}{key}{SHUT}"))
    ]


def _applied(old: str, changes: Sequence[Change], marks: Iterable[Edge]) -> str:
    """The text after the changes, the marks where they were; those inside a change behind it."""
    pieces, last = [], 0
    stops, shifts = [0], [0]
    for change in changes:
        pieces += [old[last : change.start], change.text]
        last = change.end
        stops.append(change.end)
        shifts.append(shifts[-1] + len(change.text) - (change.end - change.start))
    text = "".join([*pieces, old[last:]])
    return with_edges(text, [(_moved(place, changes, stops, shifts), mark) for place, mark in marks])


def _moved(place: int, changes: Sequence[Change], stops: list[int], shifts: list[int]) -> int:
    behind = bisect_left(stops, place, lo=1)  # the first change that does not end before the place
    inside = behind <= len(changes) and changes[behind - 1].start < place
    return changes[behind - 1].end + shifts[behind] if inside else place + shifts[behind - 1]


def _shown(old: str, change: Change) -> str:
    """For the account: old words → new words."""
    sides = (" ".join(words.split())[:60] for words in (old[change.start : change.end], change.text))
    return " → ".join(side or "–" for side in sides)
