"""The page's safe HTML as pandoc's blocks: what a reader sees on the page is what is published."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from kes.publishing.elements import Node, parse
from kes.publishing.model import Picture
from kes.publishing.signs import SIGNS
from kes.publishing.tree import (
    DEFAULT,
    PLAIN,
    Tree,
    cell,
    column_widths,
    figure,
    heading,
    node,
    table,
    text,
    tidy,
)  # fmt: skip

ALIGNMENTS = {
    "align-left": {"t": "AlignLeft"},
    "align-center": {"t": "AlignCenter"},
    "align-right": {"t": "AlignRight"},
}
BLOCK_TAGS = {"p", "ul", "ol", "blockquote", "pre", "table", "hr", "div", "h2", "h3", "h4", "h5", "h6"}
WRAPPING = {"strong": "Strong", "em": "Emph", "del": "Strikeout", "sup": "Superscript"}
LONGEST_ADDRESS = 2000
WIDEST, TALLEST = 16.4, 20.0  # centimetres of a picture
DEEPEST = 8  # Typst gives up at some twenty levels; deeper lists and quotes become plain paragraphs


@dataclass(frozen=True)
class Context:
    """What the conversion of one chunk needs to know."""

    level: int  # of the heading above this chunk
    base_url: str
    image_label: str
    base: int = 2  # the HTML level of the outermost heading
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def blocks_of(html: str, context: Context) -> list[Tree]:
    """Blocks of one rendered document."""
    return _Converter(parse(html), context).blocks()


class _Converter:
    def __init__(self, root: Node, context: Context) -> None:
        self._root = root
        self._depth = 0
        self._called: set[str] = set()
        self._context = context
        self._notes = {
            item.attributes["id"]: item
            for item in root.find_all("li")
            if re.search(r"-fn\d+$", item.attributes.get("id", ""))
        }
        self._captions = {
            paragraph.attributes.get("id", ""): paragraph
            for paragraph in root.find_all("p")
            if paragraph.attributes.get("class") == "caption"
        }

    def blocks(self) -> list[Tree]:
        return self._blocks(self._root)

    def _blocks(self, parent: Node, tight: bool = False) -> list[Tree]:
        """Blocks in order; loose words between them (a tight list item) become a block of their own."""
        done: list[Tree] = []
        loose: list[Node | str] = []
        for child in [*parent.children, Node("hr")]:
            if not isinstance(child, Node) or child.tag not in BLOCK_TAGS:
                loose.append(child)
                continue
            inlines = tidy(self._inlines(loose))
            done += [node("Plain" if tight else "Para", inlines)] if inlines else []
            loose = []
            done += self._block(child)
        return done[:-1]  # without the rule that closed the list

    def _block(self, child: Node) -> list[Tree]:
        if child.tag[0] == "h" and child.tag[1].isdigit():
            level = min(self._context.level + int(child.tag[1]) - self._context.base + 1, 9)
            return heading(level, tidy(self._inlines(child.children)), child.attributes.get("id", ""))
        if self._depth >= DEEPEST:
            return [node("Para", [text(words)])] if (words := " ".join(child.words.split())) else []
        self._depth += 1
        blocks = self._BLOCKS[child.tag](self, child)
        self._depth -= 1
        return blocks

    def _paragraph(self, child: Node) -> list[Tree]:
        if child.attributes.get("class") == "caption":
            return []  # its table or picture takes it along
        inlines = tidy(self._inlines(child.children))
        pictures = [inline for inline in inlines if inline["t"] == "Image"]
        if len(pictures) == 1 and all(one["t"] == "Image" or _is_sign(one) for one in inlines):
            described = next(child.find_all("img")).attributes.get("aria-describedby", "")
            caption, id = self._caption(described)
            if caption:
                return [figure(inlines, caption, id)]
        return [node("Para", inlines)] if inlines else []

    def _caption(self, id: str) -> tuple[list[Tree], str]:
        paragraph = self._captions.get(id)
        return (tidy(self._inlines(paragraph.children)), id) if paragraph else ([], "")

    def _bullets(self, child: Node) -> list[Tree]:
        return [node("BulletList", self._items(child))]

    def _numbers(self, child: Node) -> list[Tree]:
        start = int(child.attributes.get("start", "1"))
        return [node("OrderedList", [[start, {"t": "Decimal"}, {"t": "Period"}], self._items(child)])]

    def _items(self, child: Node) -> list[list[Tree]]:
        items = [item for item in child.children if isinstance(item, Node) and item.tag == "li"]
        return [self._blocks(item, tight=True) or [node("Plain", [])] for item in items]

    def _quote(self, child: Node) -> list[Tree]:
        return [node("BlockQuote", self._blocks(child))]

    def _code(self, child: Node) -> list[Tree]:
        return [node("CodeBlock", [PLAIN, child.words.rstrip("\n")])]

    def _rule(self, child: Node) -> list[Tree]:
        return [{"t": "HorizontalRule"}]

    def _division(self, child: Node) -> list[Tree]:
        """A table in its frame; the footnotes' own list is left out, they stand where they are called."""
        return [] if child.attributes.get("class") == "footnotes" else self._blocks(child)

    def _table(self, child: Node) -> list[Tree]:
        rows = [self._cells(row) for row in child.find_all("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return []
        full = [row + [cell([])] * (width - len(row)) for row in rows]
        caption, id = self._caption(child.attributes.get("aria-labelledby", ""))
        return [table(full[0], full[1:], column_widths(full), caption, id)]

    def _cells(self, row: Node) -> list[Any]:
        cells = [child for child in row.children if isinstance(child, Node)]
        return [
            cell(self._blocks(child, tight=True), ALIGNMENTS.get(child.attributes.get("class", ""), DEFAULT))
            for child in cells
        ]

    def _inlines(self, children: list[Node | str]) -> list[Tree]:
        return [inline for child in children for inline in self._inline(child)]

    def _inline(self, child: Node | str) -> list[Tree]:
        if isinstance(child, str):
            return [text(re.sub(r"[ \t\n\r\f]+", " ", child))]
        if child.tag in WRAPPING:
            return self._wrapped(child)
        if child.tag == "code":
            return [node("Code", [PLAIN, child.words])]
        if child.tag == "a":
            return self._link(child)
        if child.tag == "img":
            return [self._image(child)]
        return [{"t": "LineBreak"}] if child.tag == "br" else self._inlines(child.children)

    def _image(self, child: Node) -> Tree:
        """Within the tree itself, so that no program has to open a file; without alt text, a word for it."""
        alt = " ".join(child.attributes.get("alt", "").split())
        picture = self._context.pictures.get(child.attributes.get("src", ""))
        if picture is None:
            return text(f"[{self._context.image_label}: {alt}]")
        address = f"data:{picture.kind};base64,{b64encode(picture.content).decode()}"
        size = ["", [], [["width", f"{_width(picture):.2f}cm"]]]
        return node("Image", [size, [text(alt or self._context.image_label)], [address, ""]])

    def _wrapped(self, child: Node) -> list[Tree]:
        if child.tag == "sup" and "id" in child.attributes:
            return self._inlines(child.children)  # only footnotes have it; a note brings its own sign
        return [node(WRAPPING[child.tag], self._inlines(child.children))]

    def _link(self, child: Node) -> list[Tree]:
        href, role = child.attributes.get("href", ""), child.attributes.get("class", "")
        if role == "footnote-ref" and href[1:] in self._called:
            return [node("Superscript", [text(child.words)])]  # called again: its number is enough
        if role == "footnote-ref":
            return self._note(href[1:])
        if role in ("footnote-backref", "anchor"):
            return []
        inlines = self._inlines(child.children)
        if role == "reference":
            return [node("Link", [PLAIN, inlines, [href, ""]])]
        whole = urljoin(self._context.base_url, href) if self._context.base_url else href
        if not re.match(r"(https?|mailto|tel):", whole, re.IGNORECASE) or len(whole) > LONGEST_ADDRESS:
            return inlines
        return [node("Link", [PLAIN, inlines, [whole, ""]])]

    def _note(self, id: str) -> list[Tree]:
        item = self._notes.pop(id, None)  # taken out while it is read: a note may call itself
        if item is None:
            return []
        note = node("Note", self._blocks(item))
        self._notes[id] = item
        self._called.add(id)
        return [note]

    _BLOCKS: dict[str, Callable[["_Converter", Node], list[Tree]]] = {
        "p": _paragraph, "ul": _bullets, "ol": _numbers, "blockquote": _quote, "pre": _code, "hr": _rule,
        "div": _division, "table": _table,
    }  # fmt: skip


def _is_sign(inline: Tree) -> bool:
    return inline["t"] == "Str" and not SIGNS.sub("", inline["c"])


def _width(picture: Picture) -> float:
    """In centimetres: its own at 96 dots an inch, but never wider or taller than a page has room for."""
    tallest = TALLEST * picture.width / max(picture.height, 1)
    return max(min(picture.width / 96 * 2.54, WIDEST, tallest), 0.5)
