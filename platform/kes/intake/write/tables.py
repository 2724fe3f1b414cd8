"""Pandoc's tables as pipe tables: every cell one line, merged cells in their first place, the rest empty."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kes.intake.write.inlines import Book, Tree

SIDES = {"AlignLeft": ":---", "AlignRight": "---:", "AlignCenter": ":---:"}
MOST_COLUMNS = 60
CellWriter = Callable[[list[Tree]], str]


@dataclass(frozen=True)
class Cell:
    across: int
    down: int
    blocks: list[Tree]


def rows_of(content: Any) -> list[list[Cell]]:
    """Head, bodies and foot in order, as they stand in the file."""
    _attributes, _caption, _columns, head, bodies, foot = content
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    return [[Cell(cell[3], cell[2], cell[4]) for cell in row[1]] for row in [*rows, *foot[1]]]


def frame_of(content: Any) -> list[Tree] | None:
    """The blocks of a table with a single cell, which is a frame around text and no table."""
    rows = rows_of(content)
    return rows[0][0].blocks if len(rows) == 1 and len(rows[0]) == 1 else None


def table(content: Any, book: Book, write: CellWriter) -> str:
    grid = _grid(rows_of(content), book, write)
    grid = [row for row in grid if any(row)]
    if not grid:
        return ""
    width = max(len(row) for row in grid)
    head, *rows = [row + [""] * (width - len(row)) for row in grid]
    sides = [SIDES.get(column[0]["t"], "---") for column in content[2][:width]]
    rule = sides + ["---"] * (width - len(sides))
    return "\n".join(map(_line, [head, rule, *rows]))


def _grid(rows: list[list[Cell]], book: Book, write: CellWriter) -> list[list[str]]:
    """Each cell at its column; what a merged cell covers is left empty."""
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # column → rows still covered from above
    for row in rows:
        line: list[str] = []
        for cell in row:
            _skip_covered(line, covered)
            if cell.across > 1 or cell.down > 1:
                book.tally.note("merged_cell")
            across = max(1, min(cell.across, MOST_COLUMNS - len(line)))
            covered |= {len(line) + offset: cell.down for offset in range(across) if cell.down > 1}
            line += [write(cell.blocks), *[""] * (across - 1)]
        _skip_covered(line, covered)
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        grid.append(line[:MOST_COLUMNS])
    return grid


def _skip_covered(line: list[str], covered: dict[int, int]) -> None:
    """A cell that began in this very row covers only the rows below it."""
    while len(line) < MOST_COLUMNS and len(line) in covered:
        line.append("")


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
