"""Reads table.txt: who may open, do and hear what."""

from dataclasses import dataclass
from pathlib import Path

from groups.roles import Visibility
from tests.matrix.world import COLUMNS, INSIDE, NOBODY, OUTSIDE

TABLE = Path(__file__).with_name("table.txt")
ASKED = ("GET", "POST", "HEAR", "JOIN", "RUN")
VISIBILITIES = [kind.value for kind in Visibility]


@dataclass(frozen=True)
class Row:
    """`answers` by the visibility of the group and the column; rows of the shell have no groups: ""."""

    name: str
    asked: str
    case: str
    answers: dict[tuple[str, str], str]

    def __str__(self) -> str:
        return f"{self.name} {self.asked} {self.case}".rstrip()

    @property
    def everybody(self) -> list[tuple[str, str, str]]:
        """(visibility, person, the answer expected) of each cell."""
        return [
            (visibility, who, answer)
            for (visibility, column), answer in self.answers.items()
            for who in COLUMNS[column]
        ]

    def some(self, turn: int) -> list[tuple[str, str, str]]:
        """Everybody once, those outside in each of the groups; turns change who is asked where."""
        if all(not visibility for visibility, _column in self.answers):
            return self.everybody
        cells = []
        for place, visibility in enumerate(VISIBILITIES):
            here = [cell for cell in self.everybody if cell[0] == visibility]
            nobody, outside, inside = (
                [cell for cell in here if cell[1] in people]
                for people in (COLUMNS[NOBODY], COLUMNS[OUTSIDE], INSIDE)
            )
            cells += [nobody[(turn + place) % 2], outside[(turn + place) % 3]]
            cells += [cell for seat, cell in enumerate(inside) if (turn + place + seat) % 3 == 0]
        return cells


def rows() -> list[Row]:
    """Lines with answers; a line begins with `#`, or has no `|`, when it only explains."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if "|" in line and not line.startswith("#")]


def _row(line: str) -> Row:
    asked, *parts = line.split("|")
    name, verb, *case = asked.split()
    cells = [part.split() for part in parts]
    return Row(name, verb, " ".join(case), _answers(cells))


def _answers(cells: list[list[str]]) -> dict[tuple[str, str], str]:
    """Raises ValueError for a line with too many or too few answers."""
    if [len(part) for part in cells] == [1, 1]:
        signed_in = [(column, cells[1][0]) for column in COLUMNS if column != NOBODY]
        return {("", column): answer for column, answer in [(NOBODY, cells[0][0]), *signed_in]}
    *shown, inside = cells
    found = {}
    for visibility, (nobody, outsider) in zip(VISIBILITIES, shown, strict=True):
        found[visibility, NOBODY], found[visibility, OUTSIDE] = nobody, outsider
        for column, answer in zip(INSIDE_COLUMNS, inside, strict=True):
            found[visibility, column] = answer
    return found


INSIDE_COLUMNS = [column for column in COLUMNS if column not in {NOBODY, OUTSIDE}]
