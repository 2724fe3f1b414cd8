"""Is it a DOCX that may be handed out again? Nothing in it runs, nothing in it is fetched from elsewhere."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MAIN = "word/document.xml"

_FORBIDDEN_PARTS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|oleObject|/customUI", re.IGNORECASE)
_FORBIDDEN_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_HYPERLINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")
_HARMLESS = re.compile(rb"""Target\s*=\s*["'](https?:|mailto:)[^"']*["']""", re.IGNORECASE)
# fields that fetch or run something when they are updated
_FIELD = re.compile(
    rb"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|\bDDE\b|\bLINK\b|MACROBUTTON|\bIMPORT\b", re.IGNORECASE
)
_INSTRUCTION = re.compile(rb"""<w:(?:instrText|delInstrText)\b[^>]*>([^<]*)<|w:instr\s*=\s*["']([^"']*)""")


class Unusable(Exception):
    """The file cannot be taken; the message says why, to its owner."""


def check(content: bytes) -> None:
    """Raises Unusable."""
    if len(content) > MOST_BYTES:
        raise Unusable(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _no_docx() from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if MAIN not in names or "[Content_Types].xml" not in names:
        raise _no_docx()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unusable(_("The file is too large when unpacked."))
    if any(_FORBIDDEN_PARTS.search(name) for name in names):
        raise _active()
    unpacked = 0
    for part in parts:
        read = archive.open(part).read(part.file_size + 1)
        unpacked += len(read)
        if unpacked > MOST_UNPACKED:
            raise Unusable(_("The file is too large when unpacked."))
        _check_part(part.filename, read)


def _check_part(name: str, content: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _no_docx()
    if name == "[Content_Types].xml" and _FORBIDDEN_TYPES.search(content):
        raise _active()
    # an instruction may be cut into several pieces
    if _FIELD.search(b"".join(first or second for first, second in _INSTRUCTION.findall(content))):
        raise _active()
    for relation in _RELATION.findall(content):
        harmless = _HYPERLINK.search(relation) and _HARMLESS.search(relation)
        if _EXTERNAL.search(relation) and not harmless:
            raise Unusable(_("The file fetches something from another place. Insert pictures into the file."))


def _no_docx() -> Unusable:
    return Unusable(_("This is not a Word file (DOCX)."))


def _active() -> Unusable:
    return Unusable(_("The file holds macros or embedded objects. Save it as DOCX without them."))
