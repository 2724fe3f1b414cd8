"""Which documents a group's page lists: its own, and those in which it owns a chapter."""

from django.db.models import Count, Q, QuerySet

from documents.drafts.models import Document, Part
from groups.directory.models import Group

READY = Q(parts__status__in=(Part.Status.READY, Part.Status.APPROVED))
HERE = Q(parts__removed__isnull=True)


def documents_of(group: Group, stage: str = "") -> QuerySet[Document]:
    """For whoever reads drafts in the group: a member of an owning group reads the whole document.

    Each with `ready` and `total`, its chapters; `stage` leaves out those at another one.
    """
    shared = Part.objects.filter(owner_group=group).values("document")
    found = Document.objects.filter(Q(group=group) | Q(pk__in=shared)).select_related("group", "changed_by")
    found = found.annotate(ready=Count("parts", filter=READY & HERE), total=Count("parts", filter=HERE))
    return (found.filter(stage=stage) if stage in Document.Stage.values else found).order_by("-changed")
