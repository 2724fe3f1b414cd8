"""Where a chapter can be cut and how its pieces are made whole: pure functions on Markdown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 250  # characters of a title
SHOWN = 90  # characters of a paragraph's beginning
FENCE = re.compile(r"^(`{3,}(?=[^`]*$)|~{3,})")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$")
_LABEL = r"\[\^([^\]\n]+)\]"
_NOTE_BEGINS = re.compile(rf"^ {{0,3}}{_LABEL}:", re.M)
# As the renderer reads a note: lines that follow need no indentation, paragraphs that follow do.
_NOTE = re.compile(
    rf"{_NOTE_BEGINS.pattern}.*"
    r"(?:\n(?![ \t]*$| {0,3}\[\^[^\]\n]+\]:|#{1,6}\s| {0,3}>|```|~~~).*"
    r"|(?:\n[ \t]*)+(?=\n(?: {4}| {0,3}\t)[ \t]*\S))*",
    re.M,
)
_ANY_NOTE = re.compile(_LABEL)
_MARKS = re.compile(r"[*_`~\[\]|>#]+|\((?:https?:|/)[^)]*\)|^\s*(?:[-+]|\d+[.)])\s+")


class Place(NamedTuple):
    """The beginning of a block; `level` of a heading, 0 for anything else."""

    at: int
    level: int
    words: str


class Cut(NamedTuple):
    """What stays ends at `end`, what goes begins at `start`; between them are empty lines and its heading."""

    end: int
    start: int
    title: str


def places(text: str) -> list[Place]:
    """Every heading and paragraph at which the text can be divided, but its very beginning."""
    found = [place for place in _blocks(text) if text[: place.at].strip()]
    return [place for place in found if not _NOTE.match(text, place.at)]


def cut_at(text: str, index: int) -> Cut:
    """The cut at the beginning of the line of `index`; a heading there gives the new chapter its title."""
    start = text.rfind("\n", 0, index) + 1
    end = len(text[:start].rstrip())
    heading = HEADING.match(_line(text, start))
    if heading is None:
        return Cut(end, start, _words(_line(text, start)))
    rest = text[start + len(_line(text, start)) :]
    return Cut(end, len(text) - len(rest.lstrip("\n")), heading[2][:LONGEST])


def with_notes(text: str, source: str) -> str:
    """`text`, followed by the footnotes of `source` that it and they refer to, and that it does not have."""
    notes = {note[1]: note[0].rstrip() for note in _NOTE.finditer(_prose(source))}
    known = set(_NOTE_BEGINS.findall(_prose(text)))
    wanted, called = set[str](), _called(_prose(text))
    while fresh := (called & notes.keys()) - known - wanted:
        wanted |= fresh
        called = _called("\n".join(notes[name] for name in fresh))
    missing = [words for name, words in notes.items() if name in wanted]
    return "\n\n".join([text.rstrip("\n"), *missing]) if missing else text


def joined(first: str, title: str, second: str) -> str:
    """What follows `first` when a chapter is joined to it: its title as a heading, and its text."""
    level = min([*_levels(first), *_levels(second)], default=3)
    deeper = level in _levels(second)
    body = _renamed_notes(_deepened(second) if deeper else second, first)
    before = "" if not first.strip() else "\n" * (2 - (len(first) - len(first.rstrip("\n"))))
    return f"{before}{'#' * level} {title}\n\n{body.strip(chr(10))}".rstrip() + "\n"


def _blocks(text: str) -> Iterator[Place]:
    index, blank, fence = 0, True, ""
    for line in text.split("\n"):
        inside, fence = bool(fence), _open_fence(fence, line)
        if not inside and fence:
            if blank:
                yield Place(index, 0, _words(line))
        elif not inside and (heading := HEADING.match(line)):
            yield Place(index, len(heading[1]), heading[2])
        elif not inside and blank and line.strip() and not line.startswith((" ", "\t")):
            yield Place(index, 0, _words(line))
        blank = not line.strip()
        index += len(line) + 1


def _open_fence(fence: str, line: str) -> str:
    """What `fence` is after this line; only one of the same sign, at least as long, closes it."""
    if not fence:
        found = FENCE.match(line)
        return found[1] if found else ""
    closes = line.startswith(fence) and not line.rstrip().strip(fence[0])
    return "" if closes else fence


def _prose(text: str) -> str:
    """Without what stands in code: nothing there is a footnote, nor calls one."""
    lines = text.split("\n")
    kept, fence, opened = list[str](), "", 0
    for number, line in enumerate(lines):
        kept.append("" if fence else line)
        opened = opened if fence else number
        fence = _open_fence(fence, line)
    return "\n".join(kept[:opened] + lines[opened:] if fence else kept)  # what nothing closes is no code


def _called(text: str) -> set[str]:
    return set(_ANY_NOTE.findall(_NOTE_BEGINS.sub("", text)))


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _words(line: str) -> str:
    words = " ".join(_MARKS.sub(" ", line).split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rsplit(" ", 1)[0] + "…"


def _levels(text: str) -> set[int]:
    return {place.level for place in _blocks(text) if place.level}


def _deepened(text: str) -> str:
    pieces, last = [], 0
    for place in _blocks(text):
        if 0 < place.level < 6:
            pieces.append(text[last : place.at] + "#")
            last = place.at
    return "".join([*pieces, text[last:]])


def _renamed_notes(text: str, other: str) -> str:
    """Footnotes keep apart from those of `other` that bear the same names."""
    taken = set(_ANY_NOTE.findall(other))
    own = set(_ANY_NOTE.findall(text))
    names = {name: _free(name, taken | own) for name in sorted(own & taken)}
    return _ANY_NOTE.sub(lambda found: f"[^{names.get(found[1], found[1])}]", text)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
