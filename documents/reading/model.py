"""What goes into the assembly of a whole text and what comes out."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["chapter", "heading", "table", "figure"]


@dataclass(frozen=True)
class Chapter:
    """A part as `documents/rendering.py` made it; `anchor` begins the ids in it ("c2")."""

    title: str
    anchor: str
    html: str
    toc: list[list[Any]] = field(default_factory=list)  # [level, id, title]
    blocks: list[list[Any]] = field(default_factory=list)  # [id, kind, text, path, id around]
    number: str = ""  # "2." or "Rozdział 2."; given by the assembly
    key: str = ""  # the same wherever the chapter stands
    marks: dict[str, str] = field(default_factory=dict)  # of its headings and captions (marks.py)

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Style:
    """How headings are numbered, and the words of captions and references in the document's language."""

    numbering: str = "none"  # none, decimal, chapters
    chapter: str = "Chapter"
    names: tuple[tuple[Kind, str], ...] = (
        ("chapter", "chapter"),
        ("heading", "section"),
        ("table", "table"),
        ("figure", "figure"),
    )
    missing: str = "reference to nothing"
    quotes: tuple[str, str] = ("“", "”")

    def name(self, kind: Kind) -> str:
        return dict(self.names)[kind]


@dataclass(frozen=True)
class Target:
    """What can be referred to; `number` without its full stop, "" where nothing is numbered."""

    slug: str
    kind: Kind
    id: str
    number: str
    title: str
    mark: str = ""  # what it is the same by when its title changes


@dataclass(frozen=True)
class Missing:
    """A reference that leads nowhere: its name, and the chapter and passage it stands in."""

    slug: str
    chapter: int
    id: str


@dataclass(frozen=True)
class Whole:
    chapters: list[Chapter]
    targets: list[Target]
    missing: list[Missing]
    known: dict[str, Target] = field(default_factory=dict)  # by all their names, former ones too
