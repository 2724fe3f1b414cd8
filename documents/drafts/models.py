"""A document is an ordered list of parts; a part is a log of Yjs updates and what was made of it.

The log is the truth. `Part.text` and `html` are a projection of it up to `projected_seq`, and snapshots are
shortcuts for opening: both can be thrown away and made again.
"""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.directory.models import Group


class Document(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=250)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)  # when somebody last wrote in a part
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-changed",)

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"document.{self.pk}"

    @property
    def list_topic(self) -> str:
        """Of all documents of the group; not the group's own, which is open to who may not read drafts."""
        return f"documents.{self.group_id}"

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])


class Part(models.Model):
    """A chapter: its own Yjs document with one root `Y.Text` named `text`, holding Markdown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=250)
    epoch = models.UUIDField(default=uuid.uuid4)  # changes when the log starts anew: clients must not merge
    head_seq = models.PositiveBigIntegerField(default=0)
    locked = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    toc = models.JSONField(default=list)
    projected_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=["document", "position"], name="part_order"),)

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """Prefix of the addresses of its headings and paragraphs, e.g. `c2`."""
        return f"c{self.position}"


class PartUpdate(models.Model):
    """One row of the log: an update as it was committed, under the next number of the part."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    session = models.CharField(max_length=64)  # an outbox of a browser, or a socket of a standard client
    msg_no = models.PositiveBigIntegerField()  # the last of the session's messages in this row
    update = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=["part", "seq"], name="update_seq_once"),
            models.UniqueConstraint(fields=["part", "session", "msg_no"], name="update_message_once"),
        )

    def __str__(self) -> str:
        return f"{self.part_id} {self.seq}"


class PartClient(models.Model):
    """A Yjs client id belongs to the person who first used it, and `clock` is what is stored of it."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="clients")
    client = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    clock = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["part", "client"], name="client_once_in_part"),)

    def __str__(self) -> str:
        return f"{self.part_id} {self.client}"


class PartSnapshot(models.Model):
    """Everything up to `seq` as one Yjs update."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="snapshots")
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("seq",)
        constraints = (models.UniqueConstraint(fields=["part", "seq"], name="snapshot_once"),)

    def __str__(self) -> str:
        return f"{self.part_id} {self.seq}"


class DocumentVisit(models.Model):
    """When a person last looked at a document: what changed later waits on the desk.

    Looks without a long pause between them are one sitting; `before` is the end of the one before this.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    began = models.DateTimeField(default=timezone.now)
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "user"], name="document_visit_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.document_id}"
