"""A file's tracked changes as they can be proposed again: both texts, and who changed what where.

Both readings are written by the same writer, so their difference is Markdown that can be proposed. Letters
are the same in all readings and in the same order: they tell where in the old text each change stands.
"""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

from kes.intake.changes import KINDS, resolved
from kes.intake.result import DONE, GIVEN, MARK, NOTE, SHUT, TAKEN, Span, Tracked
from kes.intake.write.blocks import Writer
from kes.intake.write.inlines import Book, Tree

Take = Callable[[str, str], str]

_DEFINED = re.compile(rf"^\[\^(\d+)\]: {NOTE}(\d+){SHUT}", re.MULTILINE)
_CALL = re.compile(r"\[\^(\d+)\]")
_CHANGE = re.compile(f"([{TAKEN}{GIVEN}{DONE}])(\\d+){SHUT}")


def tracked(blocks: list[Tree], take: Take) -> Tracked | None:
    """None when the footnotes cannot be told apart in both readings. `take` knows all pictures already."""
    numbered = _numbered(blocks, count(1))
    old, new = (_written(resolved(numbered, accept=accept), take) for accept in (False, True))
    if old is None or new is None:
        return None
    signed = _Signed(numbered)
    whole = _written(signed.blocks, take)
    return Tracked(old, new, _spans(whole, old, signed.changes) if whole else [])


def _written(blocks: list[Tree], take: Take) -> str | None:
    book = Book(picture=take)
    text = Writer(book).write(blocks)
    names = dict(_DEFINED.findall(text))
    if len(names) != len(book.notes):
        return None
    text = _DEFINED.sub(r"[^\1]: ", text)
    return _CALL.sub(lambda call: f"[^{names.get(call[1], call[1])}]", text)


def _numbered(tree: Any, numbers: "count[int]") -> Any:
    """Each footnote begins with its number."""
    if isinstance(tree, list):
        return [_numbered(part, numbers) for part in tree]
    if not isinstance(tree, dict) or "c" not in tree:
        return tree
    if tree["t"] == "Note" and tree["c"] and tree["c"][0]["t"] in ("Para", "Plain"):
        first, *rest = tree["c"]
        mark = {"t": "Str", "c": f"{NOTE}{next(numbers)}{SHUT}"}
        return {**tree, "c": [{**first, "c": [mark, *first["c"]]}, *rest]}
    return {**tree, "c": _numbered(tree["c"], numbers)}


class _Signed:
    """The tree with the words of both readings, and signs around those that were changed."""

    def __init__(self, blocks: list[Tree]) -> None:
        self.changes: list[tuple[str, str]] = []  # author, date
        self.blocks = self._signed(blocks)

    def _signed(self, tree: Any) -> Any:
        if isinstance(tree, list):
            return [made for part in tree for made in self._change(part)]
        return {**tree, "c": self._signed(tree["c"])} if isinstance(tree, dict) and "c" in tree else tree

    def _change(self, part: Any) -> list[Any]:
        attributes = part["c"][0] if isinstance(part, dict) and part["t"] == "Span" else None
        kind = next((name for name in attributes[1] if name in KINDS), "") if attributes else ""
        if not attributes or not kind:
            return [self._signed(part)]
        said, number = dict(attributes[2]), len(self.changes)
        self.changes.append((said.get("author", ""), said.get("date", "")))
        first = GIVEN if kind == "insertion" else TAKEN
        return self._between(first, number, part["c"][1])

    def _between(self, first: str, number: int, inlines: list[Tree]) -> list[Any]:
        """A footnote stands elsewhere in the text: its words have signs of their own."""
        done: list[Any] = [_mark(first, number)]
        for inline in inlines:
            if inline["t"] == "Note":
                self.changes.append(self.changes[number])
                done.append({**inline, "c": _around(inline["c"], first, len(self.changes) - 1)})
            else:
                done.append(self._signed([inline]))
        return [*_flat(done), _mark(DONE, number)]


def _flat(nodes: list[Any]) -> list[Any]:
    return [one for node in nodes for one in (node if isinstance(node, list) else [node])]


def _around(blocks: list[Tree], first: str, number: int) -> list[Tree]:
    """Before the first and behind the last paragraph; what is no paragraph in between goes along."""
    done = list(blocks)
    for place, at_end, mark in ((0, False, _mark(first, number)), (-1, True, _mark(DONE, number))):
        block = done[place] if done else {"t": ""}
        if block["t"] not in ("Para", "Plain"):
            return blocks
        inner = [*block["c"], mark] if at_end else [*block["c"][:1], mark, *block["c"][1:]]
        done[place] = {**block, "c": inner}
    return done


def _mark(sign: str, number: int) -> Tree:
    return {"t": "Str", "c": f"{sign}{number}{SHUT}"}


def _spans(whole: str, old: str, changes: list[tuple[str, str]]) -> list[Span]:
    """Letters are counted outside of what was put in; without them the old text must come out."""
    first_words, *rest = _CHANGE.split(whole)
    letters = _letters(first_words)
    begun: dict[int, int] = {}
    given: set[int] = set()  # insertions that are open
    spans: dict[int, Span] = {}
    for sign, key, words in zip(rest[::3], map(int, rest[1::3]), rest[2::3], strict=True):
        if sign == DONE:
            given.discard(key)
            spans[key] = Span(begun.get(key, len(letters)), len(letters), *changes[key])
        else:
            begun[key] = len(letters)
            given |= {key} if sign == GIVEN else set()
        letters += _letters(words) if not given else ""
    placed = sorted(spans.values(), key=lambda span: (span.first, span.last))
    return placed if letters == _letters(old) else []


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, re.sub(MARK, "", text)))
