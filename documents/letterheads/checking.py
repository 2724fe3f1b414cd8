"""Is it a DOCX that may be handed out again? Nothing in it runs, nothing in it is fetched from elsewhere."""

import re

from django.utils.translation import gettext as _

from kes.intake.archive import Archive
from kes.intake.result import Refusal
from kes.intake.scan.guard import Guard, local

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"

_FORBIDDEN_PARTS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|oleObject|/customUI", re.IGNORECASE)
_FORBIDDEN_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_HARMLESS = re.compile(r"(https?:|mailto:)", re.IGNORECASE)
# fields that fetch or run something when they are updated
_FIELD = re.compile(
    r"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|\bDDE\b|\bLINK\b|MACROBUTTON|\bIMPORT\b", re.IGNORECASE
)
_INSTRUCTIONS = {"instrText", "delInstrText"}
_BETWEEN = "\n"  # one field's instruction and the next


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
    if MAIN not in archive or TYPES not in archive:
        raise _no_docx()
    if len(archive.names) > MOST_PARTS or archive.unpacked > MOST_UNPACKED:
        raise _too_large()
    # Word takes names that differ only in case for the same part: which one it reads is not ours to say
    if len({name.casefold() for name in archive.names}) != len(archive.names):
        raise _no_docx()
    if any(_FORBIDDEN_PARTS.search(name) for name in archive.names):
        raise _active()
    types = _Types(archive.read(TYPES))
    for name in archive.names:
        if types.is_xml(name):
            _Part().read(archive.read(name))


class _Types:
    """What the parts are: a name need not say that there is XML behind it."""

    def __init__(self, content: bytes) -> None:
        self._by_name: dict[str, str] = {}
        self._by_ending: dict[str, str] = {}
        Guard(self._start, plain=True).read(content)

    def is_xml(self, name: str) -> bool:
        lower = name.casefold()
        kind = self._by_name.get(lower) or self._by_ending.get(lower.rpartition(".")[2], "")
        # drawings are shown, and fetch nothing when they are
        return lower.endswith((".xml", ".rels")) or (kind.endswith("xml") and not kind.startswith("image/"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").strip()
        if _FORBIDDEN_TYPES.search(kind):
            raise _active()
        if "PartName" in attributes:
            self._by_name[attributes["PartName"].lstrip("/").casefold()] = kind.casefold()
        self._by_ending[attributes.get("Extension", "").casefold()] = kind.casefold()


class _Part:
    """One part as Word will read it: signs by their numbers are signs, and prefixes mean nothing."""

    def __init__(self) -> None:
        self._instructions: list[str] = []
        self._depth = 0  # within an instruction

    def read(self, content: bytes) -> None:
        Guard(self._start, self._end, self._words, plain=True).read(content)
        # an instruction may be cut into several pieces, by other fields too
        said = "".join(self._instructions)
        if _FIELD.search(said) or _FIELD.search(said.replace(_BETWEEN, "")):
            raise _active()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = local(name)
        self._depth += bool(self._depth) or kind in _INSTRUCTIONS
        if kind == "fldChar":
            self._instructions.append(_BETWEEN)
        for instruction in (value for key, value in attributes.items() if local(key) == "instr"):
            self._instructions += [_BETWEEN, instruction]
        if kind == "Relationship" and _fetches(attributes):
            raise _from_elsewhere()
        if kind == "imagedata" and _ELSEWHERE.match(attributes.get("src", "")):
            raise _from_elsewhere()

    def _words(self, text: str) -> None:
        if self._depth:
            self._instructions.append(text)

    def _end(self, _name: str) -> None:
        self._depth -= bool(self._depth)


def _fetches(relation: dict[str, str]) -> bool:
    """Whether it leads out of the file, by its mode or by its address, and is no link to be clicked."""
    target, mode = relation.get("Target", ""), relation.get("TargetMode", "Internal")
    if mode.strip() == "Internal" and not _ELSEWHERE.match(target):
        return False
    return not (relation.get("Type", "").endswith("/hyperlink") and _HARMLESS.match(target))


def _too_large() -> Unusable:
    return Unusable(_("The file is too large when unpacked."))


def _no_docx() -> Unusable:
    return Unusable(_("This is not a Word file (DOCX)."))


def _from_elsewhere() -> Unusable:
    return Unusable(_("The file fetches something from another place. Insert pictures into the file."))


def _active() -> Unusable:
    return Unusable(_("The file holds macros or embedded objects. Save it as DOCX without them."))
