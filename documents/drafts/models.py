"""A document is an ordered list of parts; a part is a log of Yjs updates and what was made of it.

The log is the truth. `Part.text` and `html` are a projection of it up to `projected_seq`, and snapshots are
shortcuts for opening: both can be thrown away and made again.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from groups.directory.models import Group


class Numbering(models.TextChoices):
    NONE = "none", _("no numbers")
    DECIMAL = "decimal", _("1., 1.1., 1.1.1.")
    CHAPTERS = "chapters", _("Chapter 1., then 1.1., 1.1.1.")


class Document(models.Model):
    class Stage(models.TextChoices):
        """The way of a document; who may move it where is in documents/stages/table.py."""

        DRAFT = "draft", pgettext_lazy("stage", "draft")
        REVIEW = "review", _("internal review")
        CONSULTATION = "consultation", pgettext_lazy("stage", "consultation")
        APPROVED = "approved", pgettext_lazy("stage", "approved")
        ADOPTED = "adopted", pgettext_lazy("stage", "adopted")
        ARCHIVED = "archived", pgettext_lazy("stage", "archived")

    group = models.ForeignKey(Group, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=250)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.DRAFT)
    resolution_number = models.CharField(max_length=60, blank=True)  # of an adopted text
    resolution_date = models.DateField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)  # when somebody last wrote in a part
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    numbering = models.CharField(
        _("numbering of chapters and headings"), max_length=8, choices=Numbering, default=Numbering.NONE
    )

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

    @property
    def stage_tone(self) -> str:
        tones = {
            self.Stage.CONSULTATION: "attention",
            self.Stage.APPROVED: "good",
            self.Stage.ADOPTED: "good",
        }
        return tones.get(self.Stage(self.stage), "quiet" if self.stage == self.Stage.ARCHIVED else "accent")

    @property
    def resolution(self) -> str:
        """By which it was adopted, in words; nothing while it is not."""
        if not self.resolution_number or not self.resolution_date:
            return ""
        said = {"number": self.resolution_number, "day": date_format(self.resolution_date)}
        return gettext("Resolution no. %(number)s of %(day)s") % said

    def list_topics(self) -> list[str]:
        """Of every group whose list shows the document."""
        owners = self.parts.filter(owner_group__isnull=False).values_list("owner_group", flat=True)
        return sorted({self.list_topic, *(f"documents.{pk}" for pk in owners)})

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])


class PartManager(models.Manager["Part"]):
    """The chapters of documents, without those in the bin."""

    def get_queryset(self) -> "models.QuerySet[Part]":
        return super().get_queryset().filter(removed__isnull=True)


class Part(models.Model):
    """A chapter: its own Yjs document with one root `Y.Text` named `text`, holding Markdown.

    Its owner, a person or a group, writes it whatever the rights in the document's group are; a restricted
    one is written by nobody else but those who manage documents. A person owns it as one of the people of
    `owner_through`, and only while being that. See documents/drafts/rights.py.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("chapter", "planned")
        WORK = "work", pgettext_lazy("chapter", "in work")
        READY = "ready", pgettext_lazy("chapter", "ready")
        APPROVED = "approved", pgettext_lazy("chapter", "approved")

    class Language(models.TextChoices):
        POLISH = "pl", _("Polish")
        ENGLISH = "en", _("English")
        GERMAN = "de", _("German")
        UKRAINIAN = "uk", _("Ukrainian")
        CZECH = "cs", _("Czech")
        SLOVAK = "sk", _("Slovak")

    class Closed(models.TextChoices):
        """Why nobody can write in it; the log asks only this."""

        NO = "", ""
        LOCKED = "locked", pgettext_lazy("chapter", "locked")
        APPROVED = "approved", pgettext_lazy("chapter", "approved")
        ARCHIVED = "archived", pgettext_lazy("chapter", "archived")
        REMOVED = "removed", pgettext_lazy("chapter", "removed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=250)
    epoch = models.UUIDField(default=uuid.uuid4)  # changes when the log starts anew: clients must not merge
    head_seq = models.PositiveBigIntegerField(default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_through = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    former_owner = models.ForeignKey(  # who left, until somebody says who writes it now
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="parts")
    restricted = models.BooleanField(default=False)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PLANNED)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.POLISH)
    locked = models.BooleanField(default=False)
    instructions = models.TextField(blank=True, max_length=10_000)  # what to write here; not part of the text
    removed = models.DateTimeField(null=True, blank=True)  # in the bin since
    joined_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    closed = models.CharField(max_length=8, blank=True, choices=Closed)  # kept by `settle`
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    toc = models.JSONField(default=list)
    marks = models.JSONField(null=True, default=None)  # what headings are known by (documents/reading)
    projected_seq = models.PositiveBigIntegerField(default=0)
    number = ""  # "2." or "Rozdział 2.", given where the whole document is read
    addresses: Sequence[str] = ()  # of the chapter there, the present one first

    OWNERLESS = models.Q(former_owner__isnull=False, owner=None, owner_group=None)

    objects = PartManager()
    every = models.Manager["Part"]()

    class Meta:
        ordering = ("position",)
        base_manager_name = "every"
        indexes = (models.Index(fields=["document", "position"], name="part_order"),)

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """Number and title, as the page shows them."""
        return f"{self.number} {self.title}".strip()

    @property
    def anchor(self) -> str:
        """Prefix of the addresses of its headings and paragraphs, e.g. `c2`."""
        return f"c{self.position}"

    @property
    def status_tone(self) -> str:
        tones = {self.Status.WORK: "accent", self.Status.READY: "good", self.Status.APPROVED: "good"}
        return tones.get(self.Status(self.status), "quiet")

    @property
    def ownerless(self) -> bool:
        """Whether its owner left and nobody was named since; `OWNERLESS` finds such chapters."""
        return bool(self.former_owner_id) and not (self.owner_id or self.owner_group_id)

    @property
    def late(self) -> bool:
        unfinished = self.status in {self.Status.PLANNED, self.Status.WORK}
        return unfinished and self.deadline is not None and self.deadline < timezone.localdate()

    def open_to(self, held: frozenset[str]) -> bool:
        """Whether those who hold these rights in it (`part_rights`) can write now."""
        return "edit_draft" in held and not self.closed

    def statuses_for(self, held: frozenset[str]) -> list[tuple[str, Any]]:
        """What those with these rights may say of it; approving, and taking that back, needs managing."""
        if "manage_document" in held:
            return list(self.Status.choices)
        if "edit_draft" not in held or self.closed:
            return []
        return [choice for choice in self.Status.choices if choice[0] != self.Status.APPROVED]

    def why_closed(self) -> "Part.Closed":
        """What `closed` has to be."""
        if self.removed:
            return self.Closed.REMOVED
        if self.document.stage == Document.Stage.ARCHIVED:
            return self.Closed.ARCHIVED
        if self.status == self.Status.APPROVED:
            return self.Closed.APPROVED
        return self.Closed.LOCKED if self.locked else self.Closed.NO


class PartUpdate(models.Model):
    """One row of the log: an update as it was committed, under the next number of the part.

    Every keystroke tends each index of this table and of the next; what a unique constraint begins with
    needs no index of its own.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="updates", db_index=False)
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

    part = models.ForeignKey(Part, models.CASCADE, related_name="clients", db_index=False)
    client = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    clock = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["part", "client"], name="client_once_in_part"),)

    def __str__(self) -> str:
        return f"{self.part_id} {self.client}"


class PartSnapshot(models.Model):
    """Everything up to `seq` as one Yjs update."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="snapshots", db_index=False)
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
