"""What has no place beside the words as annexes: comments, suggestions that wait."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.comments.models import Anchored, Comment, CommentThread
from documents.drafts.models import Part
from documents.reports.plain import literal
from documents.suggestions.models import Suggestion
from kes.publishing import Block, Heading, Table

Rows = Sequence[Sequence[str]]


def comment_rows(threads: Iterable[tuple[Part, CommentThread]]) -> Rows:
    """A row for each thread; cells are Markdown."""
    return _numbered([_place(part, thread), _talk(thread), _state(thread)] for part, thread in threads)


def suggestion_rows(suggestions: Iterable[tuple[Part, Suggestion]]) -> Rows:
    return _numbered(
        [
            _place(part, row),
            literal(row.replacement) or _("to be removed"),
            _said(row.writer, row.created, row.reason),
        ]
        for part, row in suggestions
    )


def annexes(comments: Rows, suggestions: Rows, *, rest: bool) -> list[Block]:
    """`rest`: others stand beside their words."""
    of_comments = _("Annex: further comments") if rest else _("Annex: comments")
    of_suggestions = _("Annex: further suggestions") if rest else _("Annex: suggestions")
    place = [_("No."), _("Place and words")]
    return [
        *_annex(of_comments, [*place, _("Comments"), _("State")], comments),
        *_annex(of_suggestions, [*place, _("Proposed wording"), _("Author and justification")], suggestions),
    ]


def _annex(title: str, headers: list[str], rows: Rows) -> list[Block]:
    return [Heading(title), Table(headers, rows)] if rows else []


def _numbered(rows: Iterable[list[str]]) -> Rows:
    return [[str(number), *row] for number, row in enumerate(rows, start=1)]


def _place(part: Part, row: Anchored) -> str:
    return "\n\n".join(filter(None, [f"**{literal(part.heading)}**", literal(row.quote)]))


def _talk(thread: CommentThread) -> str:
    said = [_comment(comment) for comment in thread.comments.all() if not comment.deleted]
    return "\n\n".join(said) or "–"


def _state(thread: CommentThread) -> str:
    state = _("resolved") if thread.resolved else _("open")
    return f"{state}; {thread.get_place_display()}" if thread.place == thread.Place.ORPHANED else state


def _comment(comment: Comment) -> str:
    return _said(comment.writer, comment.created, comment.body)


def _said(who: str, moment: datetime, words: str) -> str:
    day = date_format(timezone.localtime(moment), "DATE_FORMAT")
    return "\n\n".join(filter(None, [f"**{literal(who)}**, {day}", literal(words)]))
