"""A thread is a list of posts in the order they came; a reply knows the post it answers."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.directory.models import Group


class Thread(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="threads")
    title = models.CharField(_("title"), max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)  # of the newest post
    last_at = models.DateTimeField(default=timezone.now)
    last_author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-last_at",)
        indexes = (models.Index(fields=["group", "-last_at"], name="thread_group_last"),)

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"thread.{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("groups:thread", args=[self.pk])

    @property
    def replies_url(self) -> str:
        return reverse("groups:replies", args=[self.pk])


class Post(models.Model):
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()  # 1, 2, 3 ... in the thread, without gaps
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    author_name = models.CharField(max_length=200, blank=True)  # of an imported speaker without an account
    represents = models.CharField(max_length=250, blank=True)  # body or role at the time of writing
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    body = models.TextField()  # Markdown; empty once deleted
    html = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    key = models.UUIDField(null=True, blank=True, editable=False)  # of the form it was sent with
    created = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deleted = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            # a form that was sent twice is one post
            models.UniqueConstraint(fields=["author", "key"], name="post_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"

    @property
    def writer(self) -> str:
        """The name shown with the post: of the person, or of an imported speaker."""
        return str(self.author) if self.author else self.author_name

    def get_absolute_url(self) -> str:
        return reverse("groups:post", args=[self.pk])

    @property
    def url_in_thread(self) -> str:
        """The page of the thread that shows this post."""
        return f"{reverse('groups:thread', args=[self.thread_id])}?at={self.number}#post-{self.number}"

    @property
    def reply_url(self) -> str:
        return f"{reverse('groups:thread', args=[self.thread_id])}?at={self.number}&reply={self.pk}#reply"

    @property
    def quoting_url(self) -> str:
        return f"{reverse('groups:thread', args=[self.thread_id])}?at={self.number}&quote={self.pk}#reply"


class PostRevision(models.Model):
    """What a post said before it was edited."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    body = models.TextField()
    html = models.TextField()
    replaced = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("revision",)
        constraints = (models.UniqueConstraint(fields=["post", "revision"], name="post_revision_once"),)

    def __str__(self) -> str:
        return f"{self.post} r{self.revision}"


class ThreadVisit(models.Model):
    """How far a person has read a thread: every post up to `number`."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["thread", "user"], name="visit_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.thread_id}"
