"""A Markdown file becomes a draft: checked, cleaned and cut into parts at its headings."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from django.utils.translation import gettext as _

from documents.drafts.text.edit import clean

LARGEST = 5 * 1024 * 1024  # bytes
LONGEST_TITLE = 250
FENCE = re.compile(r"^(```|~~~)")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$")


class Unreadable(ValueError):
    """Why the file cannot be imported, in words for the person who chose it."""


class Readable(Protocol):
    @property
    def size(self) -> int | None: ...

    def read(self, size: int = -1) -> bytes: ...


@dataclass(frozen=True)
class Draft:
    title: str
    parts: list[tuple[str, str]]  # title, Markdown


def read_markdown(file: Readable, *, name: str = "") -> Draft:
    """Raises Unreadable for a file that is too large, empty, binary or not UTF-8, or has no text."""
    if (file.size or 0) > LARGEST:
        raise Unreadable(_("The file has more than 5 MB. Divide it into smaller ones."))
    return split(decoded(file.read(LARGEST + 1)), fallback=PurePath(name).stem)


def decoded(raw: bytes) -> str:
    """The text of the file's bytes; raises Unreadable."""
    if len(raw) > LARGEST:
        raise Unreadable(_("The file has more than 5 MB. Divide it into smaller ones."))
    if not raw.strip():
        raise Unreadable(_("The file is empty."))
    if b"\0" in raw or raw.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_("This is not a text file. Save it as Markdown or plain text (UTF-8) first."))
    try:
        return clean(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not in UTF-8. Save it as UTF-8 and choose it again.")) from error


def split(text: str, *, fallback: str = "") -> Draft:
    """Cut at the headings of the highest level that divides the text; what comes before becomes a part too.

    A single top heading is the title of the whole.
    """
    headings = _headings(text.split("\n"))
    title = fallback or _("Untitled")
    if headings and all(level > headings[0][1] for _line, level, _words in headings[1:]):
        title = headings.pop(0)[2]
        text = _without_line(text, title)
        headings = _headings(text.split("\n"))
    return Draft(_short(title), _cut(text.split("\n"), headings, title))


def _headings(lines: list[str]) -> "list[tuple[int, int, str]]":
    """(line, level, words) of each heading outside code."""
    found, fenced = [], False
    for number, line in enumerate(lines):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := HEADING.match(line)):
            found.append((number, len(match[1]), match[2]))
    return found


def _cut(lines: list[str], headings: list[tuple[int, int, str]], title: str) -> list[tuple[str, str]]:
    top = min((level for _line, level, _words in headings), default=0)
    cuts = [(line, words) for line, level, words in headings if level == top]
    if not cuts:
        return [(_short(title), "\n".join(lines).strip())]
    ends = [line for line, _words in cuts[1:]] + [len(lines)]
    parts = [
        (_short(words), "\n".join(lines[line + 1 : end]).strip("\n"))
        for (line, words), end in zip(cuts, ends, strict=True)
    ]
    before = "\n".join(lines[: cuts[0][0]]).strip()
    if before:
        parts.insert(0, (_short(title), before))
    return parts


def _without_line(text: str, title: str) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (match := HEADING.match(line)) and match[2] == title:
            return "\n".join(lines[:number] + lines[number + 1 :])
    return text


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
