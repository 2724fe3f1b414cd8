"""Who may see a draft, and so be named in its comments and be given a thread."""

from django.db.models import Q, QuerySet

from documents.drafts.models import Document
from documents.drafts.rights import owner_is_here
from groups.access import people_with
from groups.directory.models import Group
from kes.accounts.models import User


def readers(document: Document) -> QuerySet[User]:
    """Those in its group, and whoever has a part in it (documents/drafts/rights.py)."""
    owners = document.parts.filter(owner_is_here()).values("owner")
    found = Q(pk__in=people_with(document.group, "groups.view_draft").values("pk")) | Q(pk__in=owners)
    for group in Group.objects.filter(pk__in=document.parts.exclude(owner_group=None).values("owner_group")):
        found |= Q(pk__in=people_with(group, "groups.view_draft").values("pk"))
    return User.objects.filter(found, is_active=True).order_by("sort_name")
