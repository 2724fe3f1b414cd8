"""The table of contents of office files, filled in: pandoc leaves it empty until the program makes it anew.

Entries lead to their headings and have no page numbers; those come with the first update in the program.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from kes.publishing.tree import Tree, plain

DEEPEST = 3
Entry = tuple[int, str, str]  # level, id, words

_FIELD = re.compile(
    r'(<w:fldChar w:fldCharType="separate" ?/>)(<w:fldChar w:fldCharType="end" ?/></w:r></w:p>)'
)
_BODY = re.compile(r"(<text:index-body>)(.*?)(</text:index-body>)", re.DOTALL)


def entries(blocks: list[Tree]) -> list[Entry]:
    """Headings in order; one that nobody refers to gets an id here."""
    found: list[Entry] = []
    for header in _headers(blocks):
        level, attributes, inlines = header["c"]
        attributes[0] = attributes[0] or f"contents-{len(found) + 1}"
        header["c"][1] = attributes
        if level <= DEEPEST:
            words = plain([inline for inline in inlines if inline["t"] != "Note"])
            found.append((level, attributes[0], re.sub(" +", " ", words)))
    return found


def fill_docx(xml: str, found: list[Entry]) -> str:
    lines = "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="40"/><w:ind w:left="{(level - 1) * 360}"/></w:pPr>'
        f'<w:hyperlink w:anchor="{escape(id)}"><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        "</w:hyperlink></w:p>"
        for level, id, words in found
    )
    return _FIELD.sub(lambda field: f"{field[1]}</w:r></w:p>{lines}<w:p><w:r>{field[2]}", xml, count=1)


def fill_odt(xml: str, found: list[Entry]) -> str:
    lines = "".join(
        f'<text:p text:style-name="Contents_20_{level}"><text:a xlink:type="simple" '
        f'xlink:href="#{escape(id)}">{escape(words)}</text:a></text:p>'
        for level, id, words in found
    )
    return _BODY.sub(lambda body: f"{body[1]}{body[2]}{lines}{body[3]}", xml, count=1)


def pictures(tree: Any) -> Iterator[str]:
    """The words of each picture in order."""
    if isinstance(tree, list):
        for part in tree:
            yield from pictures(part)
    elif isinstance(tree, dict) and tree["t"] == "Image":
        yield plain(tree["c"][1])
    elif isinstance(tree, dict):
        yield from pictures(tree.get("c"))


def describe_odt(xml: str, words: Iterator[str]) -> str:
    """Pandoc forgets the alternative texts of pictures in ODT."""
    return re.sub(
        r"(<draw:image\b[^>]*/>)(\s*</draw:frame>)",
        lambda found: f"{found[1]}<svg:desc>{escape(next(words, ''))}</svg:desc>{found[2]}",
        xml,
    )


def _headers(blocks: list[Tree]) -> Iterator[Tree]:
    for block in blocks:
        if block["t"] == "Header":
            yield block
        elif block["t"] == "Div":
            yield from _headers(block["c"][1])
