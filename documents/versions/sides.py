"""The two sides of a comparison: a version, the draft as it is now, or as it was at a moment."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.core.cache import caches
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.authorship.credits import seq_at
from documents.drafts.models import Document, PartUpdate
from documents.drafts.past import text_at
from documents.drafts.projection import bring_up_to_date
from documents.reading.references import References
from documents.rendering import rendered
from documents.versions.models import Version
from documents.versions.redline import Chapter
from kes.accounts.models import User
from kes.markup import TooComplex

DAY = 24 * 3600


@dataclass(frozen=True)
class Side:
    """`name` is what the address calls it; `heads` are the numbers of the log that the draft stands at."""

    name: str
    label: str
    moment: datetime
    author: str
    chapters: list[Chapter]
    heads: dict[str, int]


def version_side(version: Version, references: References) -> Side:
    shown = partial(html_of, references=references)
    chapters = [
        Chapter(part.key, part.title, part.text, partial(shown, part.text)) for part in version.parts.all()
    ]
    author = str(version.author) if version.author else ""
    return Side(str(version.pk), version.label, version.created, author, chapters, {})


def draft_side(document: Document, references: References) -> Side:
    parts = [bring_up_to_date(part) for part in document.parts.all()]
    worded = references.worded
    chapters = [Chapter(str(part.pk), part.title, part.text, partial(worded, part.html)) for part in parts]
    heads = {str(part.pk): part.projected_seq for part in parts}
    author = str(document.changed_by) if document.changed_by else ""
    return Side("now", _("The draft now"), timezone.now(), author, chapters, heads)


def past_side(
    document: Document, moment: datetime, references: References, name: str, label: str = ""
) -> Side:
    """Chapters that had no text yet are not there; titles are those of today."""
    shown = partial(html_of, references=references)
    chapters = []
    for part in document.parts.all():
        if seq := seq_at(part, moment):
            text = text_at(part.pk, seq)
            chapters.append(Chapter(str(part.pk), part.title, text, partial(shown, text)))
    local = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return Side(name, label or _("The draft on %(moment)s") % {"moment": local}, moment, "", chapters, {})


def writers(document: Document, old: Side, new: Side) -> list[User]:
    """Who wrote between the two, in the order of names."""
    rows = PartUpdate.objects.filter(part__document=document, author__isnull=False)
    rows = rows.filter(created__gt=old.moment, created__lte=new.moment)
    return list(User.objects.filter(pk__in=rows.values("author").distinct()))


def html_of(text: str, references: References) -> str:
    """Rendered by itself: numbers of the whole would be changes nobody made."""
    return references.worded(_rendered(text))


def _rendered(text: str) -> str:
    key = f"redline-{hashlib.sha256(text.encode()).hexdigest()}"
    kept: str | None = caches["own"].get(key)
    if kept is None:
        try:
            kept = rendered(text, "c0").html
        except TooComplex:  # perhaps only for a busy moment: not remembered
            return rendered("", "c0", plain=text).html
        caches["own"].set(key, kept, DAY)
    return kept
