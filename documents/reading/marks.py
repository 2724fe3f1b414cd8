"""What makes a heading the same heading after it was renamed: the character that begins its line.

That is its "#", or the first letter of a caption. Its Yjs id stays while somebody types another title
behind it, however long that takes and whoever looks on the way.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from documents.comments.paragraphs import Block, Paragraph, paragraphs
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.drafts.text import TextDocument, to_relative
from documents.drafts.text.units import python_index, unit_index
from documents.reading.scan import caption_word
from documents.rendering import rendered
from kes.markup import TooComplex

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]")
_SIGNS = " \t>*_"


def keep_marks(part: Part, document: TextDocument, blocks: Sequence[Block]) -> None:
    """A step of the projection."""
    part.marks = marks_of(document, part.text, blocks)
    Part.every.filter(pk=part.pk, projected_seq=part.projected_seq).update(marks=part.marks)


def mark(parts: Iterable[Part]) -> None:
    """Those whose text was projected before marks were kept, or when the chapter was made."""
    for part in parts:
        if part.marks is None:
            document, seq = text_document(part.pk)
            if seq == part.projected_seq:  # else the next projection does it
                keep_marks(part, document, _blocks(part))


def marks_of(document: TextDocument, text: str, blocks: Sequence[Block]) -> dict[str, str]:
    """By the address without its chapter (h1, p7): the id of the character that begins the line."""
    wanted = [block for block in blocks if block[1] == "heading" or caption_word(block[2])]
    if not wanted:
        return {}
    headings = {_name(block) for block in wanted if block[1] == "heading"}
    names = headings | {_name(block) for block in wanted}
    found: dict[str, str] = {}
    for one in paragraphs(text, blocks):
        start = _start(text, one) if one.name in names else -1
        if start < 0 or (one.name in headings and not _is_heading(text, start)):
            continue
        item = to_relative(document, unit_index(text, start)).item
        if item:
            found.setdefault(f"{item[0]}:{item[1]}", one.name)
    return {name: key for key, name in found.items()}


def _blocks(part: Part) -> Sequence[Sequence[Any]]:
    try:
        return rendered(part.text, part.anchor).blocks
    except TooComplex:
        return ()


def _name(block: Block) -> str:
    name: str = block[0].partition("-")[2]
    return name


def _start(text: str, found: Paragraph) -> int:
    """Of its line, behind signs of quotes and emphasis."""
    start = text.rfind("\n", 0, python_index(text, found.start)) + 1
    while start < len(text) and text[start] in _SIGNS:
        start += 1
    return start


def _is_heading(text: str, start: int) -> bool:
    line, _end, rest = text[start:].partition("\n")
    return bool(_HEADING.match(line) or re.match(r"(=+|-+)[ \t]*(\n|$)", rest))
