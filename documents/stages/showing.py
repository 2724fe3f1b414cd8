"""The track at the top of a document: its stages, where it is, and when it came there."""

from dataclasses import dataclass
from datetime import datetime

from documents.drafts.models import Document
from documents.versions.models import Version


@dataclass(frozen=True)
class Step:
    name: str
    state: str  # done, now, next
    at: datetime | None


def track(document: Document) -> list[Step]:
    """A stage that was passed over, or that it was taken back from, has no date."""
    stages = list(Document.Stage)
    here = stages.index(Document.Stage(document.stage))
    came = {move.end: move.at for move in reversed(document.moves.all())}
    steps = []
    for place, stage in enumerate(stages):
        state = "done" if place < here else "now" if place == here else "next"
        at = document.created if stage == Document.Stage.DRAFT else came.get(stage)
        steps.append(Step(str(stage.label), state, at if place <= here else None))
    return steps


def adopted_by(version: Version) -> str:
    """The resolution that adopted just this version of the text."""
    last = version.document.moves.filter(end=Document.Stage.ADOPTED, back=False).first()
    return version.document.resolution if last and last.version_id == version.pk else ""
