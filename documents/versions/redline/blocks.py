"""A page's HTML as blocks: what is compared as a whole first, and by its words only with its like."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kes.publishing.elements import Node, parse

from .words import Child, Token, is_word, tokens

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LEAVES = {"p", "pre", "hr", *HEADINGS}
CONTAINERS = {"ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "blockquote", "div"}
LOOSE = "text"  # words that stand in a list item or a cell without a paragraph
KEPT = ("class", "scope", "start", "role", "tabindex", "aria-label")
VERBATIM = {"pre"}


@dataclass(eq=False)
class Block:
    """`key` is equal for blocks that read the same; `words` is what likeness is measured by."""

    tag: str
    attributes: dict[str, str]
    tokens: list[Token] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    key: Any = None
    words: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.key = (self.kind, tuple(t.same for t in self.tokens), tuple(b.key for b in self.blocks))
        self.key = hash(self.key)
        self.words = Counter(token.key for token in self.tokens if is_word(token))
        for block in self.blocks:
            self.words.update(block.words)

    @property
    def kind(self) -> str:
        return {"th": "td"}.get(self.tag, self.tag)

    @property
    def plain(self) -> str:
        own = "".join(token.key for token in self.tokens)
        return " ".join(filter(None, [own.strip(), *(block.plain for block in self.blocks)]))


def read(html: str) -> list[Block]:
    return _blocks(parse(html).children)


def likeness(one: Block, other: Block) -> float:
    """Share of words that both have, 0 for blocks of different kinds."""
    if one.kind != other.kind:
        return 0.0
    total = one.words.total() + other.words.total()
    return 2 * (one.words & other.words).total() / total if total else 1.0


def _blocks(children: Iterable[Child]) -> list[Block]:
    done: list[Block] = []
    loose: list[Child] = []
    for child in children:
        if isinstance(child, Node) and child.tag in LEAVES | CONTAINERS:
            done += _loose(loose)
            loose = []
            done.append(_block(child))
        else:
            loose.append(child)
    return done + _loose(loose)


def _loose(children: list[Child]) -> list[Block]:
    found = tokens(children)
    while found and found[-1].key.isspace():
        found.pop()
    return [Block(LOOSE, {}, found)] if any(not token.key.isspace() for token in found) else []


def _block(node: Node) -> Block:
    attributes = {name: value for name, value in node.attributes.items() if name in KEPT}
    if node.tag in LEAVES:
        return Block(node.tag, attributes, tokens(node.children, verbatim=node.tag in VERBATIM))
    return Block(node.tag, attributes, blocks=_blocks(node.children))
