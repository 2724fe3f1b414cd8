"""Documents and consultations on the group's home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.directory.models import Group
from groups.home import Panel
from kes.access import Visitor

SHOWN = 5


def latest_documents(visitor: Visitor, group: Group, held: frozenset[str]) -> Panel | None:
    if "view_draft" not in held:
        return None
    return Panel(
        key="documents",
        title=_("Documents"),
        empty=_("No documents yet"),
        row="documents/_row.html",
        item_name="document",
        items=list(group.documents.select_related("changed_by")[:SHOWN]),
        url=reverse("documents:documents", args=[group.pk]),
        total=group.documents.count(),
    )
