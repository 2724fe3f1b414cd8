"""What must be true of a document before it is moved on."""

from documents.consultations.models import Consultation
from documents.drafts.models import Document, Part
from documents.versions.models import Version


def newest_version(document: Document) -> Version | None:
    """The last one that somebody froze; automatic ones do not count."""
    return document.versions.exclude(kind=Version.Kind.AUTOMATIC).first()


def has_version(document: Document) -> bool:
    return newest_version(document) is not None


def version_is_current(document: Document) -> bool:
    """The same chapters in the same order, with the same titles and nothing written since."""
    newest = newest_version(document)
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
