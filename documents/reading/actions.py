"""Settings of the whole text."""

from django.db import transaction

from documents.drafts.models import Document
from kes.accounts.models import User
from kes.live.events import record


@transaction.atomic
def set_numbering(document: Document, *, by: User, numbering: str) -> None:
    document.numbering = numbering
    document.save(update_fields=["numbering"])
    record(
        "document.numbered",
        by=by,
        topics=[document.topic],
        about=document,
        group=document.group_id,
        data={"document": document.pk, "numbering": numbering},
    )
