"""Signs that travel in a text like letters, and say where the words of a remark begin and end.

Each is one character of a plane that no writing uses. Whoever renders the text passes them through; in
pandoc's tree they become nodes of their own, before anything looks at the words around them.
"""

import re
from typing import Any

from kes.publishing.tree import PLAIN, Tree, node, text

# A proposal's old words, then its new ones; a comment has two. COMES and GOES begin whole paragraphs.
START, END, INSERTED, CLOSED, COMES, GOES = range(6)
SIGNS = re.compile("[\U000f0000-\U000ffffd]")
MOST = 10_000  # remarks of one text

_BASE, _STEPS = 0xF0000, 6
_SPLIT = re.compile(f"({SIGNS.pattern})")
_CLASS = "remark-sign"


def sign(number: int, step: int) -> str:
    return chr(_BASE + _STEPS * number + step)


def bare(words: str) -> str:
    """Without signs; icon fonts use the same characters, and theirs would be read as those of remarks."""
    return SIGNS.sub("", words)


def around(number: int, words: str) -> str:
    """The words with the signs of a comment."""
    return f"{sign(number, START)}{words}{sign(number, END)}"


def parted(tree: Any) -> Any:
    """The same tree, each sign in its words a node."""
    if isinstance(tree, list):
        return [made for part in tree for made in _parted(part)]
    return {**tree, "c": parted(tree["c"])} if isinstance(tree, dict) and "c" in tree else tree


def said(part: Any) -> tuple[int, int] | None:
    """(number of the remark, step) of a node that is a sign."""
    if not isinstance(part, dict) or part["t"] != "Span" or part["c"][0][1] != [_CLASS]:
        return None
    return meant(part["c"][0][2][0][1])


def meant(character: str) -> tuple[int, int]:
    """(number of the remark, step) of a sign."""
    return divmod(ord(character) - _BASE, _STEPS)


def _parted(part: Any) -> list[Any]:
    kind = part["t"] if isinstance(part, dict) else ""
    if kind == "Str" and SIGNS.search(part["c"]):
        return [_node(piece) or text(piece) for piece in _SPLIT.split(part["c"]) if piece]
    if kind == "Code" and SIGNS.search(part["c"][1]):
        pieces = filter(None, _SPLIT.split(part["c"][1]))
        return [_node(piece) or node("Code", [PLAIN, piece]) for piece in pieces]
    return [part if kind in ("Str", "Code", "Image") else parted(part)]


def _node(piece: str) -> Tree | None:
    return node("Span", [["", [_CLASS], [["sign", piece]]], []]) if SIGNS.fullmatch(piece) else None
