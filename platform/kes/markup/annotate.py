"""Safe HTML in, the same HTML out with our ids, links and levels; on the way the passages are gathered.

Works on what the allow-list let through and adds only what is made here, so nothing of it can be steered
by the text.
"""

import re
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

from kes.markup.outline import Outline
from kes.markup.result import Block, Kind, Options, Rendered

KINDS: dict[str, Kind] = {
    **{f"h{n}": "heading" for n in range(1, 7)},
    "p": "paragraph",
    "li": "item",
    "blockquote": "quote",
    "table": "table",
    "pre": "code",
}
VOID = {"br", "hr", "img"}
LINES = {*KINDS, "tr", "br", "hr"}  # where plain text breaks its line
NOTE = re.compile(r"#?(fn|fnref)(\d*):(.*)", re.DOTALL)
NAME_LENGTH = 60

Attributes = list[tuple[str, str | None]]


def annotate(html: str, options: Options) -> Rendered:
    walker = _Walker(options)
    walker.feed(html)
    walker.close()
    lines = (" ".join(line.split()) for line in "".join(walker.plain).split("\n"))
    plain = "\n".join(line for line in lines if line)
    return Rendered("".join(walker.out).strip(), plain, walker.outline.toc, walker.blocks)


@dataclass
class _Open:
    """A block that has begun: where it stands among the passages and what was read of it."""

    tag: str
    id: str
    place: int
    parent: str
    text: list[str] = field(default_factory=list)
    anchored: bool = False


class _Walker(HTMLParser):
    def __init__(self, options: Options) -> None:
        super().__init__(convert_charrefs=True)
        self.options = options
        self.out: list[str] = []
        self.plain: list[str] = []
        self.blocks: list[Block] = []
        self.outline = Outline(options.base)
        self._open: list[_Open] = []
        self._notes: dict[str, int] = {}
        self._passages = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in KINDS or tag in ("ul", "ol"):
            self._anchor_tight_item()
        if tag in LINES:
            self.plain.append("\n")
        self._rewrite_notes(tag, attributes)
        if tag in KINDS:
            self._begin(tag, attributes)
        self._emit_start(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False))
        self.plain.append(data)
        for block in self._open:
            block.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag in KINDS:
            self._end(tag)
        else:
            self.plain.append(" " if tag in ("td", "th") else "")
            self.out.append(f"</{tag}>")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        heading = KINDS[tag] == "heading"
        level = self.outline.enter(int(tag[1])) if heading else 0
        block = _Open(f"h{level}" if heading else tag, "", len(self.blocks), self._parent())
        if self.options.profile == "document":
            block.id = attributes.get("id") or self._next_id(heading)
            attributes["id"] = block.id
            self.blocks.append(Block(block.id, KINDS[tag], "", self.outline.path, block.parent))
        self._open.append(block)

    def _next_id(self, heading: bool) -> str:
        if heading:
            return f"{self.options.prefix}-h{self.outline.count}"
        self._passages += 1
        return f"{self.options.prefix}-p{self._passages}"

    def _end(self, tag: str) -> None:
        block = self._open.pop()
        text = "".join(block.text)
        self.plain.append("\n")
        inside = tag not in ("table", "pre")  # a link may not stand in a table, nor should it in code
        if inside:
            self._anchor(block)
        self.out.append(f"</{block.tag}>")
        if not inside:
            self._anchor(block)
        if tag == "table":
            self.out.append("</div>")
        if block.id:
            self._keep(block, text)

    def _keep(self, block: _Open, text: str) -> None:
        started = self.blocks[block.place]
        if started.kind == "heading":
            self.outline.name(block.id, " ".join(text.split()))
        self.blocks[block.place] = replace(started, text=text)

    def _anchor(self, block: _Open) -> None:
        anchors = self.options.anchors
        if block.anchored or not block.id or not (anchors.every_block or KINDS[block.tag] == "heading"):
            return
        for around in (block, *self._open):
            around.anchored = True  # one link for each passage, at its innermost block
        href = escape(anchors.href.replace("{id}", block.id))
        name = escape(f"{anchors.label}: {_short(''.join(block.text))}")
        self.out.append(f'<a class="anchor" href="{href}" aria-label="{name}"></a>')

    def _anchor_tight_item(self) -> None:
        """An item with words of its own gets its link before the list or paragraph nested in it."""
        if self._open and self._open[-1].tag == "li" and "".join(self._open[-1].text).strip():
            self._anchor(self._open[-1])

    def _parent(self) -> str:
        return self._open[-1].id if self._open else ""

    def _rewrite_notes(self, tag: str, attributes: dict[str, str]) -> None:
        for name in ("id", "href"):
            found = NOTE.fullmatch(attributes.get(name, ""))
            if found and (name == "id" or attributes.get("class", "").startswith("footnote-")):
                kind, again, key = found.groups()
                number = self._notes.setdefault(key, len(self._notes) + 1)
                own = f"{self.options.prefix}-{kind}{number}" + (f"-{again}" if again else "")
                attributes[name] = own if name == "id" else f"#{own}"
        if attributes.get("class") == "footnote-ref":
            attributes["role"] = "doc-noteref"
        elif attributes.get("class") == "footnote-backref":
            attributes.pop("title", None)
            attributes |= {"role": "doc-backlink", "aria-label": self.options.labels.back}

    def _emit_start(self, tag: str, attributes: dict[str, str]) -> None:
        labels = self.options.labels
        if tag == "table":
            name = escape(labels.table)
            self.out.append(f'<div class="table-scroll" role="group" tabindex="0" aria-label="{name}">')
        elif tag == "pre":
            attributes["tabindex"] = "0"
        elif tag == "div":  # only footnotes have one; a group, since landmarks of one name are noise
            attributes = {"class": "footnotes", "role": "group", "aria-label": labels.footnotes}
        shown = self._open[-1].tag if tag in KINDS else tag
        pairs = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        self.out.append(f"<{shown}{pairs}>")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1].rstrip() + "…"
