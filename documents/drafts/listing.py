"""Which documents a group's page lists: its own, and those in which it owns a chapter."""

from django.db.models import Q, QuerySet

from documents.drafts.models import Document, Part
from groups.directory.models import Group


def documents_of(group: Group) -> QuerySet[Document]:
    """For whoever reads drafts in the group: a member of an owning group reads the whole document."""
    shared = Part.objects.filter(owner_group=group).values("document")
    return Document.objects.filter(Q(group=group) | Q(pk__in=shared)).select_related("group", "changed_by")
