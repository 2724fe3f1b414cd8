"""Documents and consultations on a group's home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.access import consultations_with
from documents.drafts.listing import documents_of
from groups.directory.models import Group
from groups.home import Panel
from kes.access import Visitor

SHOWN = 5


def latest_documents(visitor: Visitor, group: Group, held: frozenset[str]) -> Panel | None:
    if "view_draft" not in held:
        return None
    found = documents_of(group)
    return Panel(
        key="documents",
        title=_("Documents"),
        empty=_("Documents that this group writes will be listed here."),
        row="documents/_row.html",
        item_name="document",
        items=list(found[:SHOWN]),
        url=reverse("documents:documents", args=[group.pk]),
        total=found.count(),
        topic=f"documents.{group.pk}",
    )


def consultations(visitor: Visitor, group: Group, held: frozenset[str]) -> Panel | None:
    found = consultations_with(visitor).filter(group=group).select_related("group", "report")
    items = list(found.order_by("-closes")[:SHOWN])
    if not items and "view_remarks" not in held:
        return None
    return Panel(
        key="consultations",
        title=_("Consultations"),
        empty=_("A consultation is opened on a frozen version of a document."),
        row="documents/consultations/_line.html",
        item_name="consultation",
        items=items,
        url=reverse("documents:consultations"),
        total=found.count(),
    )
