"""A comparison as a DOCX with tracked changes."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.drafts.models import Document
from documents.versions.redline import redline
from documents.versions.redline.tracked import tracked
from documents.versions.sides import Side
from kes.publishing import Labels, Publication
from kes.publishing.tracked import to_tracked_docx

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def tracked_docx(document: Document, old: Side, new: Side) -> bytes:
    """In the language of the site. Raises Unpublishable."""
    found = redline(old.chapters, new.chapters, whole=True)
    chapters = [
        (tracked(chapter.title), tracked([block.node for block in chapter.blocks]))
        for chapter in found.chapters
    ]
    with override(settings.LANGUAGE_CODE):
        labels = Labels(image=_("Image"), page=_("Page"), contents=_("Contents"))
    publication = Publication(document.title, settings.LANGUAGE_CODE, (), labels=labels, created=new.moment)
    return to_tracked_docx(publication, chapters, author=new.author or "KES", moment=new.moment)
