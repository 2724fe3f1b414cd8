"""What the owner of a staged file chose: which reading, where it is cut, which parts are taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from documents.imports.models import StagedImport
from documents.imports.splitting import LONGEST_TITLE, Piece, best_level, joined, levels, pieces, title_of

MOST_PARTS = 400
# As the preview offers them; the first one that a file has is the choice until another is made.
READINGS = ("suggested", "suggested_rejecting", "accepted", "rejected", "cleaned", "raw")


@dataclass(frozen=True)
class Row:
    """A part as the preview shows it."""

    number: int
    title: str
    text: str
    keep: bool = True
    join: bool = False  # with the part above

    @property
    def words(self) -> int:
        return len(self.text.split())


class Choices:
    """Made of what is stored with the file, or of the preview's form."""

    def __init__(self, staged: StagedImport, data: Mapping[str, Any]) -> None:
        self.staged = staged
        self.readings = [name for name in READINGS if name in staged.texts]
        reading = str(data.get("reading"))
        self.reading = reading if reading in staged.texts else self.readings[0]
        self._text: str = staged.texts[self.reading]
        self.levels = [(level, count) for level, count in levels(self._text) if count <= MOST_PARTS]
        self.level = self._level(data.get("level"))
        self.title = str(
            data.get("title") or staged.title or title_of(self._text) or PurePath(staged.name).stem
        )[:LONGEST_TITLE]
        self.comments = bool(data.get("comments", "shape" not in data))
        parts = (
            {str(pk) for pk in staged.document.parts.values_list("pk", flat=True)} if staged.document else ()
        )
        self.target = target if (target := str(data.get("target", ""))) in parts else ""
        self.stale = "shape" in data and data["shape"] != self.shape
        self.rows = self._rows(data if data.get("shape") == self.shape else {})

    @property
    def shape(self) -> str:
        """Says for which division the titles and ticks of a form were made."""
        return f"{self.reading}:{self.level}"

    @property
    def suggests(self) -> bool:
        return self.reading.startswith("suggested")

    @property
    def taken(self) -> list[Piece]:
        """The parts as they will be, joined ones together."""
        done: list[Piece] = []
        for row in self.rows:
            if not row.keep:
                continue
            piece = Piece(row.title, row.text)
            if row.join and done:
                done[-1] = joined(done[-1], piece)
            else:
                done.append(piece)
        return done

    def stored(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"reading": self.reading, "level": self.level, "title": self.title}
        kept |= {"shape": self.shape, "target": self.target}
        kept |= {"comments": "1"} if self.comments else {}
        for row in self.rows:
            kept[f"title-{row.number}"] = row.title
            kept |= {f"keep-{row.number}": "1"} if row.keep else {}
            kept |= {f"join-{row.number}": "1"} if row.join else {}
        return kept

    def _level(self, chosen: object) -> int:
        offered = [level for level, _count in self.levels]
        if str(chosen).isdigit() and int(str(chosen)) in offered:
            return int(str(chosen))
        best = best_level(self._text)
        return best if best in offered else 0

    def _rows(self, data: Mapping[str, Any]) -> list[Row]:
        cut = pieces(self._text, self.level, title=self.title)
        rows = [Row(number, piece.title, piece.text) for number, piece in enumerate(cut, start=1)]
        return [_chosen(row, data) for row in rows] if data else rows


def _chosen(row: Row, data: Mapping[str, Any]) -> Row:
    title = " ".join(str(data.get(f"title-{row.number}", "")).split())[:LONGEST_TITLE]
    return replace(
        row,
        title=title or row.title,
        keep=f"keep-{row.number}" in data,
        join=f"join-{row.number}" in data and row.number > 1,
    )
