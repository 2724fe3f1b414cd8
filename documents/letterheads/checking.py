"""Is it a DOCX that may be handed out again? Nothing in it runs, nothing in it is fetched from elsewhere."""

import re

from django.utils.translation import gettext as _

from kes.intake.archive import Archive
from kes.intake.result import Refusal

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
        _check_parts(Archive(content))
    except Refusal as refusal:
        raise _too_large() if refusal.code == "bomb" else _no_docx() from refusal


def _check_parts(archive: Archive) -> None:
    if MAIN not in archive or "[Content_Types].xml" not in archive:
        raise _no_docx()
    if len(archive.names) > MOST_PARTS or archive.unpacked > MOST_UNPACKED:
        raise _too_large()
    if any(_FORBIDDEN_PARTS.search(name) for name in archive.names):
        raise _active()
    for name in archive.names:
        _check_part(name, archive.read(name))


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


def _too_large() -> Unusable:
    return Unusable(_("The file is too large when unpacked."))


def _no_docx() -> Unusable:
    return Unusable(_("This is not a Word file (DOCX)."))


def _active() -> Unusable:
    return Unusable(_("The file holds macros or embedded objects. Save it as DOCX without them."))
