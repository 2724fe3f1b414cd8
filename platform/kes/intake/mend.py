"""DOCX parts made readable for pandoc: fields that it drops, paragraphs of items that it takes for items."""

import io
import re
import zipfile

from kes.intake.archive import Archive
from kes.intake.result import MORE

FIELD = re.compile(rb"</?w:fldSimple\b[^>]*>")
PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
_DEFINED = re.compile(r'<w:abstractNum\b[^>]*w:abstractNumId="(\d+)".*?</w:abstractNum>', re.DOTALL)
_USED = re.compile(r'<w:num\b[^>]*w:numId="(\d+)"[^>]*>\s*<w:abstractNumId\s+w:val="(\d+)"', re.DOTALL)
_SIGN = re.compile(r'<w:lvlText\s+w:val="([^"]*)"')
_ITEM = re.compile(r'<w:numId\s+w:val="(\d+)"\s*/>(.*?</w:pPr>)', re.DOTALL)


def mended(archive: Archive, content: bytes) -> bytes:
    """The same file with simple fields as plain words; untouched when there is nothing to mend."""
    blank = _blank(archive.read("word/numbering.xml").decode("utf-8", "replace"))
    parts = {name: archive.read(name) for name in archive.names if PARTS.fullmatch(name)}
    whole = {name: _continued(FIELD.sub(b"", part), blank) for name, part in parts.items()}
    changed = {name: part for name, part in whole.items() if part != parts[name]}
    if not changed:
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in archive.names:
            target.writestr(name, changed.get(name) or archive.read(name))
    return made.getvalue()


def _blank(numbering: str) -> set[str]:
    """Lists whose sign is a space: our own files (and pandoc's) continue an item with them."""
    signs = {found[1]: set(_SIGN.findall(found[0])) for found in _DEFINED.finditer(numbering)}
    return {num for num, kind in _USED.findall(numbering) if signs.get(kind) == {" "}}


def _continued(part: bytes, blank: set[str]) -> bytes:
    """A paragraph of such a list becomes one of the list before it, with a mark at its beginning."""
    if not blank or not any(f'w:val="{num}"'.encode() in part for num in blank):
        return part
    before = ""

    def put(found: re.Match[str]) -> str:
        nonlocal before
        if found[1] not in blank:
            before = found[1]
        elif before:
            return f'<w:numId w:val="{before}"/>{found[2]}<w:r><w:t>{MORE}</w:t></w:r>'
        return found[0]

    return _ITEM.sub(put, part.decode("utf-8", "replace")).encode()
