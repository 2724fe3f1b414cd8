"""The neutral structure of a publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Heading:
    """A heading in plain text. Headings inside the Markdown that follows go below it."""

    title: str
    level: int = 1


@dataclass(frozen=True)
class Table:
    """Cells are Markdown; a row shorter than the headers is filled, a longer one is an error."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""


Block = str | Heading | Table  # a str is a chunk of Markdown


@dataclass(frozen=True)
class Labels:
    """Words of our own in the result; the caller translates them."""

    contents: str = "Contents"
    image: str = "Image"
    page: str = "Page"


@dataclass(frozen=True)
class Publication:
    """`metadata` is printed under the title, label by value, both plain text.

    `base_url` makes links to our own pages whole; without it they become plain text.
    """

    title: str
    language: str
    blocks: Sequence[Block]
    subtitle: str = ""
    author: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""
    created: datetime | None = None
    labels: Labels = field(default_factory=Labels)
