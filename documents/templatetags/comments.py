"""Comments and suggestions of parts, for the page of the whole document and lists of parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import template
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from documents.comments.models import CommentThread
from documents.comments.showing import with_comments
from documents.drafts.models import Document, Part
from documents.suggestions.models import Suggestion

register = template.Library()
SHOWN = 10  # threads of a part; the rest is on the part's own page
MOST = 60  # threads of a whole document
Counts = dict[UUID | None, int]


@dataclass(frozen=True)
class Talk:
    open: int
    threads: list[CommentThread]
    suggestions: int


@register.simple_tag
def waiting_in(part: Part) -> int:
    """Open comments and suggestions of a part, for lists of parts."""
    return sum(found.get(part.pk, 0) for found in _waiting(part.document))


@register.simple_tag
def comments_of(part: Part) -> Talk:
    """The first open threads of a part in the order of its text, and how much waits there."""
    talks, pending = (found.get(part.pk, 0) for found in _waiting(part.document))
    return Talk(talks, _first_threads(part.document).get(part.pk, []), pending)


def _first_threads(document: Document) -> dict[UUID | None, list[CommentThread]]:
    """Two queries for all parts, and no more threads than a page can carry."""
    found: dict[UUID | None, list[CommentThread]] | None = document.__dict__.get("_first_threads")
    if found is None:
        found = document.__dict__["_first_threads"] = {}
        for thread in _chosen(document):
            found.setdefault(thread.part_id, []).append(thread)
    return found


def _chosen(document: Document) -> Iterable[CommentThread]:
    talking = len(_waiting(document)[0])
    each = min(SHOWN, MOST // talking) if talking else 0
    if not each:
        return ()
    place = Window(RowNumber(), partition_by=F("part"), order_by=("at", "pk"))
    threads = CommentThread.objects.filter(document=document, part__isnull=False, resolved=None)
    return with_comments(threads.annotate(place_in_part=place).filter(place_in_part__lte=each))


def _waiting(document: Document) -> tuple[Counts, Counts]:
    """Two queries for all parts of a page: they share their document."""
    found: tuple[Counts, Counts] | None = document.__dict__.get("_waiting")
    if found is None:
        talks = CommentThread.objects.filter(document=document, resolved=None)
        pending = Suggestion.objects.filter(document=document, state=Suggestion.State.PENDING)
        by_part = [
            dict(rows.order_by().values_list("part").annotate(Count("pk"))) for rows in (talks, pending)
        ]
        found = document.__dict__["_waiting"] = (by_part[0], by_part[1])
    return found
