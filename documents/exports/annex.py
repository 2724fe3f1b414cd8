"""The comments of a draft as an annex: place and words, who said what, whether it is settled."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.comments.models import Comment, CommentThread
from documents.drafts.models import Part
from documents.reports.plain import literal
from kes.publishing import Block, Heading, Table

Rows = Sequence[Sequence[str]]


def comments_of(parts: Iterable[Part]) -> Rows:
    """A row for each thread, in the order of the text; cells are Markdown."""
    rows = []
    for part in parts:
        threads = CommentThread.objects.filter(part=part).prefetch_related("comments__author")
        rows += [_row(part, thread) for thread in threads]
    return [[str(number), *row] for number, row in enumerate(rows, start=1)]


def annex(rows: Rows) -> list[Block]:
    if not rows:
        return []
    headers = [_("No."), _("Place and words"), _("Comments"), _("State")]
    return [Heading(_("Annex: comments")), Table(headers, rows)]


def _row(part: Part, thread: CommentThread) -> list[str]:
    place = [f"**{literal(part.heading)}**", literal(thread.quote) if thread.quote else ""]
    said = [_said(comment) for comment in thread.comments.all() if not comment.deleted]
    state = _("resolved") if thread.resolved else _("open")
    return ["\n\n".join(filter(None, place)), "\n\n".join(said) or "–", state]


def _said(comment: Comment) -> str:
    day = date_format(timezone.localtime(comment.created), "DATE_FORMAT")
    return f"**{literal(comment.writer)}**, {day}\n\n{literal(comment.body)}"
