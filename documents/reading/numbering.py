"""Gives numbers: chapters, headings, tables and figures through the whole text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading.model import Chapter, Kind, Style, Target
from documents.reading.scan import Element, caption_word, elements, plain

_NOTE = re.compile(r'<li id="[^"]*-fn\d+"')
_SIGN = re.compile(r"<sup id=.*?</sup>", re.DOTALL)


@dataclass
class Numbered:
    """A chapter with its elements, its headings by id (number, title) and its first footnote's number."""

    chapter: Chapter
    elements: list[Element]
    headings: dict[str, tuple[str, str]] = field(default_factory=dict)
    first_note: int = 1


@dataclass
class Numbers:
    """Counts through the text and keeps what can be referred to."""

    style: Style
    targets: list[Target] = field(default_factory=list)  # without their names
    tables: int = 0
    figures: int = 0
    notes: int = 0

    def count(self, chapters: Sequence[Chapter]) -> list[Numbered]:
        return [self._chapter(place, chapter) for place, chapter in enumerate(chapters, start=1)]

    def _chapter(self, place: int, chapter: Chapter) -> Numbered:
        number = "" if self.style.numbering == "none" else str(place)
        self._keep(chapter, "chapter", chapter.anchor, number, chapter.title)
        done = Numbered(chapter, elements(chapter.html), first_note=self.notes + 1)
        self.notes += len(_NOTE.findall(chapter.html))
        counters: list[int] = []
        titles = _titles(done.elements)
        for level, id, title in chapter.toc:
            counters = [*counters[:level], *[0] * (level - len(counters))]
            counters[level - 1] += 1
            numbered = ".".join([number, *map(str, counters)]) if number else ""
            done.headings[id] = (numbered, titles.get(id, title))
            self._keep(chapter, "heading", id, numbered, titles.get(id, title))
        for element in done.elements:
            if element.owner:
                self._caption(chapter, element)
        return done

    def _caption(self, chapter: Chapter, element: Element) -> None:
        kind: Kind = "table" if element.about == "table" else "figure"
        if kind == "table":
            self.tables += 1
            element.number = str(self.tables)
        else:
            self.figures += 1
            element.number = str(self.figures)
        words = element.words
        found = caption_word(words)
        title = words[found.end() :] if found else words
        self._keep(chapter, kind, element.id, element.number, title)

    def _keep(self, chapter: Chapter, kind: Kind, id: str, number: str, title: str) -> None:
        mark = chapter.key if kind == "chapter" else chapter.marks.get(id.partition("-")[2], "")
        if mark and kind != "chapter":
            mark = f"{chapter.key}:{mark}"
        self.targets.append(Target("", kind, id, number, title, mark))


def _titles(found: list[Element]) -> dict[str, str]:
    """Words of the headings without the signs of footnotes in them."""
    headings = (element for element in found if element.shape == "heading")
    return {one.id: " ".join(plain(_SIGN.sub("", one.html)).split()) for one in headings}
