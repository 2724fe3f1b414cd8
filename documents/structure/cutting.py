"""Where a chapter can be cut and how its pieces are made whole: pure functions on Markdown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from documents.drafts.importing import FENCE, HEADING

LONGEST = 250  # characters of a title
SHOWN = 90  # characters of a paragraph's beginning
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t]+\S)))*", re.M)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_ANY_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
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
    """`text`, followed by the footnotes of `source` that it refers to and does not have."""
    known = {note[1] for note in _NOTE.finditer(text)}
    wanted = set(_REFERENCE.findall(_NOTE.sub("", text))) - known
    missing = [note[0].rstrip() for note in _NOTE.finditer(source) if note[1] in wanted]
    return "\n\n".join([text.rstrip("\n"), *missing]) if missing else text


def joined(first: str, title: str, second: str) -> str:
    """What follows `first` when a chapter is joined to it: its title as a heading, and its text."""
    level = min([*_levels(first), *_levels(second)], default=3)
    deeper = level in _levels(second)
    body = _renamed_notes(_deepened(second) if deeper else second, first)
    before = "" if not first.strip() else "\n" * (2 - (len(first) - len(first.rstrip("\n"))))
    return f"{before}{'#' * level} {title}\n\n{body.strip(chr(10))}".rstrip() + "\n"


def _blocks(text: str) -> Iterator[Place]:
    index, blank, fenced = 0, True, False
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
            if fenced and blank:
                yield Place(index, 0, _words(line))
        elif not fenced and (heading := HEADING.match(line)):
            yield Place(index, len(heading[1]), heading[2])
        elif not fenced and blank and line.strip() and not line.startswith((" ", "\t")):
            yield Place(index, 0, _words(line))
        blank = not line.strip()
        index += len(line) + 1


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
