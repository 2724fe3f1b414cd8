"""Pandoc's tree: what builds it and what asks about it. Plain data, no markup left in any string."""

import re
from typing import Any

Tree = dict[str, Any]

PLAIN: list[Any] = ["", [], []]  # pandoc's attributes: id, classes, pairs
DEFAULT = {"t": "AlignDefault"}
LONGEST_HEADER = 400


def text(value: str) -> Tree:
    return {"t": "Str", "c": value}


def node(kind: str, content: Any) -> Tree:
    return {"t": kind, "c": content}


def heading(level: int, inlines: list[Tree], id: str = "") -> list[Tree]:
    """A heading, or nothing where it says nothing: PDF/UA allows no empty ones, and a note is no title."""
    if re.search(r"[^\W_]|[!-~]", plain(_without_notes(inlines))):
        return [node("Header", [level, [id, [], []], inlines])]
    return [node("Para", inlines)] if _holds(inlines, ("Note",)) else []


def _without_notes(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without_notes(part) for part in tree if not (isinstance(part, dict) and part["t"] == "Note")]
    return {**tree, "c": _without_notes(tree["c"])} if isinstance(tree, dict) and "c" in tree else tree


def cell(blocks: list[Tree], align: Tree = DEFAULT) -> list[Any]:
    if len(blocks) == 1 and blocks[0]["t"] == "Para":
        blocks = [node("Plain", blocks[0]["c"])]  # a single paragraph needs no space around it
    return [PLAIN, align, 1, 1, blocks]


def figure(image: list[Tree], caption: list[Tree], id: str) -> Tree:
    return node("Figure", [[id, [], []], [None, [node("Plain", caption)]], [node("Plain", image)]])


def table(
    headers: list[Any], rows: list[list[Any]], widths: list[float], caption: list[Tree], id: str = ""
) -> Tree:
    """`headers` and each of `rows` are lists of cells; widths are shares of one."""
    columns = [[DEFAULT, node("ColWidth", width)] for width in widths]
    head = [PLAIN, [[PLAIN, headers]] if headers else []]
    body = [PLAIN, 0, [], [[PLAIN, row] for row in rows]]
    title = [None, [node("Plain", caption)] if caption else []]
    attributes = [id, ["repeat"] if _may_repeat(headers) else [], []]
    return node("Table", [attributes, title, columns, head, [body], [PLAIN, []]])


def _may_repeat(headers: list[Any]) -> bool:
    """A header on each page is an artifact there, and those hold no links; nor may it fill the page."""
    return len(plain(headers)) <= LONGEST_HEADER and not _holds(headers, ("Link", "Note"))


def _holds(tree: Any, kinds: tuple[str, ...]) -> bool:
    if isinstance(tree, list):
        return any(_holds(part, kinds) for part in tree)
    return isinstance(tree, dict) and (tree["t"] in kinds or _holds(tree.get("c"), kinds))


def column_widths(rows: list[list[Any]]) -> list[float]:
    """Shares by what the columns hold: their longest word must fit, long texts get more, none gets all."""
    columns = list(zip(*rows, strict=True))
    weights = [max(_weight([plain(entry[4]) for entry in column]), 4.0) for column in columns]
    return [round(weight / sum(weights), 4) for weight in weights]


def plain(tree: Any) -> str:
    """All words in a tree."""
    if isinstance(tree, list):
        return " ".join(filter(None, map(plain, tree)))
    if not isinstance(tree, dict):
        return ""
    kind, content = tree["t"], tree.get("c", "")
    if kind == "Str":
        return str(content)
    return str(content[1]) if kind in ("Code", "CodeBlock") else plain(content)


def tidy(inlines: list[Tree]) -> list[Tree]:
    """Without empty strings, without space at the edges and after line breaks."""
    done: list[Tree] = []
    for inline in inlines:
        if inline["t"] == "Str" and (not done or done[-1]["t"] == "LineBreak"):
            inline = text(inline["c"].lstrip(" "))
        if inline.get("c") != "":
            done.append(inline)
    while done and (done[-1]["t"] == "LineBreak" or done[-1].get("c") == " "):
        done.pop()
    if done and done[-1]["t"] == "Str":
        done[-1] = text(done[-1]["c"].rstrip(" "))
    return done


def _weight(cells: list[str]) -> float:
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    average = sum(map(len, cells)) / max(len(cells), 1)
    return float(max(min(longest, 14), min(average, 400) ** 0.6))
