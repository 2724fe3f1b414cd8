"""A picture of a document. Its Markdown is `![what it shows](/files/<uuid>)`; the file never changes."""

import re
import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from documents.drafts.models import Document

KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # people can write any other address
_ADDRESS = re.compile(f"/files/({KEY})")


def named_in(text: str) -> set[str]:
    """The keys of all pictures whose addresses stand in a text."""
    return set(_ADDRESS.findall(text))


def place(image: "Image", name: str) -> str:
    """In a folder of its document, under a name that tells nothing of the one it was brought with."""
    return f"documents/{image.document_id}/{image.pk}{PurePosixPath(name).suffix}"


class Image(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="images")
    file = models.FileField(upload_to=place, max_length=200)
    name = models.CharField(max_length=200)  # as its owner called it
    kind = models.CharField(max_length=20)  # image/png or image/jpeg, nothing else is kept
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the file as it is kept
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "sha256"], name="picture_once"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:image", args=[self.pk])
