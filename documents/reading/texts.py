"""Whole texts of the database: a draft as it is now, a version as it was frozen."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override

from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.reading.assembly import assemble
from documents.reading.model import Chapter, Style, Whole
from documents.rendering import Text


def style_of(document: Document) -> Style:
    """In the language of the site, as the text itself."""
    with override(settings.LANGUAGE_CODE):
        return Style(
            numbering=document.numbering,
            chapter=gettext("Chapter"),
            names=(
                ("chapter", gettext("chapter")),
                ("heading", gettext("section")),
                ("table", gettext("table")),
                ("figure", gettext("figure")),
            ),
            missing=gettext("reference to nothing"),
            quotes=("„", "”") if settings.LANGUAGE_CODE.startswith("pl") else ("“", "”"),
        )


def read_draft(
    document: Document,
    parts: Iterable[Part] | None = None,
    *,
    shown: Mapping[UUID, str] = MappingProxyType({}),
) -> tuple[list[Part], Whole]:
    """The living text. Its parts carry what belongs to the whole, for the page; nothing of that is saved.

    `shown` has other HTML for some parts, which says the same.
    """
    found = [bring_up_to_date(part) for part in (document.parts.all() if parts is None else parts)]
    chapters = [Chapter(part.title, part.anchor, shown.get(part.pk, part.html), part.toc) for part in found]
    whole = assemble(chapters, style_of(document))
    for part, chapter in zip(found, whole.chapters, strict=True):
        part.html, part.toc, part.number = chapter.html, chapter.toc, chapter.number
    return found, whole


def freeze(document: Document, texts: Sequence[tuple[str, Text]]) -> list[Chapter]:
    """What a version keeps of each part, given as (title, rendering) in order."""
    chapters = [
        Chapter(title, f"c{place}", text.html, text.toc, text.blocks)
        for place, (title, text) in enumerate(texts, start=1)
    ]
    return assemble(chapters, style_of(document)).chapters
