"""Reads the HTML of our own renderer as top-level elements: headings, captions, tables, pictures,
footnotes.

In that HTML "<" and ">" stand only where a tag begins and ends (everything else is escaped), so a split at
tags is a complete reading of it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kes.publishing.signs import SIGNS

Shape = Literal["heading", "caption", "table", "picture", "notes", "other"]
VOID = {"br", "hr", "img"}
TAG = re.compile(r"(<[^>]*>)")
ID = re.compile(r' id="([^"]*)"')

_NAME = re.compile(r"</?([a-z0-9]+)")
_CAPTION = re.compile(r"\s*(?:(Tabela|Tab\.|Table)|(Rysunek|Rys\.|Figure|Fig\.)):\s+(?=\S)")
_LINK_TO_SELF = re.compile(r'<a class="anchor"[^>]*></a>')


@dataclass
class Element:
    """A top-level element: its tokens are `tokens[start:end]` of its chapter."""

    tokens: list[str]
    start: int
    end: int = 0
    shape: Shape = "other"
    about: Literal["", "table", "figure"] = ""  # what a caption says it belongs to
    caption: "Element | None" = None  # of a table or a picture
    owner: "Element | None" = None  # of a caption
    number: str = ""
    used: bool = field(default=False)

    @property
    def tag(self) -> str:
        return name_of(self.tokens[self.start])

    @property
    def id(self) -> str:
        """Of the element itself, or of the first one in it (a table stands in a frame)."""
        for token in self.tokens[self.start : self.end]:
            if found := ID.search(token):
                return found[1]
        return ""

    @property
    def html(self) -> str:
        return "".join(self.tokens[self.start : self.end])

    @property
    def words(self) -> str:
        return " ".join(plain(self.html).split())


def name_of(token: str) -> str:
    found = _NAME.match(token)
    return found[1] if found else ""


def plain(markup: str) -> str:
    """The words; signs of remarks (kes/publishing/signs.py) are none."""
    return html.unescape(SIGNS.sub("", TAG.sub("", markup)))


def caption_word(text: str) -> re.Match[str] | None:
    """The word that makes a paragraph a caption, with its colon and space."""
    return _CAPTION.match(text)


def elements(markup: str) -> list[Element]:
    """The top-level elements in order, with captions given to their tables and pictures."""
    tokens = [token for token in TAG.split(markup) if token]
    found = list(_top_level(tokens))
    for element in found:
        element.shape, element.about = _shape(element)
    _pair(found)
    return found


def _top_level(tokens: list[str]) -> Iterator[Element]:
    depth, current = 0, None
    for place, token in enumerate(tokens):
        if not token.startswith("<") or name_of(token) in VOID:
            continue
        if token.startswith("</"):
            depth -= 1
            if depth == 0 and current:
                current.end = place + 1
                yield current
        else:
            if depth == 0:
                current = Element(tokens, place)
            depth += 1


def _shape(element: Element) -> tuple[Shape, Literal["", "table", "figure"]]:
    tag = element.tag
    if re.fullmatch(r"h[1-6]", tag):
        return "heading", ""
    if tag == "div":
        return ("table", "") if 'class="table-scroll"' in element.tokens[element.start] else ("notes", "")
    if tag != "p":
        return "other", ""
    inside = _LINK_TO_SELF.sub("", element.html)
    if "<img" in inside and not plain(inside).strip():
        return "picture", ""
    first = element.tokens[element.start + 1]
    found = caption_word(first) if not first.startswith("<") else None
    if not found:
        return "other", ""
    return "caption", "table" if found[1] else "figure"


def _pair(found: list[Element]) -> None:
    """A caption belongs to what follows it, else to what precedes it; what is in between parts them."""
    for place, element in enumerate(found):
        if element.shape != "caption":
            continue
        wanted = "table" if element.about == "table" else "picture"
        for other in (place + 1, place - 1):
            if 0 <= other < len(found) and found[other].shape == wanted and not found[other].caption:
                found[other].caption, element.owner = element, found[other]
                break
        else:
            element.shape = "other"
