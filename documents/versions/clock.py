"""Automatic versions by the hour: kept by whichever process notices that somebody writes, and by a command.

Several processes may ask at once: whether a version is due is asked again under the document's row lock.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from documents.drafts.locks import hold_document
from documents.drafts.models import Document
from documents.versions.actions import keep_version
from documents.versions.models import Version
from kes.markup import TooComplex

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
ASK_EVERY = 300  # seconds in which a process asks once for a part

_asked: dict[UUID, float] = {}
_thread = ThreadPoolExecutor(1, "version-keeper")


def somebody_writes(part: UUID) -> None:
    """Called inside the transaction of the writing; the work begins after it, elsewhere."""
    now = time.monotonic()
    if settings.AUTOMATIC_VERSIONS and now - _asked.get(part, -ASK_EVERY) >= ASK_EVERY:
        _asked[part] = now
        transaction.on_commit(lambda: _thread.submit(_keep_of, part), robust=True)


def keep_due(documents: QuerySet[Document]) -> list[Version]:
    """Keep a version of those that were changed and have none of the last hour."""
    return [kept for document in _due(documents) if (kept := _keep(document))]


@transaction.atomic
def _keep(document: Document) -> Version | None:
    hold_document(document)
    if not _due(Document.objects.filter(pk=document.pk)).exists():
        return None  # another process was as quick
    return keep_version(document, by=None, reason=Version.Reason.HOURLY)


def _due(documents: QuerySet[Document]) -> QuerySet[Document]:
    versions = Version.objects.filter(document=OuterRef("pk"))
    recent = versions.filter(created__gt=timezone.now() - EVERY)
    later = versions.filter(created__gte=OuterRef("changed"))
    return documents.filter(~Exists(recent), ~Exists(later), created__lte=timezone.now() - EVERY)


def _keep_of(part: UUID) -> None:
    try:
        keep_due(Document.objects.filter(parts=part))
    except (DatabaseError, TooComplex):
        logger.exception("no automatic version could be kept; the next hour will try again")
    finally:
        connection.close()
