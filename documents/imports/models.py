"""A file that was read and waits for its owner's choices, and the lasting account of what an import lost."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from documents.drafts.models import Document
from groups.directory.models import Group

KEPT = timedelta(days=1)
MOST_PLACES = 12  # of a finding


class StagedImport(models.Model):
    """Of one person and for one day; survives going back, errors and an expired login."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, related_name="+"
    )  # import into this one
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=250, blank=True)
    texts = models.JSONField(default=dict)  # a reading's name to its Markdown, with marks (marks.py)
    notices = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    comments = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    proposals = models.JSONField(default=list)  # tracked changes that may become suggestions
    choices = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["created"], name="staged_import_age"),)

    def __str__(self) -> str:
        return self.name

    @property
    def expires(self) -> datetime:
        return self.created + KEPT

    def get_absolute_url(self) -> str:
        return reverse("documents:staged_import", args=[self.pk])


class StagedPicture(models.Model):
    staged = models.ForeignKey(StagedImport, models.CASCADE, related_name="pictures")
    key = models.UUIDField()  # the text shows it as /files/<key>
    name = models.CharField(max_length=100, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["staged", "key"], name="staged_picture_once"),)

    def __str__(self) -> str:
        return self.name or str(self.key)


class ImportReport(models.Model):
    """What a document took from a file, and what of the file it did not take."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20)
    parts = models.JSONField(default=list)  # titles
    notices = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    left_out = models.JSONField(default=list)  # comments that did not become threads

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
