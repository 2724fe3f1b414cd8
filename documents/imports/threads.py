"""Comments of an office file become threads on the same words; they keep their authors' names."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments import passages
from documents.comments.actions import open_thread, resolve
from documents.drafts.models import Part
from documents.imports.marks import Passage
from documents.imports.models import StagedImport
from kes.accounts.models import User

MOST = 300  # each is found and anchored in its text


def open_threads(part: Part, text: str, found: list[Passage], staged: StagedImport, *, by: User) -> set[int]:
    """The keys of the comments that became threads, their answers among them."""
    kept: set[int] = set()
    known = {comment["key"]: comment for comment in staged.comments}
    for passage in found[:MOST]:
        comment = known.get(passage.comment)
        if comment is None or comment["answers"] is not None or comment["key"] in kept:
            continue
        answers = [other for other in staged.comments if other["answers"] == comment["key"]]
        _open(part, text, passage, comment, answers, by)
        kept |= {comment["key"], *(answer["key"] for answer in answers)}
    return kept


def _open(
    part: Part,
    text: str,
    passage: Passage,
    comment: dict[str, Any],
    answers: list[dict[str, Any]],
    by: User,
) -> None:
    """An answer cannot be somebody else's reply: it stands below, with its author's name."""
    said = [comment["text"] or "–"]
    said += [f"**{answer['author'] or _('Unknown person')}**: {answer['text']}" for answer in answers]
    author = comment["author"][:200] or _("Unknown person")
    place = _place(part, text, passage)
    thread = open_thread(part, by=None, author_name=author, body="\n\n".join(said), passage=place)
    if comment["done"]:
        resolve(thread, by=by)


def _place(part: Part, text: str, passage: Passage) -> "passages.Found | None":
    """None is the whole part: for a passage that is empty, or too long to be one."""
    if passage.start == passage.end:
        return None
    try:
        return passages.at_units(part, _units(text, passage.start), _units(text, passage.end))
    except ValidationError:
        return None


def _units(text: str, at: int) -> int:
    """Positions in shared texts are counted in UTF-16 units."""
    return len(text[:at].encode("utf-16-le")) // 2
