"""What must be true of a document before it is moved on."""

from documents.consultations.models import Consultation
from documents.drafts.models import Document, Part


def has_version(document: Document) -> bool:
    return document.versions.exists()


def version_is_current(document: Document) -> bool:
    """The same chapters in the same order, with the same titles and nothing written since."""
    newest = document.versions.first()
    if newest is None:
        return False
    frozen = newest.parts.values_list("part", "title", "seq")
    return list(frozen) == list(document.parts.values_list("pk", "title", "head_seq"))


def all_ready(document: Document) -> bool:
    done = (Part.Status.READY, Part.Status.APPROVED)
    return document.parts.exists() and not document.parts.exclude(status__in=done).exists()


def report_published(document: Document) -> bool:
    last = Consultation.objects.filter(version__document=document).order_by("-closes").first()
    return last is not None and last.reported
