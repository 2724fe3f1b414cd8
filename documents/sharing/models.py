"""A link kept by the hash of its token: whoever reads the database cannot open it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document
from documents.versions.models import Version


class ShareLink(models.Model):
    document = models.ForeignKey(Document, models.CASCADE, related_name="links")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="links")  # else living
    name = models.CharField(_("for whom"), max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.expires - timedelta(seconds=1))

    @property
    def live(self) -> bool:
        return self.revoked is None and timezone.now() < self.expires
