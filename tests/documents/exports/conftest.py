"""A plan with everything that an export has to carry: numbers, references, a note, a table, a picture."""

import struct
import zlib

import pytest

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.images.actions import store_image
from documents.reading.actions import set_numbering
from tests.people import World

TABLE = "| Wskaźnik | Wartość |\n| --- | ---: |\n| Liczba osób | 15 zł |"


def png(width: int = 300, height: int = 120) -> bytes:
    rows = (b"\0" + b"\x40\x80\xa0" * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def plan(world: World, settings: object, tmp_path: object) -> Document:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    document = create_document(world.group, by=world.alice, title="Plan: usługi/2027", parts=[("Cele", "")])
    image = store_image(document, by=world.alice, content=png(), name="mapa.png")
    first = (
        'Zob. [](#tabela-wskazniki) i "cytat" - w gminie[^1].\n\n# Potrzeby\n\n'
        f"Tabela: Wskaźniki\n\n{TABLE}\n\n![Mapa gminy](/files/{image.pk})\n\nRysunek: Mapa\n\n"
        "> Cytat z art. 5 ustawy.\n\n[^1]: Przypis pierwszy."
    )
    made = create_document(
        world.group,
        by=world.alice,
        title="Plan: usługi/2027",
        parts=[("Diagnoza", first), ("Cele", "Zob. [](#potrzeby) i [](#rysunek-mapa).")],
    )
    type(image).objects.filter(pk=image.pk).update(document=made)
    set_numbering(made, by=world.alice, numbering="decimal")
    return made
