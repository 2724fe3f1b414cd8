"""DOCX parts made readable for pandoc, which drops the words that some fields show."""

import io
import re
import zipfile

from kes.intake.archive import Archive

FIELD = re.compile(rb"</?w:fldSimple\b[^>]*>")
PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")


def mended(archive: Archive, content: bytes) -> bytes:
    """The same file with simple fields as plain words; untouched when there are none."""
    parts = {name: archive.read(name) for name in archive.names if PARTS.fullmatch(name)}
    changed = {name: FIELD.sub(b"", part) for name, part in parts.items() if FIELD.search(part)}
    if not changed:
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in archive.names:
            target.writestr(name, changed.get(name) or archive.read(name))
    return made.getvalue()
