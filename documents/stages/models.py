"""The record of a document's way: every move, when, by whom, why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document
from documents.versions.models import Version


class StageMove(models.Model):
    document = models.ForeignKey(Document, models.CASCADE, related_name="moves")
    start = models.CharField(max_length=12, choices=Document.Stage)
    end = models.CharField(max_length=12, choices=Document.Stage)
    back = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    version = models.ForeignKey(Version, models.SET_NULL, null=True, related_name="moves")  # newest then

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.document_id} {self.end}"
