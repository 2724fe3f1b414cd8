"""The one log: what happened is an event, placed in each topic it concerns under a gapless number."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Topic(models.Model):
    """Something people listen to, e.g. `thread.12`; `head` is the number of its last event."""

    name = models.CharField(max_length=90, primary_key=True)
    head = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One thing that happened. Rows never change: live updates, unread counts and the audit read them."""

    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group_id = models.PositiveBigIntegerField(null=True, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (
            models.Index(fields=["group_id", "-at"], name="event_group_at"),
            models.Index(fields=["about_type", "about_id"], name="event_about"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about_type} {self.about_id}"


class Placement(models.Model):
    """The event's number in one topic: 1, 2, 3 ... without gaps."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="placements")
    seq = models.PositiveBigIntegerField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="placements")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["topic", "seq"], name="seq_once_in_topic"),)

    def __str__(self) -> str:
        return f"{self.topic_id} {self.seq}"
