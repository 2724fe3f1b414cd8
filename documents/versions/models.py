"""A version never changes: it keeps the text, its rendering and the numbers of the log it was cut at."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document, Part


class Version(models.Model):
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=150)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    title = models.CharField(max_length=250)  # the document's title at that time
    sha256 = models.CharField(max_length=64)  # of the whole Markdown text, UTF-8
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),)

    def __str__(self) -> str:
        return f"{self.title} – {self.number}. {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("documents:version", args=[self.pk])


class VersionPart(models.Model):
    version = models.ForeignKey(Version, models.CASCADE, related_name="parts")
    part = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=40, blank=True)  # "2." or "Rozdział 2.", as it was then
    seq = models.PositiveBigIntegerField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    toc = models.JSONField(default=list)  # [level, id, title]
    blocks = models.JSONField(default=list)  # [id, kind, plain text, heading path, id of the block around]

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """Number and title, as the page shows them."""
        return f"{self.number} {self.title}".strip()
