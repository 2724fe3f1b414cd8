"""Whole texts of the database: a draft as it is now, a version as it was frozen."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override

from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.reading.assembly import assemble
from documents.reading.lasting import addresses, with_addresses
from documents.reading.marks import mark
from documents.reading.model import Chapter, Style, Whole
from documents.reading.models import TargetName
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
    """The living text. Its parts carry what belongs to the whole, for the page; only new names are saved.

    `shown` has other HTML for some parts, which says the same.
    """
    found = [bring_up_to_date(part) for part in (document.parts.all() if parts is None else parts)]
    mark(found)
    chapters = [
        Chapter(
            part.title,
            part.anchor,
            shown.get(part.pk, part.html),
            part.toc,
            key=str(part.pk),
            marks=part.marks or {},
        )
        for part in found
    ]
    names = names_of(document)
    whole = assemble(chapters, style_of(document), names)
    _keep_names(document, names, whole)
    lasting = addresses(whole)
    for part, chapter in zip(found, whole.chapters, strict=True):
        part.html, part.addresses = with_addresses(chapter.html, lasting), lasting.get(chapter.anchor, ())
        part.toc, part.number = chapter.toc, chapter.number
    return found, whole


def freeze(
    document: Document, texts: Sequence[tuple[str, Text]], parts: Sequence[Part] | None = None
) -> list[Chapter]:
    """What a version keeps of each part, given as (title, rendering) in order; `parts` of the living text."""
    mark(parts or ())
    living = [(str(part.pk), part.marks or {}) for part in parts] if parts else [("", {})] * len(texts)
    chapters = [
        Chapter(title, f"c{place}", text.html, text.toc, text.blocks, key=key, marks=marks)
        for place, ((title, text), (key, marks)) in enumerate(zip(texts, living, strict=True), start=1)
    ]
    return assemble(chapters, style_of(document), names_of(document)).chapters


def names_of(document: Document) -> dict[str, str]:
    return dict(document.target_names.values_list("name", "mark"))


def _keep_names(document: Document, before: dict[str, str], whole: Whole) -> None:
    """Two who read at once keep the same; what one of them misses is kept at the next reading."""
    now = sorted((name, target.mark) for name, target in whole.known.items() if target.mark)
    fresh = [
        TargetName(document=document, name=name, mark=mark) for name, mark in now if before.get(name) != mark
    ]
    if fresh:
        TargetName.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["document", "name"], update_fields=["mark"]
        )
