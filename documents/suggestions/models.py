"""A suggestion says: instead of these words, those. It holds on to its words as a comment does."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.comments.models import Anchored, CommentThread


class Suggestion(Anchored):
    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("suggestion", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted")
        REJECTED = "rejected", pgettext_lazy("suggestion", "rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "withdrawn")

    replacement = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("justification"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="draft_suggestions"
    )
    author_name = models.CharField(max_length=200, blank=True)  # of one without an account, from an import
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    answer = models.TextField(blank=True)  # why it was rejected
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_seq = models.PositiveBigIntegerField(null=True)  # the row of the log that it became
    key = models.CharField(max_length=64, blank=True, editable=False)  # of the form and its hunk
    thread = models.OneToOneField(CommentThread, models.SET_NULL, null=True, related_name="suggestion")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["part", "state", "at"], name="suggestion_order"),)
        constraints = (
            models.UniqueConstraint(
                fields=["author", "key"], condition=~models.Q(key=""), name="suggestion_key_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.quote[:30]} → {self.replacement[:30]}"

    @property
    def writer(self) -> str:
        return str(self.author) if self.author else self.author_name

    @property
    def stale(self) -> bool:
        """The words it was made for do not stand there any more: somebody has to decide."""
        return self.state == self.State.PENDING and self.place in {self.Place.CHANGED, self.Place.ORPHANED}

    def get_absolute_url(self) -> str:
        return reverse("documents:suggestion", args=[self.pk])
