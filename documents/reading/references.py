"""References in a text that is shown by itself: the words of what they lead to, without its number.

A comparison shows neither numbers nor words that the assembly gives: they would be changes nobody made. But a
reference without words of its own must say something, in the history of a chapter as in a file for Word.
"""

import re
from dataclasses import replace
from functools import cached_property
from html import escape, unescape

from documents.drafts.models import Document
from documents.reading.assembly import REFERENCE, SIGN, label
from documents.reading.model import Style, Target
from documents.reading.texts import read_draft, style_of


class References:
    """Of a document, by its names of today; they are looked up when a text refers to something."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def worded(self, html: str) -> str:
        """Total: what leads nowhere reads as its writer named it."""
        return REFERENCE.sub(self._said, html)

    @cached_property
    def _known(self) -> dict[str, Target]:
        return read_draft(self._document)[1].known

    @cached_property
    def _style(self) -> Style:
        return style_of(self._document)

    def _said(self, found: re.Match[str]) -> str:
        name, words = unescape(found[1]), found[2]
        wordless = not words.strip()
        if not wordless and not SIGN.search(words):
            return found[0]
        target = self._known.get(name)
        if target is None:
            return f'<a href="#{escape(name)}">{escape(name) if wordless else words}</a>'
        title = label(replace(target, number=""), self._style)
        if wordless and target.kind in ("table", "figure"):
            title = f"{self._style.name(target.kind)} {title}"
        said = escape(title) if wordless else SIGN.sub(lambda _sign: escape(title), words)
        return f'<a href="#{escape(name)}">{said}</a>'
