"""A job and its files, which lie in the database, where every process reaches them."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("in progress")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs")
    title = models.CharField(max_length=300)  # what its person calls it
    back = models.CharField(max_length=300, blank=True)  # the page it was started from
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    progress = models.FloatField(default=0)  # 0 to 1
    words = models.CharField(max_length=300, blank=True)  # what it does at the moment, or why it failed
    address = models.CharField(max_length=300, blank=True)  # a page that came out of it
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)  # of the process that works on it
    beat = models.DateTimeField(null=True)  # when that process last said so
    created = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)  # forgotten after this, with its files

    class Meta:
        ordering = ("-created",)
        indexes = (models.Index(fields=["state", "created"], name="job_next"),)

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"jobs.{self.by_id}"

    @property
    def unfinished(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return round(self.progress * 100)

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])


class JobFile(models.Model):
    """`incoming` was given with the job, the other one is its result."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="files")
    incoming = models.BooleanField(default=False)
    name = models.CharField(max_length=250)
    type = models.CharField(max_length=120)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["job", "incoming"], name="job_file_once"),)

    def __str__(self) -> str:
        return self.name
