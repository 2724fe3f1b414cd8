"""Mentions: rows that reach a person's desk, and leave it when the thread was looked at or settled."""

from collections.abc import Iterable

from django.utils import timezone

from documents.comments.models import Comment, CommentThread, Mention
from kes.accounts.models import User


def mention(comment: Comment, people: Iterable[User]) -> None:
    """Nobody is told of his own words, nor twice of the same."""
    for user in people:
        if user.pk != comment.author_id:
            Mention.objects.get_or_create(comment=comment, user=user)


def answer_mentions(thread: CommentThread, user: User) -> None:
    """The person has seen the thread."""
    waiting = Mention.objects.filter(comment__thread=thread, user=user, seen=None)
    waiting.update(seen=timezone.now())
