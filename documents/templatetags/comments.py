"""Comments and suggestions of parts, for the page of the whole document and lists of parts."""

from dataclasses import dataclass
from uuid import UUID

from django import template
from django.db.models import Count

from documents.comments.models import CommentThread
from documents.comments.showing import with_comments
from documents.drafts.models import Document, Part
from documents.suggestions.models import Suggestion

register = template.Library()
SHOWN = 10  # threads; the rest is on the part's own page
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
    rows = CommentThread.objects.filter(part=part, resolved=None).order_by("at", "pk")
    return Talk(talks, list(with_comments(rows)[:SHOWN]) if talks else [], pending)


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
