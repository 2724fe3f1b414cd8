"""Opening, closing and reading threads; writing, editing and deleting posts.

A post's number is taken while the row of its thread is locked, so numbers have no gaps and follow the order
of commits. Markdown is rendered before the transaction begins: nobody waits for it behind a lock.
"""

import hmac
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.directory.models import Group
from groups.membership.models import Membership
from groups.threads.fragments import shelve
from groups.threads.models import Post, PostRevision, Thread
from groups.threads.reading import advance
from groups.threads.text import to_html
from kes.accounts.models import User
from kes.live.events import record


class Outdated(ValidationError):
    """Somebody changed the post while this text was being written."""


def open_thread(group: Group, *, by: User, title: str, body: str, key: UUID | None = None) -> Thread:
    """Open a thread with its first post; the same form sent twice opens one."""
    html = to_html(body)
    with transaction.atomic():
        # two copies of one form arrive one after the other
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if (twin := _twin(by, key, body)) and twin.number == 1 and twin.thread.group_id == group.pk:
            return twin.thread
        thread = Thread.objects.create(group=group, title=title, author=by)
        post = _add(thread, by=by, body=body, html=html, key=_fresh(by, key))
        data: dict[str, int | None] = {"thread": thread.pk, "post": post.pk, "author": by.pk}
        _record("thread.opened", thread, by=by, about=thread, data=data)
        advance(thread, by, 1)
    return thread


def post_reply(
    thread: Thread,
    *,
    by: User,
    body: str,
    reply_to: Post | None = None,
    key: UUID | None = None,
    seen: int = 0,
) -> Post:
    """Add a post at the end of the thread; the same form sent twice is one post.

    `seen` is the number of the last post the author had on the screen. Raises ValidationError when the thread
    is closed.
    """
    html = to_html(body)
    with transaction.atomic():
        thread = _locked(thread)
        if (twin := _twin(by, key, body)) and twin.thread_id == thread.pk:
            return twin
        if thread.closed:
            raise ValidationError(_("This thread is closed. Your text was not sent; you can still copy it."))
        post = _add(thread, by=by, body=body, html=html, reply_to=reply_to, key=_fresh(by, key))
        # before the announcement: else the answer and the hub would both render it, at the same time
        transaction.on_commit(lambda: shelve(post.pk), robust=True)
        _record("post.added", thread, by=by, about=post, data=_about(post))
        advance(thread, by, min(seen, post.number - 1), own=post.number)
    return post


def edit_post(post: Post, *, by: User, body: str, revision: int) -> Post:
    """Replace the text and keep the old one; raises Outdated unless `revision` is still the newest."""
    html = to_html(body)
    with transaction.atomic():
        thread = _locked(post.thread)
        post = Post.objects.select_related("author").get(pk=post.pk)
        if post.deleted or post.revision != revision:
            raise Outdated(
                _("Somebody changed this post meanwhile. Your text is kept here; compare the two.")
            )
        if body == post.body:
            return post
        PostRevision.objects.create(
            post=post, revision=post.revision, body=post.body, html=post.html, replaced_by=by
        )
        post.body, post.html, post.revision = body, html, post.revision + 1
        post.edited, post.edited_by = timezone.now(), by
        post.save()
        _record("post.edited", thread, by=by, about=post, data=_about(post))
    return post


@transaction.atomic
def delete_post(post: Post, *, by: User) -> Post:
    """Remove the text with its history; who wrote it, and who deleted it and when, stays."""
    thread = _locked(post.thread)
    post = Post.objects.select_related("author").get(pk=post.pk)
    if post.deleted:
        return post
    if post.key:
        post.key = _spent(post.key, _first(post))
    post.revisions.all().delete()
    post.body = post.html = ""
    post.revision += 1
    post.deleted, post.deleted_by = timezone.now(), by
    post.save()
    _record("post.deleted", thread, by=by, about=post, data=_about(post))
    return post


@transaction.atomic
def close_thread(thread: Thread, *, by: User) -> None:
    """Nobody may answer any more; everything stays readable."""
    thread = _locked(thread)
    if not thread.closed:
        Thread.objects.filter(pk=thread.pk).update(closed=timezone.now())
        _record("thread.closed", thread, by=by, about=thread, data={"thread": thread.pk})


@transaction.atomic
def reopen_thread(thread: Thread, *, by: User) -> None:
    thread = _locked(thread)
    if thread.closed:
        Thread.objects.filter(pk=thread.pk).update(closed=None)
        _record("thread.reopened", thread, by=by, about=thread, data={"thread": thread.pk})


def _locked(thread: Thread) -> Thread:
    # no_key: readers who store how far they read must not wait for a writer
    return Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)


def _add(
    thread: Thread, *, by: User, body: str, html: str, reply_to: Post | None = None, key: UUID | None = None
) -> Post:
    thread.last_number += 1
    thread.last_at = timezone.now()
    thread.last_author = by
    thread.save(update_fields=["last_number", "last_at", "last_author"])
    return Post.objects.create(
        thread=thread,
        number=thread.last_number,
        author=by,
        represents=_represents(thread, by),
        reply_to=reply_to,
        body=body,
        html=html,
        key=key,
        created=thread.last_at,
    )


def _represents(thread: Thread, user: User) -> str:
    """The body the author speaks for today; it stays with the post when the membership changes."""
    current = Membership.objects.current().filter(group=thread.group_id, user=user)
    return current.values_list("organisation__name", flat=True).first() or ""


def _twin(by: User, key: UUID | None, body: str) -> Post | None:
    """The post that this very form already became, if any; its author's deleted one too."""
    if key is None:
        return None
    own = Post.objects.select_related("thread", "author").filter(author=by)
    if gone := own.filter(key=_spent(key, body), deleted__isnull=False).first():
        return gone
    post = own.filter(key=key, deleted=None).first()
    # a restored form may carry its old key with a new text: that is another post
    return post if post and body == _first(post) else None


def _first(post: Post) -> str:
    """What the post said when it was sent."""
    body = post.revisions.order_by("revision").values_list("body", flat=True).first()
    return post.body if body is None else body


def _spent(key: UUID, body: str) -> UUID:
    """The key of a deleted post: the same words sent again find it, and other words do not.

    Nobody can guess the words from it without the secret of the site.
    """
    secret = f"groups.threads.deleted:{settings.SECRET_KEY}".encode()
    return UUID(bytes=hmac.digest(secret, key.bytes + body.encode(), "sha256")[:16])


def _fresh(by: User, key: UUID | None) -> UUID | None:
    return uuid4() if key and Post.objects.filter(author=by, key=key).exists() else key


def _about(post: Post) -> dict[str, int | None]:
    return {
        "thread": post.thread_id,
        "post": post.pk,
        "number": post.number,
        "author": post.author_id,
        "revision": post.revision,
    }


def _record(
    kind: str, thread: Thread, *, by: User, about: Thread | Post, data: dict[str, int | None]
) -> None:
    # not the group's own topic: it is open to roles that may not read threads
    topics = [thread.topic, f"threads.{thread.group_id}"]
    record(kind, by=by, topics=topics, about=about, group=thread.group_id, data=data)
