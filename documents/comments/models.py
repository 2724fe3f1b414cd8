"""Threads of comments hang on passages of parts; a passage may move, change or vanish, its thread stays."""

import re

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.comments.anchoring import CONTEXT
from documents.drafts.models import Document, Part

_SIGNS = re.compile(r"\]\([^)\n]*\)|[|*_`~\[\]]+|^[#>\s]+|-{2,}:?|\s:?-+:", re.MULTILINE)


def shown(markdown: str) -> str:
    return " ".join(_SIGNS.sub(" ", markdown).split())


class Anchored(models.Model):
    """A row that holds on to a passage (documents/comments/anchoring.py)."""

    class Place(models.TextChoices):
        KEPT = "kept", _("in its place")
        CHANGED = "changed", _("the words were changed")
        MOVED = "moved", _("the words were moved")
        ORPHANED = "orphaned", _("the words are gone")

    document = models.ForeignKey(Document, models.CASCADE, related_name="%(class)ss")
    part = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="%(class)ss")
    start = models.JSONField(default=dict)  # Yjs relative positions
    end = models.JSONField(default=dict)
    quote = models.TextField(blank=True)  # the words as they were chosen; empty: the part as a whole
    before = models.CharField(max_length=CONTEXT, blank=True)
    after = models.CharField(max_length=CONTEXT, blank=True)
    rival = models.IntegerField(default=-1)
    abroad = models.PositiveIntegerField(default=0)
    at = models.PositiveIntegerField(default=0)  # in UTF-16 units, at `seq` of the part's log
    till = models.PositiveIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    place = models.CharField(max_length=8, choices=Place, default=Place.KEPT)
    block = models.CharField(
        max_length=40, blank=True
    )  # of the paragraph's address, without the chapter: p12

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        """The quoted words without the signs of Markdown, for reading."""
        return shown(self.quote)

    @property
    def paragraph(self) -> str:
        """The address of the passage's paragraph in the whole document."""
        if self.part is None:
            return ""
        return f"{self.part.anchor}-{self.block}" if self.block else self.part.anchor


class CommentThread(Anchored):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    resolved = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)  # of the newest comment

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["part", "resolved", "at"], name="comment_thread_order"),)

    def __str__(self) -> str:
        return self.words[:60] or str(self.part or self.document)

    def get_absolute_url(self) -> str:
        return reverse("documents:comment_thread", args=[self.pk])


class Comment(models.Model):
    thread = models.ForeignKey(CommentThread, models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()  # 1, 2, 3 ... in the thread
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="draft_comments"
    )
    author_name = models.CharField(max_length=200, blank=True)  # of one without an account, from an import
    body = models.TextField()  # Markdown; empty once deleted
    html = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    key = models.UUIDField(null=True, editable=False)  # of the form it was sent with
    created = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True)
    deleted = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["thread", "number"], name="comment_number_once"),
            models.UniqueConstraint(fields=["author", "key"], name="comment_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"

    @property
    def writer(self) -> str:
        return str(self.author) if self.author else self.author_name

    def get_absolute_url(self) -> str:
        return f"{reverse('documents:comment_thread', args=[self.thread_id])}#comment-{self.pk}"


class CommentRevision(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    html = models.TextField()
    replaced = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-revision",)
        constraints = (models.UniqueConstraint(fields=["comment", "revision"], name="comment_revision_once"),)

    def __str__(self) -> str:
        return f"{self.comment} r{self.revision}"


class Mention(models.Model):
    """Somebody was named in a comment; it waits on that person's desk until the thread was looked at."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="draft_mentions")
    seen = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "user"], name="mention_once"),)

    def __str__(self) -> str:
        return f"{self.comment} @{self.user_id}"
