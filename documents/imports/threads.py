"""Comments of an office file become threads on the same words; they keep their authors' names and days."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments.actions import Said, open_imported, resolve
from documents.comments.passages import Found, Source
from documents.drafts.text.units import unit_index
from documents.imports.days import written
from documents.imports.marks import Passage, Unmarked
from documents.imports.models import StagedImport
from kes.accounts.models import User

MOST = 300  # each is found and anchored in its text

_BEFORE = re.compile(r"[^\s|]+\s*$")


def open_threads(source: Source, found: Unmarked, staged: StagedImport, *, by: User) -> set[int]:
    """The keys of the comments that became threads, their answers among them."""
    kept: set[int] = set()
    known = {comment["key"]: comment for comment in staged.comments}
    for passage in found.comments[:MOST]:
        comment = known.get(passage.key)
        if comment is None or comment["answers"] is not None or comment["key"] in kept:
            continue
        answers = [other for other in staged.comments if other["answers"] == comment["key"]]
        _open(source, _place(source, found.text, passage), comment, answers, by)
        kept |= {comment["key"], *(answer["key"] for answer in answers)}
    return kept


def _open(
    source: Source, place: Found | None, comment: dict[str, Any], answers: list[dict[str, Any]], by: User
) -> None:
    said = [_said(one) for one in (comment, *answers)]
    thread = open_imported(source.part, said=said, passage=place)
    if comment["done"]:
        resolve(thread, by=by)


def _said(comment: dict[str, Any]) -> Said:
    author = comment["author"][:200] or _("Unknown person")
    return Said(author, comment["text"] or "–", written(comment["date"]))


def _place(source: Source, text: str, passage: Passage) -> Found | None:
    """None is the whole part, for a passage that is too long. An empty one takes the word before."""
    start, end = passage.start, passage.end
    if start == end:
        word = _BEFORE.search(text[max(0, start - 200) : start])
        start -= len(word[0]) if word else 0
        end = start + len(word[0].rstrip()) if word else end
    if start == end:
        return None
    try:
        return source.at_units(unit_index(text, start), unit_index(text, end))
    except ValidationError:
        return None
