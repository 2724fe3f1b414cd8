"""Django finds the models of documents here; each lives in its slice."""

from documents.authorship.models import PartLedger
from documents.blueprints.models import Blueprint, BlueprintChapter
from documents.comments.models import Comment, CommentRevision, CommentThread, Mention
from documents.consultations.models import Consultation, Remark
from documents.drafts.models import Document, DocumentVisit, Part, PartClient, PartSnapshot, PartUpdate
from documents.images.models import Image
from documents.reports.models import Report
from documents.stages.models import StageMove
from documents.versions.models import Version, VersionPart

__all__ = [
    "Blueprint",
    "BlueprintChapter",
    "Comment",
    "CommentRevision",
    "CommentThread",
    "Consultation",
    "Document",
    "DocumentVisit",
    "Image",
    "Mention",
    "Part",
    "PartClient",
    "PartLedger",
    "PartSnapshot",
    "PartUpdate",
    "Remark",
    "Report",
    "StageMove",
    "Version",
    "VersionPart",
]
