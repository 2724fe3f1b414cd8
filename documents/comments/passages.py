"""From what a page says of a chosen passage to an anchor in the part's text as it is stored."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments import anchoring
from documents.comments.anchoring import Anchor, Place, Reading, State
from documents.comments.keeping import abroad
from documents.comments.paragraphs import Paragraph, name_at, paragraphs
from documents.drafts import projection
from documents.drafts.models import Part
from documents.drafts.text import Malformed, RelativePosition
from documents.rendering import rendered
from kes.markup import TooComplex

LONGEST = 10_000  # UTF-16 units of a passage


class Found(NamedTuple):
    """`block`: the paragraph's address without the chapter (p12)."""

    anchor: Anchor
    place: Place
    block: str = ""


def whole(part: Part) -> Found:
    """The part as a whole."""
    return Found(Anchor(RelativePosition(None), RelativePosition(None, -1), ""), Place(0, 0, State.KEPT))


def at_units(part: Part, start: int, end: int) -> Found:
    """Raises ValidationError."""
    return _taken(part, _read(part), start, end)


def at_positions(part: Part, start: Any, end: Any, quote: str) -> Found:
    """The passage between two relative positions of an editor, whose text may be ahead of ours or behind it.

    `quote` are the words that the person saw there. Raises ValidationError.
    """
    reading = _read(part)
    try:
        chosen = Anchor(RelativePosition.from_json(start), RelativePosition.from_json(end), quote)
    except Malformed as error:
        raise ValidationError(_("This passage is not in the text. Choose it again.")) from error
    place = anchoring.locate(reading, chosen)
    if place.state == State.ORPHANED or place.start == place.end:
        raise ValidationError(_("The words were not saved yet, or they are gone. Choose the passage again."))
    return _taken(part, reading, place.start, place.end)


def at_block(part: Part, name: str) -> Found:
    """The paragraph with this name (p12) of the page. Raises ValidationError."""
    reading = _read(part)
    chosen = next((one for one in _paragraphs(part, reading) if one.name == name), None)
    if chosen is None:
        raise ValidationError(_("This paragraph is not in the text any more. Choose it again on the page."))
    return _taken(part, reading, chosen.start, chosen.end)


class Choice(NamedTuple):
    name: str
    text: str


def choices(part: Part) -> list[Choice]:
    """The paragraphs of the part that can be commented on, in words."""
    reading = _read(part)
    found = _paragraphs(part, reading)
    return [Choice(one.name, reading.quoted(one.start, one.end)) for one in found]


def _read(part: Part) -> Reading:
    return Reading(projection.text_document(part.pk)[0])


def _paragraphs(part: Part, reading: Reading) -> list[Paragraph]:
    text = reading.document.text
    try:
        return paragraphs(text, rendered(text, part.anchor).blocks)
    except TooComplex:
        return []


def _taken(part: Part, reading: Reading, start: int, end: int) -> Found:
    if end - start > LONGEST:
        raise ValidationError(_("The chosen passage is too long. Choose a shorter one."))
    try:
        anchor = anchoring.anchor_at(reading, start, end)
    except IndexError as error:
        raise ValidationError(_("This passage is not in the text. Choose it again.")) from error
    anchor = anchor._replace(abroad=abroad(part, anchor.quote))
    place = anchoring.locate(reading, anchor)
    return Found(anchor, place, name_at(_paragraphs(part, reading), place.start))
