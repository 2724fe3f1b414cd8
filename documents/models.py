"""Django finds the models of documents here; each lives in its slice."""

from documents.authorship.models import PartLedger
from documents.blueprints.models import Blueprint, BlueprintChapter
from documents.comments.models import Comment, CommentRevision, CommentThread, Mention
from documents.consultations.models import Consultation, Remark
from documents.drafts.models import Document, DocumentVisit, Part, PartClient, PartSnapshot, PartUpdate
from documents.images.models import Image
from documents.imports.models import ImportReport, StagedImport, StagedPicture
from documents.letterheads.models import Letterhead
from documents.reading.models import TargetName
from documents.reports.models import Report
from documents.sharing.models import ShareLink
from documents.stages.models import StageMove
from documents.suggestions.models import Suggestion
from documents.versions.models import Version, VersionPart, VersionPicture

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
    "ImportReport",
    "Letterhead",
    "Mention",
    "Part",
    "PartClient",
    "PartLedger",
    "PartSnapshot",
    "PartUpdate",
    "Remark",
    "Report",
    "ShareLink",
    "StageMove",
    "StagedImport",
    "StagedPicture",
    "Suggestion",
    "TargetName",
    "Version",
    "VersionPart",
    "VersionPicture",
]
