"""Text copied out of a PDF: lines become paragraphs, words whole, page numbers and running heads go.

The editor has the same rules in JavaScript (`paste/pdf.js`); both are held by tests/vectors/pdf/cases.json.
"""

import re
import unicodedata
from itertools import pairwise

from kes.intake.pdf_pages import without_pages
from kes.intake.write.escape import escape, escape_start

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
BULLET = re.compile(r"^\s*[•●▪■◦○‣⁃∙·➢➤✓✔\uf0b7\uf0a7\uf0d8]\s*")
NUMBER = re.compile(r"^\d{1,3}\.\s+\S")
OWN = re.compile(  # begins a paragraph of its own
    r"^(\d{1,3}[a-z]?\)|[a-z]{1,2}\)|[–—-]\s|§\s*\d|Art\.\s*\d|\d+(\.\d+)+\.?\s|(Rozdział|Dział|Tytuł|Część|Załącznik)\s+\S)",
)
ENDS = re.compile(r"[.!?:;…][”\"')\]]*$")
LONGEST_WORD = 60
HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")
# Joined with the next word by a real hyphen, which a line end hides.
COMPOUNDS = [
    "społeczno",
    "gospodarczo",
    "kulturalno",
    "rolno",
    "leśno",
    "naukowo",
    "badawczo",
    "techniczno",
    "administracyjno",
    "prawno",
    "finansowo",
    "organizacyjno",
    "edukacyjno",
    "szkoleniowo",
    "informacyjno",
    "promocyjno",
    "doradczo",
    "rekreacyjno",
    "sportowo",
    "wodno",
    "polsko",
    "północno",
    "południowo",
    "wschodnio",
    "zachodnio",
    "wychowawczo",
    "opiekuńczo",
    "zawodowo",
    "artystyczno",
    "religijno",
]


def is_wrapped(text: str) -> bool:
    """Do the lines end because the page did?"""
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    running = [two for one, two in pairs if len(one) >= 30 and not ENDS.search(one) and two[0].islower()]
    return len(running) >= max(2, len(pairs) // 5)


def cleaned(text: str) -> str:
    """Markdown of the text."""
    lines = without_pages(_plain(text).split("\n"))
    width = _width(lines)
    hyphened = set(re.findall(r"[^\W\d_]+-[^\W\d_]+", text.lower()))
    blocks: list[str] = []
    open_block = False
    for place, raw in enumerate(lines):
        line = " ".join(raw.split())
        if not line:
            open_block = False
            continue
        bare = BULLET.fullmatch(raw) or False
        if open_block and not _begins(line, lines, place):
            blocks[-1] = _sewn(blocks[-1], line, hyphened)
        else:
            blocks.append(BULLET.sub("- ", line, count=1))
        open_block = bool(bare) or not _finishes(line, width, _next(lines, place))
    return _markdown(blocks)


def _plain(text: str) -> str:
    for sign, letters in LIGATURES.items():
        text = text.replace(sign, letters)
    text = re.sub(r"\r\n?|[\u2028\u2029\u0085]", "\n", text).replace("\u00ad\n", "-\n")
    return unicodedata.normalize("NFC", re.sub("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]", "", text))


def _width(lines: list[str]) -> int:
    """How long a full line is: the length that the longest tenth of lines reaches."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _begins(line: str, lines: list[str], place: int) -> bool:
    before = lines[place - 1].strip()
    if BULLET.match(line) or OWN.match(line):
        return True
    return bool(NUMBER.match(line)) and (bool(ENDS.search(before)) or bool(NUMBER.match(before)))


def _next(lines: list[str], place: int) -> str:
    return lines[place + 1].strip() if place + 1 < len(lines) else ""


def _finishes(line: str, width: int, following: str) -> bool:
    """A short line ends its paragraph if it ends a sentence, or if it is so short that it must be a title."""
    if HYPHEN.search(line) or (following[:1].islower() and not ENDS.search(line)):
        return False
    return len(line) < width * 0.8 if ENDS.search(line) else len(line) < width * 0.45


def _sewn(block: str, line: str, hyphened: set[str]) -> str:
    found = HYPHEN.search(block[-LONGEST_WORD:])
    first = re.match(r"-?([^\W\d_]+)", line)
    if not found or not first or not first.group(1)[0].islower():
        return f"{block}{'' if block.endswith('- ') else ' '}{line}"
    stem = found.group(1).lower()
    compound = line.startswith("-") or stem in COMPOUNDS or f"{stem}-{first.group(1).lower()}" in hyphened
    return block[:-1] + ("-" if compound else "") + line.lstrip("-")


def _markdown(blocks: list[str]) -> str:
    done = ""
    for place, block in enumerate(blocks):
        item = re.match(r"(- |\d{1,3}\. )", block)
        head = item.group(0) if item else ""
        words = escape(block[len(head) :].strip())
        text = head + words if item else escape_start(words)
        before = blocks[place - 1] if place else ""
        tight = item and re.match(r"(- |\d{1,3}\. )", before)
        done += ("\n" if tight else "\n\n" if place else "") + text
    return done + "\n" if done else ""
