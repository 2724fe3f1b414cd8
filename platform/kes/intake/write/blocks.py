"""Pandoc's blocks as our Markdown: a list of paragraphs of text, each block apart from the next."""

import re
from collections.abc import Callable
from typing import Any

from kes.intake.result import MORE, Refusal
from kes.intake.write.escape import escape_cell, escape_start
from kes.intake.write.inlines import Book, Tree, runs_of, words
from kes.intake.write.runs import Run, sew
from kes.intake.write.tables import frame_of, table

INDENT = "    "
BOXES = {"☐ ": "[ ] ", "☑ ": "[x] ", "☒ ": "[x] "}
DEEPEST = 60  # blocks in blocks


class Writer:
    def __init__(self, book: Book) -> None:
        self.book = book
        self._depth = 0

    def write(self, blocks: list[Tree]) -> str:
        """The whole text, its footnotes at the end."""
        text = self.blocks(blocks)
        return "\n\n".join([*text, *self._notes()]).strip() + "\n"

    def blocks(self, blocks: list[Tree]) -> list[str]:
        if self._depth > DEEPEST:
            raise Refusal("too_deep")
        self._depth += 1
        done = [made for block in blocks for made in self._block(block) if made.strip()]
        self._depth -= 1
        return done

    def _block(self, block: Tree) -> list[str]:
        kind, content = block["t"], block.get("c")
        if kind in self._BLOCKS:
            return self._BLOCKS[kind](self, content)
        self.book.tally.note("other")
        return []

    def _paragraph(self, content: Any) -> list[str]:
        text = sew(runs_of(content, self.book))
        return ["  \n".join(escape_start(line) for line in text.split("\n"))] if text else []

    def _lines(self, content: Any) -> list[str]:
        lines = [escape_start(sew(runs_of(line, self.book))) for line in content]
        return ["  \n".join(filter(None, lines))]

    def _heading(self, content: Any) -> list[str]:
        level, _attributes, inlines = content
        self.book.tally.enter(words(inlines))
        text = sew(runs_of(inlines, self.book), without=frozenset({"strong"})).replace("\n", " ")
        return [f"{'#' * min(level, 6)} {_unclosed(text)}"] if text else []

    def _code(self, content: Any) -> list[str]:
        text = content[1].strip("\n")
        fence = "`" * max(3, max((len(ticks) for ticks in re.findall("`+", text)), default=0) + 1)
        return [f"{fence}\n{text}\n{fence}"]

    def _rule(self, content: Any) -> list[str]:
        return ["---"]

    def _raw(self, content: Any) -> list[str]:
        self.book.tally.note("raw")
        return []

    def _inside(self, content: Any) -> list[str]:
        return self.blocks(content[1])

    def _figure(self, content: Any) -> list[str]:
        _attributes, (_short, caption), inner = content
        return self.blocks(inner) + self.blocks(caption)

    def _quote(self, content: Any) -> list[str]:
        text = "\n\n".join(self._as_words(self.blocks(content)))
        return [_quoted(text)] if text else []

    def _bullets(self, content: Any) -> list[str]:
        return self._list([("- ", item) for item in _whole(content)])

    def _numbers(self, content: Any) -> list[str]:
        """1., 2. are a list. 1), a), I. are marks of law: a list would renumber them, so they stay."""
        (start, style, delimiter), items = content[0], _whole(content[1])
        if style["t"] in ("DefaultStyle", "Decimal") and delimiter["t"] in ("DefaultDelim", "Period"):
            return self._list([(f"{start + place}. ", item) for place, item in enumerate(items)])
        self.book.tally.note("lettered_list")
        done: list[str] = []
        for place, item in enumerate(items):
            sign = _sign(start + place, style["t"], delimiter["t"])
            first, *rest = self.blocks(item) or [""]
            done += [f"{sign} {first}".rstrip(), *rest] if not _is_block(first) else [sign, first, *rest]
        return done

    def _list(self, items: list[tuple[str, list[Tree]]]) -> list[str]:
        made = [(sign, _task(self._as_words(self.blocks(item)))) for sign, item in items]
        loose = any(len(item) > 1 and not _tight(item) for _sign, item in made)
        return [("\n\n" if loose else "\n").join(_item(sign, item, loose) for sign, item in made)]

    def _as_words(self, blocks: list[str]) -> list[str]:
        """A heading in a list or a quote is a bold line: the outline is for the text itself."""
        return [
            re.sub(r"^#{1,6} (.*)$", r"**\1**", block) if block.startswith("#") else block for block in blocks
        ]

    def _terms(self, content: Any) -> list[str]:
        done: list[str] = []
        for term, definitions in content:
            text = sew(runs_of(term, self.book, Run("", frozenset({"strong"}))))
            done += [text, *(block for blocks in definitions for block in self.blocks(blocks))]
        return done

    def _table(self, content: Any) -> list[str]:
        frame = frame_of(content)
        if frame is not None:
            self.book.tally.note("frame")
            return self.blocks(frame)
        caption = self.blocks(content[1][1])
        return [*caption, table(content, self.book, self._cell)]

    def _cell(self, blocks: list[Tree]) -> str:
        """All of a cell in one line."""
        return "<br>".join(line for block in blocks for line in self._cell_lines(block)).strip()

    def _cell_lines(self, block: Tree) -> list[str]:
        if block["t"] == "Table":
            self.book.tally.note("nested_table")
            inner = table(block["c"], self.book, self._cell).split("\n")
            return [row.strip("| ").replace(" | ", " · ") for n, row in enumerate(inner) if n != 1]
        if block["t"] in ("BulletList", "OrderedList"):
            self.book.tally.note("list_in_cell")
        lines = [line.strip() for made in self._block(block) for line in made.split("\n")]
        lines = [re.sub(r"^- ", "• ", re.sub(r"^#+ (.*)$", r"**\1**", line)) for line in lines if line]
        return [escape_cell(line) for line in lines]

    def _notes(self) -> list[str]:
        """Definitions; while they are written no further note may begin."""
        self.book.in_note = True
        done = []
        for number, blocks in enumerate(self.book.notes, start=1):
            inner = "\n\n".join(self._as_words(self.blocks(blocks))) or "–"
            done.append(f"[^{number}]: " + _indented(inner).lstrip())
        return done

    _BLOCKS: dict[str, Callable[["Writer", Any], list[str]]] = {
        "Plain": _paragraph, "Para": _paragraph, "LineBlock": _lines, "Header": _heading, "CodeBlock": _code,
        "HorizontalRule": _rule, "RawBlock": _raw, "Div": _inside, "Figure": _figure, "BlockQuote": _quote,
        "BulletList": _bullets, "OrderedList": _numbers, "DefinitionList": _terms, "Table": _table,
    }  # fmt: skip


