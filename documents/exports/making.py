"""A source as a file of one format, in the language of the site."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.exports.annex import annexes
from documents.exports.pages import to_html
from documents.exports.pictures import pictures_in
from documents.exports.sources import Source
from kes.publishing import (
    Block,
    Heading,
    Html,
    Labels,
    Publication,
    to_docx,
    to_epub,
    to_odt,
    to_pdf,
)

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
AT_ONCE = {"html", "md"}  # however long the text is
SECONDS = 240  # for the programs that make a long file
MAKERS: dict[str, Callable[[Publication], bytes]] = {
    "docx": to_docx,
    "odt": to_odt,
    "pdf": to_pdf,
    "epub": to_epub,
}


def make(source: Source, format: str, *, letterhead: bytes = b"", base_url: str = "") -> bytes:
    """Raises Unpublishable and TooComplex."""
    if format == "md":
        return source.markdown.encode()
    with override(settings.LANGUAGE_CODE):
        if format == "html":
            return to_html(source)
        return MAKERS[format](publication(source, letterhead=letterhead, base_url=base_url))


def publication(source: Source, *, letterhead: bytes = b"", base_url: str = "") -> Publication:
    remarks, blocks = source.remarks, list[Block]()
    for chapter in map(remarks.only_ours, source.chapters):
        title = remarks.heading(chapter.anchor, chapter.heading)
        blocks += [Heading(title, 1, chapter.anchor), Html(chapter.html)]
    blocks += annexes(remarks.comments, remarks.suggestions, rest=remarks.beside)
    headings = sum(1 + len(chapter.toc) for chapter in source.chapters)
    return Publication(
        title=source.title,
        subtitle=source.subtitle,
        language=settings.LANGUAGE_CODE,
        author=source.document.group.name,
        metadata=source.facts,
        blocks=blocks,
        base_url=base_url,
        created=source.at,
        labels=Labels(_("Contents"), _("Image"), _("Page")),
        pictures=pictures_in(source.document, [chapter.html for chapter in source.chapters]),
        typography=True,
        contents=headings > 2,
        remarks=remarks.placed,
        letterhead=letterhead,
        seconds=SECONDS,
    )


def file_name(source: Source, format: str) -> str:
    """Signs that some system does not take in names are left out."""
    words = "".join(" " if sign in '/\\:*?"<>|' or ord(sign) < 32 else sign for sign in source.title)
    return f"{' '.join(words.split())[:120].strip(' .') or _('document')}.{format}"
