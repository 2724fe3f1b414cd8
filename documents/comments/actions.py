"""Opening threads on passages, answering, editing and deleting comments, resolving and assigning threads.

A comment's number is taken while the row of its thread is locked. Markdown is rendered, and the passage
found, before the transaction begins: nobody waits for them behind a lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.comments import passages
from documents.comments.keeping import put
from documents.comments.mentions import answer_mentions, mention
from documents.comments.models import Comment, CommentRevision, CommentThread
from documents.comments.passages import Found
from documents.comments.people import readers
from documents.comments.text import named_in, to_html
from documents.drafts.models import Part
from kes.accounts.models import User
from kes.live.events import record


@dataclass(frozen=True)
class Said:
    """What somebody without an account said in an imported thread; `created` None is now."""

    author_name: str
    body: str
    created: datetime | None = None


class Outdated(ValidationError):
    """Somebody changed the comment while this text was being written."""


def open_thread(
    part: Part,
    *,
    by: User,
    body: str,
    passage: Found | None = None,
    key: UUID | None = None,
    assignee: User | None = None,
) -> CommentThread:
    """A new thread with its first comment on a passage (passages.py), or on the whole part.

    The same form sent twice opens one.
    """
    chosen = passage or passages.whole(part)
    named = named_in(body, readers(part.document))
    html = to_html(body, named)
    with transaction.atomic():
        if twin := _twin(by, key, body):
            return twin.thread
        thread = _hung(CommentThread(document=part.document, author=by, assignee=assignee), part, chosen)
        comment = _add(thread, Said("", body), html, by=by, key=key)
        mention(comment, named)
        _record("comment.opened", thread, by=by, comment=comment, people=[*named, assignee])
    return thread


def open_imported(part: Part, *, said: Sequence[Said], passage: Found | None = None) -> CommentThread:
    """A thread of people without accounts: a comment and its answers, on a passage or on the whole part."""
    chosen = passage or passages.whole(part)
    texts = [to_html(one.body) for one in said]
    with transaction.atomic():
        thread = _hung(CommentThread(document=part.document), part, chosen)
        first, *_answers = [_add(thread, one, html, by=None) for one, html in zip(said, texts, strict=True)]
        _record("comment.opened", thread, by=None, comment=first)
    return thread


def reply(thread: CommentThread, *, by: User, body: str, key: UUID | None = None) -> Comment:
    """Answer; a resolved thread is open again."""
    named = named_in(body, readers(thread.document))
    html = to_html(body, named)
    with transaction.atomic():
        thread = _locked(thread)
        if (twin := _twin(by, key, body)) and twin.thread_id == thread.pk:
            return twin
        thread.resolved = thread.resolved_by = None
        comment = _add(thread, Said("", body), html, by=by, key=key)
        mention(comment, named)
        answer_mentions(thread, by)
        _record("comment.added", thread, by=by, comment=comment, people=[*named, by])
    return comment


def edit(comment: Comment, *, by: User, body: str, revision: int) -> Comment:
    """Replace the text and keep the old one; raises Outdated unless `revision` is still the newest."""
    named = named_in(body, readers(comment.thread.document))
    html = to_html(body, named)
    with transaction.atomic():
        thread = _locked(comment.thread)
        comment = Comment.objects.select_related("author").get(pk=comment.pk)
        if comment.deleted or comment.revision != revision:
            raise Outdated(_("This comment was changed meanwhile. Your text is kept here; compare the two."))
        if body == comment.body:
            return comment
        CommentRevision.objects.create(comment=comment, revision=comment.revision, html=comment.html)
        comment.body, comment.html, comment.revision = body, html, comment.revision + 1
        comment.edited = timezone.now()
        comment.save()
        mention(comment, named)
        _record("comment.edited", thread, by=by, comment=comment, people=named)
    return comment


@transaction.atomic
def delete(comment: Comment, *, by: User) -> None:
    """Remove the text with its history; who wrote it, and who deleted it and when, stays."""
    thread = _locked(comment.thread)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.deleted:
        return
    comment.revisions.all().delete()
    comment.mentions.all().delete()
    comment.body = comment.html = ""
    comment.revision += 1
    comment.deleted, comment.deleted_by = timezone.now(), by
    comment.save()
    _record("comment.deleted", thread, by=by, comment=comment)


@transaction.atomic
def resolve(thread: CommentThread, *, by: User) -> None:
    """The matter is settled: the thread leaves the margin and stays readable."""
    thread = _locked(thread)
    if not thread.resolved:
        _set_resolved(thread, by)
        answer_mentions(thread, by)
        _record("comment.resolved", thread, by=by, people=[thread.assignee])


@transaction.atomic
def reopen(thread: CommentThread, *, by: User) -> None:
    thread = _locked(thread)
    if thread.resolved:
        _set_resolved(thread, None)
        _record("comment.reopened", thread, by=by, people=[thread.assignee])


@transaction.atomic
def assign(thread: CommentThread, *, by: User | None, to: User | None) -> None:
    """Somebody is to see to it; raises ValidationError for one who may not see the draft."""
    if to and not readers(thread.document).filter(pk=to.pk).exists():
        raise ValidationError(_("Choose a person who may read this draft."))
    thread = _locked(thread)
    before, thread.assignee = thread.assignee, to
    if before != to:
        thread.save(update_fields=["assignee"])
        _record("comment.assigned", thread, by=by, people=[before, to], assignee=str(to or ""))


def _hung(thread: CommentThread, part: Part, chosen: Found) -> CommentThread:
    put(thread, chosen.anchor, chosen.place, part=part, seq=0)
    thread.block = chosen.block
    thread.save()
    return thread


def _locked(thread: CommentThread) -> CommentThread:
    found: CommentThread = CommentThread.objects.select_for_update(of=("self",), no_key=True).get(
        pk=thread.pk
    )
    return found


def _set_resolved(thread: CommentThread, by: User | None) -> None:
    thread.resolved, thread.resolved_by = (timezone.now() if by else None), by
    thread.save(update_fields=["resolved", "resolved_by"])


def _add(
    thread: CommentThread, said: Said, html: str, *, by: User | None, key: UUID | None = None
) -> Comment:
    """The thread is written once: a second time, PostgreSQL would ask for the keys of its part as well.

    Whoever divides the part holds it and waits for the thread.
    """
    thread.last_number += 1
    thread.save(update_fields=["last_number", "resolved", "resolved_by"])
    fresh = uuid4() if key and Comment.objects.filter(author=by, key=key).exists() else key
    told = {"body": said.body, "html": html, "author_name": said.author_name, "key": fresh}
    created = said.created or timezone.now()
    return Comment.objects.create(
        thread=thread, number=thread.last_number, author=by, created=created, **told
    )


def _twin(by: User, key: UUID | None, body: str) -> Comment | None:
    """The comment that this very form already became, if any."""
    twins = Comment.objects.select_related("thread").filter(author=by, key=key, body=body)
    return twins.first() if key else None


def _record(
    kind: str,
    thread: CommentThread,
    *,
    by: User | None,
    comment: Comment | None = None,
    people: list[User | None] | list[User] = [],  # noqa: B006 - only read
    **more: str,
) -> None:
    """`people` have something new on their desks, or something less."""
    desks = {f"desk.{person.pk}" for person in people if person}
    about = {"thread": thread.pk, "part": str(thread.part_id or ""), "comment": comment and comment.pk}
    record(
        kind,
        by=by,
        topics=[thread.document.topic, *desks],
        about=comment or thread,
        group=thread.document.group_id,
        data={**about, "author": by.pk if by else None, **more},
    )
