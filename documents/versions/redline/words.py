"""The words of a paragraph with what is around each (bold, a link ...), and the tree made of them again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from documents.drafts.text.diff import words as cut
from kes.publishing.elements import Node

Frame: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]  # a tag and its attributes
Child: TypeAlias = Node | str

KEPT = ("href", "title", "src", "alt", "loading", "rel")
OURS = {"anchor", "para-link", "margin-marker", "footnote-backref"}  # links of the page, not of the text


class Token(NamedTuple):
    """`key` is compared; `shown` is the word, or an element that has no words."""

    key: str
    frames: tuple[Frame, ...]
    shown: Child

    @property
    def same(self) -> tuple[str, tuple[Frame, ...]]:
        return self.key, self.frames


def tokens(children: Iterable[Child], *, verbatim: bool = False) -> list[Token]:
    return list(_tokens(children, (), verbatim))


def tree(found: Sequence[Token]) -> list[Child]:
    """Elements that hold neighbouring words are one again."""
    root = Node("root")
    path: list[tuple[Frame, Node]] = []
    for token in found:
        depth = 0
        while depth < min(len(path), len(token.frames)) and path[depth][0] == token.frames[depth]:
            depth += 1
        del path[depth:]
        for frame in token.frames[depth:]:
            element = Node(frame[0], dict(frame[1]))
            (path[-1][1] if path else root).children.append(element)
            path.append((frame, element))
        _add((path[-1][1] if path else root).children, token.shown)
    return root.children


def is_word(token: Token) -> bool:
    return any(sign.isalnum() for sign in token.key)


def is_space(token: Token) -> bool:
    return token.key.isspace()


def _tokens(children: Iterable[Child], frames: tuple[Frame, ...], verbatim: bool) -> Iterator[Token]:
    for child in children:
        if isinstance(child, str):
            text = child if verbatim else re.sub(r"[ \t\r\n\f]+", " ", child)
            yield from (Token(word, frames, word) for word in cut(text))
        elif child.tag in ("br", "img"):
            yield Token(f"<{child.tag} {child.attributes.get('src', '')}>", frames, _kept(child))
        elif child.attributes.get("class") in OURS:
            continue
        elif child.tag == "sup" and "id" in child.attributes:
            # the number of a footnote changes with those before it: that is no change of the text
            yield Token("<note>", frames, Node("sup", {}, [child.words]))
        else:
            kept = _kept(child)
            frame = (kept.tag, tuple(sorted(kept.attributes.items())))
            yield from _tokens(child.children, (*frames, frame), verbatim)


def _kept(node: Node) -> Node:
    """Without ids and other things of one place; struck out text is <s>, since <del> will be our mark."""
    attributes = {name: value for name, value in node.attributes.items() if name in KEPT}
    return Node("s" if node.tag == "del" else node.tag, attributes)


def _add(children: list[Child], shown: Child) -> None:
    if isinstance(shown, str) and children and isinstance(children[-1], str):
        children[-1] += shown
    else:
        children.append(shown)
