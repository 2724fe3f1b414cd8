"""From what somebody wrote instead of a paragraph, or in a copy of the text, to single changes of words."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments.passages import Source
from documents.drafts.text.diff import Hunk, hunks
from documents.drafts.text.edit import clean
from documents.drafts.text.units import unit_length
from documents.suggestions.actions import Wording

MOST = 200  # changes in one sending
LONGEST = 20_000  # characters of a wording


def of_paragraph(source: Source, start: int, present: str, proposed: str) -> list[Wording]:
    """The changes that make `proposed` of `present`, which begins at unit `start`."""
    found = []
    for old, new, text in merged(present, hunks(present, clean(proposed))):
        first = start + unit_length(present[:old])
        passage = source.at_units(first, first + unit_length(present[old:new]))
        found.append(Wording(passage, text))
    return found


def of_editor(source: Source, packed: str) -> list[Wording]:
    """`packed`: JSON of [{start, end, quote, replacement}], relative positions. Raises ValidationError."""
    try:
        told = json.loads(packed)
        return [_told(source, hunk) for hunk in told[:MOST]]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ValidationError(_("The suggestion could not be understood. Nothing was sent.")) from error


def merged(text: str, changes: list[Hunk]) -> list[Hunk]:
    """Insertions quote a word beside them; changes that meet by this become one."""
    groups: list[tuple[int, int, list[Hunk]]] = []
    for change in changes:
        start, stop = _widened(text, change)
        inside = [change]
        while groups and start <= groups[-1][1]:
            first, last, earlier = groups.pop()
            start, stop, inside = min(first, start), max(last, stop), [*earlier, *inside]
        groups.append((start, stop, inside))
    return [Hunk(start, stop, _made(text, start, stop, inside)) for start, stop, inside in groups]


def _widened(text: str, change: Hunk) -> tuple[int, int]:
    start, stop = change.start, change.stop
    if start < stop:
        return start, stop
    while start > 0 and not (text[start:stop].strip() and text[start - 1].isspace()):
        start -= 1
    while stop < len(text) and (start == stop or not text[stop].isspace()) and start == change.start:
        stop += 1
    return start, stop


def _made(text: str, start: int, stop: int, changes: list[Hunk]) -> str:
    """What stands between two places after the changes."""
    pieces, place = [], start
    for change in changes:
        pieces += [text[place : change.start], change.text]
        place = change.stop
    return "".join([*pieces, text[place:stop]])


def _told(source: Source, hunk: dict[str, Any]) -> Wording:
    replacement = clean(str(hunk["replacement"]))
    if len(replacement) > LONGEST:
        raise ValidationError(_("The proposed wording is too long."))
    if not hunk["quote"]:
        passage = source.whole_if_empty()
    else:
        passage = source.at_positions(hunk["start"], hunk["end"], str(hunk["quote"]))
    if passage.anchor.quote != hunk["quote"]:
        raise ValidationError(_("The text has changed meanwhile. Look at your suggestion and send it again."))
    return Wording(passage, replacement)
