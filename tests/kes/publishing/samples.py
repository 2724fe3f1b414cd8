"""Publications for the tests, and readers of what was made of them."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree

from kes.publishing import Heading, Labels, Publication, Table

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
CREATED = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
LABELS = Labels(contents="Spis treści", image="Obraz", page="Strona")

COURSE = """Konsultacje odbyły się w trybie art. 5 ust. 2 **ustawy**[^1].

- spotkanie
  - w Bytowie
- ankieta

> Cytat z *uwagi*

## Podsumowanie

Zob. [stronę](/consultations/plan/) i [BIP](https://bip.pl). Razem 15 zł.

[^1]: Ustawa z 2022 r.
"""
REMARKS = Table(
    ["Nr", "Jednostka", "Obecne brzmienie", "Propozycja", "Stanowisko", "Uzasadnienie"],
    [["1", "art. 5", "Gmina **prowadzi** centrum.", "Gmina może prowadzić.\n\nTakże w szkołach.", "", ""]],
    "Uwagi i stanowiska",
)  # fmt: skip


def report(*blocks: str | Heading | Table, title: str = "Raport z konsultacji") -> Publication:
    chosen = blocks or (Heading("Przebieg"), COURSE, Heading("Zestawienie uwag"), REMARKS)
    return Publication(
        title,
        "pl",
        chosen,
        subtitle="Powiat bytowski",
        author="Starostwo Powiatowe",
        metadata={"Numer": "5/2026"},
        base_url="https://kes.pl/",
        created=CREATED,
        labels=LABELS,
    )


def part(archive: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return ElementTree.fromstring(files.read(name))


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return ["".join(found.itertext()).strip() for found in root.iterfind(path, SPACES)]


def attribute(element: ElementTree.Element, name: str) -> str | None:
    prefix, _, local = name.partition(":")
    return element.get(f"{{{SPACES[prefix]}}}{local}")


Maker = Callable[[Publication], bytes]
