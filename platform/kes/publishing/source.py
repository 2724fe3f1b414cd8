"""A publication as Markdown: the chunks as they were written, headings moved under ours, tables as tables."""

import re

from kes.publishing.compose import line
from kes.publishing.model import Block, Heading, Html, Publication, Table

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})(?=\s)")


def to_markdown(publication: Publication) -> str:
    parts = [f"# {line(publication.title)}"]
    if publication.subtitle.strip():
        parts.append(f"**{line(publication.subtitle)}**")
    parts += [f"{line(label)}: {line(value)}  " for label, value in publication.metadata.items()]
    level = 1
    for block in publication.blocks:
        if isinstance(block, Heading):
            level = min(max(block.level, 1), level) + 1
        parts.append(_block(block, level))
    return "\n\n".join(filter(None, parts)) + "\n"


def _block(block: Block, level: int) -> str:
    if isinstance(block, Heading):
        return f"{'#' * min(level, 6)} {line(block.title)}"
    if isinstance(block, Html):
        raise TypeError("rendered text has no Markdown any more")
    return _table(block) if isinstance(block, Table) else _below(block.strip("\n"), level)


def _below(text: str, level: int) -> str:
    """Headings of the chunk go below the heading above it; what looks like one in code stays."""
    lines: list[str] = []
    fence = ""
    for row in text.replace("\r\n", "\n").split("\n"):
        mark = _FENCE.match(row)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        lines.append(row if fence else _HEADING.sub(lambda found: ("#" * level + found.group(1))[:6], row))
    return "\n".join(lines)


def _table(table: Table) -> str:
    rows = [[*row, *[""] * (len(table.headers) - len(row))] for row in table.rows]
    lines = [_row(list(table.headers)), "|" + " --- |" * len(table.headers), *map(_row, rows)]
    caption = [f"**{line(table.caption)}**", ""] if table.caption.strip() else []
    return "\n".join([*caption, *lines])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(cell: str) -> str:
    return re.sub(r"\n+", "<br>", cell.strip().replace("\r\n", "\n")).replace("|", "\\|")