def _whole(items: list[list[Tree]]) -> list[list[Tree]]:
    """A paragraph that only continues an item belongs to it."""
    done: list[list[Tree]] = []
    for item in items:
        if done and item and _first_words(item[0]).startswith(MORE):
            done[-1] = [*done[-1], *item]
        else:
            done.append(item)
    return done


def _first_words(block: Tree) -> str:
    return words(block["c"][:1]) if block["t"] in ("Para", "Plain") else ""


def _task(blocks: list[str]) -> list[str]:
    """A box before the words is a task, ticked or not."""
    if not blocks or blocks[0][:2] not in BOXES:
        return blocks
    return [BOXES[blocks[0][:2]] + blocks[0][2:], *blocks[1:]]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))


def _unclosed(title: str) -> str:
    """A heading that ends with # keeps it."""
    return re.sub(r"(#+)$", r"\\\1", title)


def _tight(blocks: list[str]) -> bool:
    """An item of one paragraph and the list below it."""
    return len(blocks) == 2 and not _is_block(blocks[0]) and bool(re.match(r"(-|\d+\.) ", blocks[1]))


def _is_block(text: str) -> bool:
    return bool(re.match(r"(- |\d+\. |> |\||```|#)", text))


def _item(sign: str, blocks: list[str], loose: bool) -> str:
    if not blocks:
        return sign.rstrip() + " –"  # an empty item would not be one
    first, *rest = blocks
    if re.match(r"(- |\d+\. |\||```)", first):
        first, rest = "–", blocks
    between = "\n\n" if loose else "\n"
    return between.join([sign + _indented(first).lstrip(), *map(_indented, rest)])


def _indented(text: str) -> str:
    return re.sub(r"^(?=.)", INDENT, text, flags=re.MULTILINE)


def _sign(number: int, style: str, delimiter: str) -> str:
    before, after = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(delimiter, ("", "."))
    made = {"LowerAlpha": _letters, "UpperAlpha": lambda n: _letters(n).upper(),
            "LowerRoman": lambda n: _roman(n).lower(), "UpperRoman": _roman}.get(style, str)  # fmt: skip
    return f"{before}{made(number)}{after}"


def _letters(number: int) -> str:
    """a to z, then aa, bb, as Word counts."""
    turn, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * min(turn + 1, 4)


def _roman(number: int) -> str:
    signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
             (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]  # fmt: skip
    done = ""
    for value, sign in signs:
        while number >= value and len(done) < 16:
            done, number = done + sign, number - value
    return done
