"""The shapes that go to and come from the rendering process; plain data that JSON can carry."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Profile = Literal["post", "document"]
Kind = Literal["heading", "paragraph", "item", "quote", "table", "code"]


@dataclass(frozen=True)
class Labels:
    """Words a screen reader says; the caller translates them."""

    footnotes: str = "Footnotes"
    back: str = "Back to the text"
    table: str = "Table"


@dataclass(frozen=True)
class Anchors:
    """The link that a heading (or every block) carries to its own address.

    `href` may be any address with {id} in it, so that a consultation can lead to its form. The link has no
    text of its own (styles draw its sign), so that it never shifts the offsets of a selection.
    """

    label: str = "Link to this passage"
    href: str = "#{id}"
    every_block: bool = False


@dataclass(frozen=True)
class Options:
    profile: Profile
    prefix: str
    base: int
    labels: Labels
    anchors: Anchors

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Options":
        labels, anchors = Labels(**data.pop("labels")), Anchors(**data.pop("anchors"))
        return cls(**data, labels=labels, anchors=anchors)


@dataclass(frozen=True)
class Heading:
    """One line of a table of contents; `level` counts from 1, whatever the HTML level is."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Block:
    """A passage that can be pointed at. `text` equals the textContent of the element with this id."""

    id: str
    kind: Kind
    text: str
    path: list[str]
    parent: str = ""


@dataclass(frozen=True)
class Rendered:
    """`html` is safe; `toc` and `blocks` are empty for posts; `plain` has a line for each block."""

    html: str
    plain: str
    toc: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rendered":
        toc = [Heading(**heading) for heading in data["toc"]]
        return cls(data["html"], data["plain"], toc, [Block(**block) for block in data["blocks"]])
