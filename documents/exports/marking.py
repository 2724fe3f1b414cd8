"""Signs of remarks put into a chapter's Markdown so that its HTML carries them, and nothing else changes.

Proposals that do not stay within a paragraph are told as whole paragraphs that go and come (paragraphs.py).

A remark that cannot be marked without changing how the text is read is left out: whoever reads the file
with all changes rejected must have the text as it is, with all accepted the one that was proposed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from documents.drafts.text.diff import words
from documents.exports.paragraphs import Chapter
from documents.reading.scan import TAG, name_of
from kes.publishing.signs import CLOSED, END, INSERTED, SIGNS, START, sign

Render = Callable[[str], str]

_SPACE = " \t\n|"
_LINE = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]+|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+"
    r"|\[\^[^\]\n]+\]:[ \t]*|\|[ \t]*)?"
    r"(?:(?:Tabela|Tab\.|Table|Rysunek|Rys\.|Figure|Fig\.):[ \t]+)?"
)
_WHOLE = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\[\]\([^)\n]*\)|\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|https?://[^\s<>]+|www\.[^\s<>]+"
    r"|&#?\w+;|\\.|[*_~`]+"
)
_ANCHOR = re.compile(r'<a class="anchor"[^>]*></a>')  # names the words of its paragraph; no file has it
_MARKUP = set("*_~`[]()!|\\<&#")
_BLOCK = re.compile(r"</?(?:p|div|h\d|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|pre|hr)\b")
_SILENT = {"pre", "div"}  # nothing can be marked in code, nor in the list of footnotes


@dataclass(frozen=True)
class Mark:
    """Characters `start` to `end` of the text; a proposal says what shall stand there."""

    number: int
    start: int
    end: int
    replacement: str | None = None


def marked(text: str, marks: Iterable[Mark], render: Render) -> tuple[str, set[int]]:
    """The HTML with the signs, and the numbers of the remarks that are in it."""

    def bare(markdown: str) -> str:
        return _ANCHOR.sub("", render(markdown))

    plain, marks = bare(text), list(marks)
    if SIGNS.search(plain):  # also those that are written as entities
        return SIGNS.sub("", plain), set()
    fit = _fitting(_Try(text, plain, bare), _prepared(text, marks))
    done = {mark.number for mark in fit}
    chapter = Chapter.of(plain, bare(_signed(text, fit)) if fit else plain)
    for mark in marks:
        if mark.replacement is None or mark.number in done:
            continue
        wanted = bare(_applied(text, [mark]))
        if not SIGNS.search(wanted) and chapter.propose(mark.number, wanted):
            done.add(mark.number)
    return chapter.html, done


@dataclass(frozen=True)
class _Try:
    text: str
    plain: str
    render: Render

    def holds(self, marks: Sequence[Mark]) -> bool:
        html = self.render(_signed(self.text, marks))
        if not _sound(html, marks):
            return False
        rejected, accepted = html, html
        proposals = [mark for mark in marks if mark.replacement is not None]
        for mark in proposals:
            old, new = _between(mark, START, END), _between(mark, INSERTED, CLOSED)
            if any(_BLOCK.search(found[0]) for one in (old, new) for found in one.finditer(html)):
                return False
            rejected, accepted = new.sub("", rejected), old.sub("", accepted)
        wanted = self.render(_applied(self.text, proposals)) if proposals else self.plain
        return SIGNS.sub("", rejected) == self.plain and SIGNS.sub("", accepted) == wanted


def _fitting(trial: _Try, marks: list[Mark]) -> list[Mark]:
    """All of them, else those of each half, as far as they go together."""
    if not marks or trial.holds(marks):
        return marks
    if len(marks) == 1:
        return []
    middle = len(marks) // 2
    halves = [_fitting(trial, half) for half in (marks[:middle], marks[middle:])]
    both = halves[0] + halves[1]
    return both if not both or trial.holds(both) else max(halves, key=len)


def _prepared(text: str, marks: Iterable[Mark]) -> list[Mark]:
    done: list[Mark] = []
    free = 0  # where the next proposal may begin
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        fresh = _of_words(text, mark) if mark.replacement is None else _smallest(text, mark)
        if fresh is None or (fresh.replacement is not None and fresh.start < free):
            continue
        if fresh.replacement is not None:
            free = fresh.end + 1
        done.append(fresh)
    return done


def _of_words(text: str, mark: Mark) -> Mark | None:
    """Between the first and the last letter: not in the signs of a heading, an item, a cell, a link."""
    start, end = mark.start, mark.end
    while start < end and text[start] in _SPACE:
        start += 1
    begins = text.rfind("\n", 0, start) + 1
    prefix = _LINE.match(text, begins)
    start = max(start, prefix.end() if prefix else start)
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    start, end = _outside(text, start, backward=True), _outside(text, end, backward=False)
    return Mark(mark.number, start, end) if start < end else None


def _outside(text: str, place: int, *, backward: bool) -> int:
    begins = text.rfind("\n", 0, place) + 1
    for found in _WHOLE.finditer(text, begins):
        if found.start() >= place:
            break
        if place < found.end():
            back = backward and not found[0].startswith("](")
            return found.start() if back else found.end()
    return place


def _smallest(text: str, mark: Mark) -> Mark:
    """Without the words that both wordings share at their ends."""
    old, new = words(text[mark.start : mark.end]), words(mark.replacement or "")
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return Mark(
        mark.number,
        mark.start + len("".join(old[:head])),
        mark.end - len("".join(old[len(old) - tail :])),
        "".join(new[head : len(new) - tail]),
    )


def _shared(one: list[str], other: list[str]) -> int:
    """Signs of Markdown belong to what they stand around."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = (place for place, (left, right) in pairs if left != right or left in _MARKUP)
    return next(differ, min(len(one), len(other)))


