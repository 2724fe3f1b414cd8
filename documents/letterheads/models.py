"""One letterhead for each group. The file is kept as it was brought, after it was checked."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.directory.models import Group


class Letterhead(models.Model):
    group = models.OneToOneField(Group, models.CASCADE, related_name="letterhead")
    name = models.CharField(max_length=200)  # as its owner called it
    content = models.BinaryField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
