"""Threads as a page shows them: which, in the order of the text, and each as HTML neutral to its reader."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.comments.models import Anchored, Comment, CommentThread
from documents.drafts.models import Document, Part
from kes.access import Visitor
from kes.live.events import head
from kes.live.models import Event

PAGE = 30
FILTERS = {
    "open": pgettext_lazy("comments", "Open"),
    "mine": _("Mine"),
    "lost": _("Lost places"),
    "resolved": pgettext_lazy("comments", "Resolved"),
    "all": pgettext_lazy("comments", "All"),
}


def threads_of(part: Part, visitor: Visitor, which: str) -> QuerySet[CommentThread]:
    """In the order of the text; `which` is a key of FILTERS."""
    found = with_comments(CommentThread.objects.filter(part=part))
    wanted = {
        "open": Q(resolved=None),
        "resolved": Q(resolved__isnull=False),
        "mine": Q(resolved=None) & (Q(pk__in=_taking_part(visitor)) | Q(assignee=visitor.pk)),
        "lost": Q(place=Anchored.Place.ORPHANED),
    }
    return found.filter(wanted.get(which, Q())).order_by("at", "pk")


def page_of(part: Part, visitor: Visitor, which: str, number: str | None) -> Page[CommentThread]:
    return Paginator(threads_of(part, visitor, which), PAGE).get_page(number)


def beside(
    part: Part, held: frozenset[str], page: Page[Any], which: str, known: dict[str, Any]
) -> dict[str, Any]:
    """What the page, or the editor's panel, with a list of what hangs on the part's passages needs.

    `which` of the filters `known` was chosen.
    """
    document = part.document
    return {
        "part": part,
        "document": document,
        "group": document.group,
        "can": held,
        "page_obj": page,
        "which": which,
        "filters": known.items(),
        "topic_seq": head(document.topic),
    }


def with_comments(threads: QuerySet[CommentThread]) -> QuerySet[CommentThread]:
    comments = Comment.objects.select_related("author", "deleted_by")
    people = ("part__owner_group", "document__group", "author", "assignee", "resolved_by")
    return threads.select_related(*people).prefetch_related(Prefetch("comments", comments))


def thread_html(thread: CommentThread) -> SafeString:
    return render_to_string("documents/comments/_thread.html", {"thread": thread})


def live(event: Event) -> dict[str, Any]:
    """What listeners get with an event about a thread: the thread as it is now, and the part's counters."""
    thread = with_comments(CommentThread.objects.filter(pk=event.data["thread"])).first()
    if thread is None:
        return {}
    return {"html": thread_html(thread).strip(), "counts": counts([thread.part_id], thread.document)}


def counts(parts: Iterable[Any], document: Document) -> dict[str, int]:
    """Open threads by part."""
    rows = CommentThread.objects.filter(document=document, part__in=list(parts), resolved=None)
    found = dict(rows.order_by().values_list("part").annotate(Count("pk")))
    return {str(part): found.get(part, 0) for part in parts}


def _taking_part(visitor: Visitor) -> QuerySet[Comment, int]:
    return Comment.objects.filter(author=visitor.pk).values_list("thread", flat=True)
