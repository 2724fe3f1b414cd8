"""Names under which headings and captions of a document have been known."""

from django.db import models

from documents.drafts.models import Document


class TargetName(models.Model):
    """A name, once read, stays with its heading or caption, whatever that is called later (naming.py).

    `mark` is the chapter's key, and for what stands in its text also the id of the character that begins
    its line.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="target_names")
    name = models.CharField(max_length=80)
    mark = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "name"], name="target_name_once"),)

    def __str__(self) -> str:
        return f"{self.document_id}#{self.name}"
