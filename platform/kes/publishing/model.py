"""The neutral structure of a publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kes.publishing.remarks import Remarks


@dataclass(frozen=True)
class Heading:
    """A heading in plain text. Headings inside the Markdown that follows go below it."""

    title: str
    level: int = 1
    id: str = ""  # what references of an Html block call it


@dataclass(frozen=True)
class Html:
    """A chapter that `kes.markup` has rendered, with headings from `base` on; its ids and links are kept."""

    html: str
    base: int = 3


@dataclass(frozen=True)
class Picture:
    content: bytes
    kind: str  # image/png or image/jpeg
    width: int  # pixels
    height: int


@dataclass(frozen=True)
class Table:
    """Cells are Markdown; a row shorter than the headers is filled, a longer one is an error."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""


Block = str | Heading | Table | Html  # a str is a chunk of Markdown


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
    pictures: Mapping[str, Picture] = field(default_factory=dict)  # by their address in the text
    typography: bool = False  # quotes and dashes set as the language wants them
    contents: bool = False  # a table of contents also where the format does not need one
    # Their signs (signs.py) stand in Html blocks and headings, and no others do; DOCX and ODT only.
    remarks: Remarks = ()
    letterhead: bytes = b""  # a DOCX whose look, header and footer a DOCX result takes over
    seconds: int = 20  # for the programs that make the file
