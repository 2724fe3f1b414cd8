"""Lists as people write them, brought to the layout that the Markdown parser wants.

The parser needs a blank line before a list and four spaces for each level. People (and CommonMark) do not:
they write a list right under its sentence and indent it by two or three. The marks of Polish law, "1)", "a)"
and a dash, are not lists here, since a list would renumber them: each becomes a paragraph of its own.
"""

import re
from dataclasses import dataclass, field

from markdown.preprocessors import Preprocessor

ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.) +(\S.*)")
RULE = re.compile(r" *([-*_])( *\1){2,} *$")
LEGAL = re.compile(r" *(\d{1,4}[a-z]{0,3}\)|[a-z]{1,2}\)|[–—]) +\S")
BEFORE_LEGAL = re.compile(r".*[:;,.] *$")
MAX_LEVELS = 12


@dataclass
class _Layout:
    out: list[str] = field(default_factory=list)
    stack: list[tuple[int, bool]] = field(default_factory=list)  # indent of the mark, is it a number

    @property
    def after_text(self) -> bool:
        return bool(self.out) and bool(self.out[-1].strip())


class ListLayout(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        layout = _Layout()
        for line in lines:
            _add(layout, line)
        return layout.out


def _add(layout: _Layout, line: str) -> None:
    item = None if RULE.match(line) else ITEM.fullmatch(line)
    if not line.strip():
        layout.out.append("")
    elif item and _may_start(layout, item):
        _add_item(layout, item)
    elif LEGAL.match(line) and layout.after_text and _follows_legal(layout.out[-1]):
        layout.out += ["", "    " * len(layout.stack) + line.strip()]
    else:
        _add_text(layout, line)


def _may_start(layout: _Layout, item: re.Match[str]) -> bool:
    """In the middle of a paragraph only "1." begins a numbered list: a line may well start with a year."""
    return bool(layout.stack) or not layout.after_text or not _is_number(item) or item.group(2) == "1."


def _add_item(layout: _Layout, item: re.Match[str]) -> None:
    indent, numbered = len(item.group(1)), _is_number(item)
    sibling: tuple[int, bool] | None = None
    while layout.stack and (indent < layout.stack[-1][0] + 2 or len(layout.stack) == MAX_LEVELS):
        sibling = layout.stack.pop()
    starts = not layout.stack and sibling is None
    changes = sibling is not None and sibling[1] != numbered
    if layout.after_text and (starts or changes):
        layout.out.append("")
    layout.out.append("    " * len(layout.stack) + f"{item.group(2)} {item.group(3)}")
    layout.stack.append((indent, numbered))


def _add_text(layout: _Layout, line: str) -> None:
    if layout.after_text and layout.stack:
        layout.out.append(line.strip())
        return
    indent = len(line) - len(line.lstrip())
    while layout.stack and indent < layout.stack[-1][0] + 2:
        layout.stack.pop()
    layout.out.append("    " * len(layout.stack) + line.strip() if layout.stack else line)


def _is_number(item: re.Match[str]) -> bool:
    return item.group(2)[0].isdigit()


def _follows_legal(previous: str) -> bool:
    return bool(LEGAL.match(previous) or BEFORE_LEGAL.match(previous))
