"""DOCX looked at part by part: what pandoc passes over in silence is counted, and so are the words."""

import re
from collections import Counter
from dataclasses import dataclass, field

from kes.intake.archive import Archive
from kes.intake.scan.guard import Guard
from kes.intake.scan.word_styles import Styles
from kes.intake.tally import Tally

WORD = re.compile(r"\w+")
BLACK = {"auto", "000000", ""}
FOUND = {
    "c:chart": "chart", "cx:chart": "chart", "dgm:relIds": "diagram", "o:OLEObject": "object",
    "w:altChunk": "object",
    "w:rPrChange": "format_change", "w:pPrChange": "format_change", "w:pageBreakBefore": "page_break",
    "w:ffData": "form_field", "w:dropDownList": "form_field", "w:comboBox": "form_field",
    "w:date": "form_field",
}  # fmt: skip
FIELDS = re.compile(r"\s*(\w+)")
KEPT_FIELDS = {"HYPERLINK", "TOC", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"}
PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
EDGES = re.compile(r"word/(header|footer)\d*\.xml")


@dataclass
class Scan:
    tally: Tally = field(default_factory=Tally)
    words: Counter[str] = field(default_factory=Counter)
    title: str = ""


def scan(archive: Archive) -> Scan:
    """Guards every part that is XML, and reads those that hold the text."""
    done = Scan()
    styles = Styles(archive.read("word/styles.xml"))
    for name in archive.names:
        if PARTS.fullmatch(name):
            _Part(done, styles).read(archive.read(name))
        elif name.endswith((".xml", ".rels")) and not EDGES.fullmatch(name):
            Guard().read(archive.read(name))
    done.tally.enter("")
    _edges(archive, done.tally)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        done.tally.note("macro")
    return done


def _edges(archive: Archive, tally: Tally) -> None:
    """Headers and footers that say something; many sections share the same words."""
    said: set[str] = set()
    for name in archive.names:
        if EDGES.fullmatch(name):
            found: list[str] = []
            Guard(words=found.append).read(archive.read(name))
            said.add(" ".join("".join(found).split()))
    if lines := [line for line in said if any(sign.isalnum() for sign in line)]:
        tally.note("header_footer", len(lines))


class _Part:
    def __init__(self, done: Scan, styles: Styles) -> None:
        self._tally, self._words, self._headings = done.tally, done.words, styles.headings
        self._path: list[str] = []
        self._text: list[str] = []  # of the paragraph
        self._style = ""

    def read(self, content: bytes) -> None:
        Guard(self._start, self._end, self._data).read(content)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if "mc:Fallback" in self._path:
            return
        value = attributes.get("w:val", "")
        if name == "w:pStyle":
            self._style = value
        elif name in FOUND:
            self._tally.note(FOUND[name])
        else:
            self._look(name, value, attributes)

    def _look(self, name: str, value: str, attributes: dict[str, str]) -> None:
        run = self._path[-3:-1] == ["w:r", "w:rPr"]
        if name == "w:txbxContent":
            self._tally.note("text_box")
        elif name == "w:br" and attributes.get("w:type") in ("page", "column"):
            self._tally.note("page_break")
        elif run and name == "w:color" and value.lower() not in BLACK:
            self._tally.note("color")
        elif run and name in ("w:rFonts", "w:sz"):
            self._tally.note("font")
        elif name == "w:jc" and value in ("center", "right", "end") and self._path[-2] == "w:pPr":
            self._tally.note("alignment")
        elif name == "w:cols" and value == "" and attributes.get("w:num", "1") not in ("0", "1"):
            self._tally.note("columns")
        elif name == "w:fldSimple":
            self._field(attributes.get("w:instr", ""))

    def _field(self, instruction: str) -> None:
        found = FIELDS.match(instruction)
        if found and found.group(1).upper() not in KEPT_FIELDS:
            self._tally.note("field")

    def _data(self, text: str) -> None:
        if not self._path or "mc:Fallback" in self._path:
            return
        if self._path[-1] == "w:t":  # deleted words may be halves of others
            self._text.append(text)
        elif self._path[-1] == "w:instrText":
            self._field(text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name in ("w:tab", "w:br", "w:cr"):
            self._text.append(" ")
        elif name == "w:p":
            words = "".join(self._text)
            if self._style in self._headings and words.strip():
                self._tally.enter(words)
            self._words.update(WORD.findall(words))
            self._text, self._style = [], ""
