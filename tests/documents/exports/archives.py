"""Reads what office files and books hold."""

import io
import re
import zipfile


def part(archive: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name).decode()


def names(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.namelist()


def words(xml: str) -> str:
    """Paragraphs as lines."""
    xml = re.sub(r"</(?:w|text):(?:p|h)>", "\n", xml)
    return re.sub(r"[ \t]+", " ", re.sub(r"<[^>]+>", "", xml))
