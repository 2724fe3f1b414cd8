"""Suggestions as a page shows them, each as HTML neutral to its reader."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from documents.comments.keeping import mark
from documents.drafts.models import Part
from documents.suggestions.models import Suggestion
from kes.access import Visitor
from kes.accounts.models import User
from kes.live.models import Event

PAGE = 30
FILTERS = {
    "pending": pgettext_lazy("suggestions", "Waiting"),
    "mine": pgettext_lazy("suggestions", "Mine"),
    "stale": pgettext_lazy("suggestions", "Text changed"),
    "decided": pgettext_lazy("suggestions", "Decided"),
    "all": pgettext_lazy("suggestions", "All"),
}
STALE = Q(state=Suggestion.State.PENDING, place__in=["changed", "orphaned"])


def page_of(part: Part, visitor: Visitor, which: str, number: str | None) -> Page[Suggestion]:
    pending = Q(state=Suggestion.State.PENDING)
    wanted = {"pending": pending, "mine": Q(author=visitor.pk), "stale": STALE, "decided": ~pending}
    found = complete(Suggestion.objects.filter(part=part)).filter(wanted.get(which, Q()))
    return Paginator(found.order_by("at", "pk"), PAGE).get_page(number)


def complete(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    return rows.select_related("author", "decided_by", "part", "document__group", "thread")


def authors_of(part: Part) -> QuerySet[User]:
    """Those whose suggestions wait."""
    waiting = Suggestion.objects.filter(part=part, state=Suggestion.State.PENDING)
    return User.objects.filter(pk__in=waiting.values("author"))


def suggestion_html(suggestion: Suggestion) -> SafeString:
    return render_to_string("documents/suggestions/_suggestion.html", {"suggestion": suggestion})


def live(event: Event) -> dict[str, Any]:
    found = complete(Suggestion.objects.filter(pk=event.data["suggestion"])).first()
    if found is None or found.part_id is None:
        return {}
    count = Suggestion.objects.filter(part=found.part_id, state=Suggestion.State.PENDING).count()
    return {"html": suggestion_html(found).strip(), "counts": {str(found.part_id): count}}


def marks(part: Part) -> list[dict[str, Any]]:
    rows = complete(Suggestion.objects.filter(part=part, state=Suggestion.State.PENDING)).order_by("at", "pk")
    return [
        {**mark(row), "quote": row.quote, "text": row.replacement, "by": row.writer} for row in rows[:1000]
    ]
