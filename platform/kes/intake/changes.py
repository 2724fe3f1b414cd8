"""Tracked changes in pandoc's tree: gathered with author and date, then all accepted or all rejected."""

from typing import Any

from kes.intake.result import Change, Comment
from kes.intake.write.inlines import Tree, words

KINDS = {"insertion", "deletion"}
MARKS = {"paragraph-insertion": "insertion", "paragraph-deletion": "deletion"}
_SPACE = {"t": "Space"}
_EDGES = {"comment-start", "comment-end"}
LONGEST = 300
MOST = 2000


def resolved(tree: Any, *, accept: bool) -> Any:
    """The tree with every change accepted or rejected; paragraphs whose break goes join the next one."""
    if isinstance(tree, list):
        return _joined(_flat(tree, accept), "deletion" if accept else "insertion")
    if isinstance(tree, dict):
        if tree["t"] == "BulletList":
            return {**tree, "c": _items(tree["c"], accept)}
        if tree["t"] == "OrderedList":
            return {**tree, "c": [tree["c"][0], _items(tree["c"][1], accept)]}
        return {**tree, "c": resolved(tree["c"], accept=accept)} if "c" in tree else tree
    return tree


def _items(items: list[Any], accept: bool) -> list[Any]:
    """Points of a list: one whose break goes joins the next; without words nothing is left of it."""
    gone = "deletion" if accept else "insertion"
    done: list[Any] = []
    open_ended = False
    for item in items:
        blocks = resolved(item, accept=accept)
        done.append(_together(done.pop(), blocks) if open_ended else blocks)
        open_ended = bool(item) and _paragraph_mark(item[-1]) == gone
    if open_ended and not words(done[-1]).strip():
        edges = _comments(done.pop())
        if edges and done:
            done[-1] = _together(done[-1], [{"t": "Plain", "c": edges}])
    return done


def _together(blocks: list[Any], others: list[Any]) -> list[Any]:
    if not (blocks and others and all(one["t"] in ("Para", "Plain") for one in (blocks[-1], others[0]))):
        return [*blocks, *others]
    return [*blocks[:-1], _as_one(blocks[-1], others[0]), *others[1:]]


def _as_one(paragraph: Tree, other: Tree) -> Tree:
    first, between = _unmarked(paragraph["c"]), [_SPACE]
    if not words(first).strip():  # pandoc leaves spaces between words that went
        first, between = [inline for inline in first if inline != _SPACE], []
    return {**paragraph, "c": [*first, *between, *other["c"]]}


def _flat(nodes: list[Any], accept: bool) -> list[Any]:
    done: list[Any] = []
    gone = False
    for node in nodes:
        kind = _change(node)
        if kind is None:
            if gone and done and done[-1] == _SPACE and _begins_with_sign(node):
                done.pop()  # pandoc takes the space out of "word[ put in]."
            done.append(resolved(node, accept=accept))
            gone = False
        elif (kind == "insertion") == accept:
            done += resolved(node["c"][1], accept=accept)
        else:
            done += _comments(node["c"][1])
            gone = True
    return done


def _begins_with_sign(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Str" and node["c"][:1] in set(".,;:!?)”")


def _comments(nodes: Any) -> list[Any]:
    """Where comments begin and end in what goes: they are kept, at the place that is left."""
    if isinstance(nodes, dict) and nodes["t"] == "Span" and _EDGES & set(nodes["c"][0][1]):
        return [nodes]
    inner = nodes.get("c") if isinstance(nodes, dict) else nodes
    return [edge for part in inner for edge in _comments(part)] if isinstance(inner, list) else []


def _joined(nodes: list[Any], gone: str) -> list[Any]:
    """`gone` is the kind of paragraph mark that disappears."""
    done: list[Any] = []
    open_ended = False
    for node in nodes:
        paragraph = isinstance(node, dict) and node.get("t") in ("Para", "Plain")
        if paragraph and open_ended and done:
            done[-1] = _as_one(done[-1], node)
        else:
            done.append(node)
        open_ended = paragraph and _paragraph_mark(done[-1]) == gone
    return [{**node, "c": _unmarked(node["c"])} if _paragraph_mark(node) else node for node in done]


def _change(node: Any) -> str | None:
    if isinstance(node, dict) and node.get("t") == "Span":
        return next((kind for kind in node["c"][0][1] if kind in KINDS), None)
    return None


def _paragraph_mark(node: Any) -> str:
    inlines = (
        node.get("c") if isinstance(node, dict) and node.get("t") in ("Para", "Plain", "Header") else None
    )
    if not inlines:
        return ""
    last = inlines[-1] if node["t"] != "Header" else None
    if not isinstance(last, dict) or last.get("t") != "Span":
        return ""
    return next((MARKS[kind] for kind in last["c"][0][1] if kind in MARKS), "")


def _unmarked(inlines: list[Tree]) -> list[Tree]:
    return [
        inline for inline in inlines if not (inline["t"] == "Span" and MARKS.keys() & set(inline["c"][0][1]))
    ]


class Reviewers:
    """Everything that reviewers left in the file, in the order of the text."""

    def __init__(self, blocks: list[Tree]) -> None:
        self.changes: list[Change] = []
        self.comments: dict[int, Comment] = {}
        self._open: dict[int, list[str]] = {}
        self._place = ""
        self._walk(blocks)

    def _walk(self, tree: Any) -> None:
        if isinstance(tree, list):
            for part in tree:
                self._walk(part)
        elif isinstance(tree, dict):
            self._node(tree)

    def _node(self, node: Tree) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Header":
            self._place = " ".join(words(content[2]).split())[:80]
        if kind == "Span":
            self._span(content[0], content[1])
        elif kind in ("Str", "Space", "SoftBreak", "LineBreak"):
            for quote in self._open.values():
                quote.append(words(node))
        else:
            self._walk(content)

    def _span(self, attributes: Any, inlines: list[Tree]) -> None:
        _id, classes, pairs = attributes
        said = dict(pairs)
        if "comment-start" in classes:
            self._begin(said, inlines)
        elif "comment-end" in classes:
            self._end(said)
        else:
            kind = next((name for name in classes if name in KINDS), "")
            text = words(inlines).strip()
            if kind and text and len(self.changes) < MOST:
                self.changes.append(
                    Change(kind, said.get("author", ""), said.get("date", ""), text[:LONGEST], self._place)
                )
            self._walk(inlines)

    def _begin(self, said: dict[str, str], inlines: list[Tree]) -> None:
        if not said.get("id", "").isdigit() or len(self.comments) >= MOST:
            return
        key = int(said["id"])
        text = "\n".join(line.strip() for line in _lines(inlines)).strip()
        self.comments[key] = Comment(key, said.get("author", ""), said.get("date", ""), text, "")
        self._open[key] = []

    def _end(self, said: dict[str, str]) -> None:
        key = int(said["id"]) if said.get("id", "").isdigit() else -1
        quote = self._open.pop(key, None)
        if quote is not None:
            old = self.comments[key]
            text = " ".join("".join(quote).split())
            self.comments[key] = Comment(key, old.author, old.date, old.text, text[:LONGEST])


def _lines(inlines: list[Tree]) -> list[str]:
    lines = [""]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append("")
        else:
            lines[-1] += words(inline)
    return lines
