"""The moves of a document: from where, to where, who may make them, what must be true before.

Every move can be undone: back to the stage that the document came from, by whoever may make the move, with a
reason. The permissions are those of groups/roles.py; which role holds them is the group's own table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document
from documents.stages import conditions

Stage = Document.Stage


@dataclass(frozen=True)
class Condition:
    holds: Callable[[Document], bool]
    words: str | Promise


@dataclass(frozen=True)
class Move:
    start: str
    end: str
    permission: str
    label: str | Promise
    needs: tuple[Condition, ...] = ()
    back: bool = False

    @property
    def adopts(self) -> bool:
        """Asks for the number and the date of the resolution."""
        return self.end == Stage.ADOPTED and not self.back

    def missing(self, document: Document) -> list[str]:
        return [str(condition.words) for condition in self.needs if not condition.holds(document)]


VERSION = Condition(conditions.has_version, _("a version is frozen"))
CURRENT = Condition(conditions.version_is_current, _("the newest version holds the text as it is now"))
READY = Condition(conditions.all_ready, _("all chapters are ready"))
REPORT = Condition(conditions.report_published, _("the report of the last consultation is published"))

MOVES = (
    # from               to                  who               what it is called                 after what
    Move(Stage.DRAFT, Stage.REVIEW, "move_document", _("Send to internal review")),
    Move(Stage.DRAFT, Stage.ARCHIVED, "adopt_document", _("Archive unfinished")),
    Move(Stage.REVIEW, Stage.CONSULTATION, "move_document", _("Open for consultation"), (VERSION,)),
    Move(Stage.REVIEW, Stage.APPROVED, "adopt_document", _("Approve without consultation"), (CURRENT, READY)),
    Move(Stage.CONSULTATION, Stage.APPROVED, "adopt_document", _("Approve"), (REPORT, CURRENT, READY)),
    Move(Stage.APPROVED, Stage.ADOPTED, "adopt_document", _("Adopt by a resolution"), (CURRENT,)),
    Move(Stage.ADOPTED, Stage.ARCHIVED, "adopt_document", _("Archive")),
)


def moves_from(document: Document) -> list[Move]:
    """All there are at its stage; the last one leads back."""
    forward = [move for move in MOVES if move.start == document.stage]
    last = document.moves.filter(back=False, end=document.stage).first()
    return [*forward, *_back(last.start, last.end)] if last else forward


def _back(start: str, end: str) -> list[Move]:
    done = [move for move in MOVES if (move.start, move.end) == (start, end)]
    return [Move(end, start, move.permission, _("Move back"), back=True) for move in done]
