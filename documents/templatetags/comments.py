"""Comments of a part, for the page of the whole document."""

from dataclasses import dataclass

from django import template

from documents.comments.models import CommentThread
from documents.comments.showing import with_comments
from documents.drafts.models import Part

register = template.Library()
SHOWN = 10  # threads; the rest is on the part's own page


@dataclass(frozen=True)
class Talk:
    open: int
    threads: list[CommentThread]


@register.simple_tag
def comments_of(part: Part) -> Talk:
    """The first open threads of a part in the order of its text, and how many there are."""
    waiting = CommentThread.objects.filter(part=part, resolved=None)
    count = waiting.count()
    return Talk(count, list(with_comments(waiting).order_by("at", "pk")[:SHOWN]) if count else [])
