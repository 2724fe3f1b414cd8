"""Comments and waiting suggestions of a draft in its file: on their words where the format has that."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils.translation import gettext as _

from documents.comments.models import Anchored, Comment, CommentThread
from documents.drafts.models import Part
from documents.drafts.text.units import python_index
from documents.exports.annex import Rows, comment_rows, suggestion_rows
from documents.exports.marking import Mark, marked
from documents.reading.model import Chapter
from documents.rendering import rendered
from documents.suggestions.models import Suggestion
from kes.markup import TooComplex
from kes.publishing import Entry, Proposal, Remark
from kes.publishing.signs import MOST, SIGNS, around, bare

ANCHORED = {"docx", "odt"}  # formats with comments beside the words
TRACKED = {"docx"}  # and with changes in the text


@dataclass
class Remarks:
    """What goes with a text: `html` of chapters with signs, their headings' own, and what has no place."""

    placed: list[Remark | Proposal] = field(default_factory=list)
    html: dict[UUID, str] = field(default_factory=dict)
    headings: dict[str, list[int]] = field(default_factory=dict)  # by the chapter's anchor
    comments: Rows = ()
    suggestions: Rows = ()

    @property
    def beside(self) -> bool:
        """Whether any stands beside its words."""
        return bool(self.html or self.headings)

    def only_ours(self, chapter: Chapter) -> Chapter:
        """Without signs that its writer put there, or the title of another chapter that it refers to."""
        if not self.placed:
            return chapter
        own = {
            sign for key, html in self.html.items() if str(key) == chapter.key for sign in SIGNS.findall(html)
        }
        html = SIGNS.sub(lambda sign: sign[0] if sign[0] in own else "", chapter.html)
        return replace(chapter, title=bare(chapter.title), html=html)

    def heading(self, anchor: str, words: str) -> str:
        for number in self.headings.get(anchor, ()):
            words = around(number, words)
        return words


def remarks_of(parts: Iterable[Part], format: str) -> Remarks:
    """`parts` with their texts up to date."""
    found = Remarks()
    threads: list[tuple[Part, CommentThread]] = []
    suggestions: list[tuple[Part, Suggestion]] = []
    for part in parts:
        chapter = _Chapter(part, found, format)
        threads += [(part, thread) for thread in chapter.threads]
        suggestions += [(part, suggestion) for suggestion in chapter.suggestions]
    found.comments, found.suggestions = comment_rows(threads), suggestion_rows(suggestions)
    return found


class _Chapter:
    """What was placed goes into `found`; `threads` and `suggestions` keep what was not."""

    def __init__(self, part: Part, found: Remarks, format: str) -> None:
        self._part, self._found, self._format = part, found, format
        threads = CommentThread.objects.filter(part=part).prefetch_related("comments__author")
        waiting = Suggestion.objects.filter(part=part, state=Suggestion.State.PENDING)
        self.threads = list(threads)
        self.suggestions = list(waiting.select_related("author"))
        if format in ANCHORED:
            self._place()

    def _place(self) -> None:
        rows: list[tuple[Anchored, set[int]]] = []
        marks: list[Mark] = []
        for row in [*self.threads, *self.suggestions]:
            number, span = len(self._found.placed), self._span(row)
            if number >= MOST or span is None:
                continue
            self._found.placed += self._told(row)
            fresh = self._marks(number, row, span)
            if not row.quote:
                self._found.headings.setdefault(self._part.anchor, []).append(number)
            marks += fresh
            rows.append((row, {mark.number for mark in fresh}))
        done = self._mark(marks)
        kept = {(type(row), row.pk) for row, numbers in rows if numbers <= done}
        self.threads = [row for row in self.threads if (CommentThread, row.pk) not in kept]
        self.suggestions = [row for row in self.suggestions if (Suggestion, row.pk) not in kept]

    def _mark(self, marks: list[Mark]) -> set[int]:
        if not marks:
            return set()
        try:
            html, done = marked(self._part.text, marks, self._render)
        except TooComplex:
            return set()
        self._found.html[self._part.pk] = html
        return done

    def _render(self, text: str) -> str:
        return rendered(text, self._part.anchor).html

    def _span(self, row: Anchored) -> tuple[int, int] | None:
        """In characters of the text; None where the words are not where they should be."""
        if row.place == Anchored.Place.ORPHANED or (isinstance(row, Suggestion) and not row.quote):
            return None
        start, end = (python_index(self._part.text, place) for place in (row.at, row.till))
        changed = row.place == Anchored.Place.CHANGED
        if changed and isinstance(row, Suggestion):
            return None  # somebody has to decide what it means now
        return (start, end) if changed or self._part.text[start:end] == row.quote else None

    def _marks(self, number: int, row: Anchored, span: tuple[int, int]) -> list[Mark]:
        """A suggestion's reason is a comment on the same words; one on the whole chapter has no words."""
        if not row.quote:
            return []
        if not isinstance(row, Suggestion) or self._format not in TRACKED:
            return [Mark(number, *span)]
        proposal = Mark(number, *span, row.replacement)
        return [proposal, Mark(number + 1, *span)] if row.reason else [proposal]

    def _told(self, row: Anchored) -> list[Remark | Proposal]:
        if isinstance(row, CommentThread):
            said = [_entry(comment) for comment in row.comments.all() if not comment.deleted]
            return [Remark(said or [_silent(row)], done=bool(row.resolved))]
        assert isinstance(row, Suggestion)
        if self._format in TRACKED:
            reason = [Remark([Entry(row.writer, row.created, row.reason)])] if row.reason else []
            return [Proposal(row.writer, row.created), *reason]
        return [Remark([Entry(row.writer, row.created, _in_words(row))])]


def _entry(comment: Comment) -> Entry:
    return Entry(comment.writer, comment.created, comment.body)


def _silent(thread: CommentThread) -> Entry:
    return Entry(str(thread.author or ""), thread.created, _("Comment deleted"))


def _in_words(row: Suggestion) -> str:
    wanted = _("Proposed wording: %(words)s") % {"words": row.replacement or _("to be removed")}
    return f"{wanted}\n{row.reason}" if row.reason else wanted
