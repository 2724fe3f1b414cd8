"""Django finds the models of documents here; each lives in its slice."""

from documents.authorship.models import PartLedger
from documents.consultations.models import Consultation, Remark
from documents.drafts.models import Document, DocumentVisit, Part, PartClient, PartSnapshot, PartUpdate
from documents.images.models import Image
from documents.reports.models import Report
from documents.versions.models import Version, VersionPart

__all__ = [
    "Consultation",
    "Document",
    "DocumentVisit",
    "Image",
    "Part",
    "PartClient",
    "PartLedger",
    "PartSnapshot",
    "PartUpdate",
    "Remark",
    "Report",
    "Version",
    "VersionPart",
]