def _signed(text: str, marks: Sequence[Mark]) -> str:
    """At one place proposals end first, then comments; comments begin before proposals do."""
    events: list[tuple[int, int, str]] = []
    for mark in marks:
        start, end = (sign(mark.number, step) for step in (START, END))
        if mark.replacement is None:
            events += [(mark.start, 3, start), (mark.end, 1, end)]
            continue
        new = f"{end}{sign(mark.number, INSERTED)}{mark.replacement}{sign(mark.number, CLOSED)}"
        if mark.start == mark.end:
            events.append((mark.start, 2, start + new))
        else:
            events += [(mark.start, 4, start), (mark.end, 0, new)]
    pieces, last = [], 0
    for place, _rank, signs in sorted(events, key=lambda event: event[:2]):
        pieces += [text[last:place], signs]
        last = place
    return "".join([*pieces, text[last:]])


def _applied(text: str, proposals: Sequence[Mark]) -> str:
    for mark in sorted(proposals, key=lambda one: one.start, reverse=True):
        text = f"{text[: mark.start]}{mark.replacement}{text[mark.end :]}"
    return text


def _between(mark: Mark, first: int, last: int) -> re.Pattern[str]:
    return re.compile(f"{sign(mark.number, first)}.*?{sign(mark.number, last)}", re.DOTALL)


def _sound(html: str, marks: Sequence[Mark]) -> bool:
    """Every sign stands once, and among the words."""
    found: list[str] = []
    silent = 0
    for token in TAG.split(html):
        if not token.startswith("<"):
            found += [] if silent else SIGNS.findall(token)
        elif SIGNS.search(token):
            return False
        elif silent:
            silent += (name_of(token) in _SILENT) * (-1 if token.startswith("</") else 1)
        elif token.startswith(("<pre", '<div class="footnotes"')):
            silent = 1
    wanted = [
        sign(mark.number, step)
        for mark in marks
        for step in ((START, END) if mark.replacement is None else range(4))
    ]
    return sorted(found) == sorted(wanted)
