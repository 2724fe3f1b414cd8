"""Which styles of a DOCX file are headings, and which make its table of contents."""

import re

from kes.intake.scan.guard import Guard

_HEADING = re.compile(r"(?i)(heading|nagłówek|title|tytuł)\b")


class Styles:
    def __init__(self, content: bytes) -> None:
        self.headings: set[str] = set()
        self._style = ""
        if content:
            Guard(start=self._start).read(content)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "w:style":
            self._style = attributes.get("w:styleId", "")
        elif (name == "w:name" and _HEADING.match(attributes.get("w:val", ""))) or (
            name == "w:outlineLvl" and attributes.get("w:val", "9") in "012345678"
        ):
            self.headings.add(self._style)
