"""The report of a consultation: drafted by the office, then published with its figures and table frozen."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.consultations.models import Consultation

LINKS_LIVE = timedelta(days=365)


class Report(models.Model):
    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="report")
    course = models.TextField(_("course of the consultation"), blank=True, max_length=20_000)  # Markdown
    prepared_by = models.CharField(_("prepared by"), max_length=250, blank=True)
    revision = models.PositiveIntegerField(default=0)  # how often its words were saved; 0 is not stored yet
    published = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(default=dict)  # the published figures and remarks, as they were on that day

    def __str__(self) -> str:
        return str(self.consultation)

    @property
    def link_expires(self) -> datetime | None:
        """Receipts' secret links work for a year after the report."""
        return self.published + LINKS_LIVE if self.published else None

    def get_absolute_url(self) -> str:
        return reverse("documents:report", args=[self.consultation.slug])
