"""The outline of a text: heading levels without gaps, the table of contents, the path to a passage."""

from kes.markup.result import Heading

DEEPEST = 6


class Outline:
    """Levels follow from nesting, not from the number of signs: "#" then "###" is one step down, not two."""

    def __init__(self, base: int) -> None:
        self.toc: list[Heading] = []
        self.count = 0
        self._base = base
        self._levels: list[int] = []
        self._titles: list[str] = []

    def enter(self, level: int) -> int:
        """The HTML level for a heading written at `level`."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._titles = self._titles[: len(self._levels) - 1]
        self.count += 1
        return min(self._base + len(self._levels) - 1, DEEPEST)

    def name(self, id: str, title: str) -> None:
        """Called when the heading has been read to its end."""
        self.toc.append(Heading(len(self._levels), id, title))
        self._titles.append(title)

    @property
    def path(self) -> list[str]:
        """Titles of the headings above, outermost first."""
        return list(self._titles)
