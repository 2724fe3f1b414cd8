"""Who may see a draft, and so be named in its comments and be given a thread."""

from django.db.models import QuerySet

from documents.drafts.models import Document
from groups.access import people_with
from kes.accounts.models import User


def readers(document: Document) -> QuerySet[User]:
    return people_with(document.group, "groups.view_draft")
