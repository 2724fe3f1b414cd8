"""From what a page says of a chosen passage to an anchor in the part's text as it is stored."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.comments import anchoring
from documents.comments.anchoring import Anchor, Place, Reading, State
from documents.comments.keeping import abroad
from documents.comments.paragraphs import passage_of
from documents.drafts import projection
from documents.drafts.models import Part
from documents.drafts.text import Malformed, RelativePosition
from documents.rendering import rendered
from kes.markup import TooComplex

LONGEST = 10_000  # characters of a passage
Found = tuple[Anchor, Place, int]  # and the seq of the log that it was read at


def whole(part: Part) -> Found:
    """The part as a whole."""
    return (
        Anchor(RelativePosition(None), RelativePosition(None, -1), ""),
        Place(0, 0, State.KEPT),
        part.head_seq,
    )


def at_units(part: Part, start: int, end: int) -> Found:
    """Raises ValidationError."""
    document, seq = projection.text_document(part.pk)
    return _taken(part, Reading(document), start, end, seq)


def at_positions(part: Part, start: Any, end: Any, quote: str) -> Found:
    """The passage between two relative positions of an editor, whose text may be ahead of ours or behind it.

    `quote` are the words that the person saw there. Raises ValidationError.
    """
    document, seq = projection.text_document(part.pk)
    reading = Reading(document)
    try:
        chosen = Anchor(RelativePosition.from_json(start), RelativePosition.from_json(end), quote)
    except Malformed as error:
        raise ValidationError(_("This passage is not in the text. Choose it again.")) from error
    place = anchoring.locate(reading, chosen)
    if place.state == State.ORPHANED or place.start == place.end:
        raise ValidationError(_("The words were not saved yet, or they are gone. Choose the passage again."))
    return _taken(part, reading, place.start, place.end, seq)


def at_block(part: Part, name: str) -> Found:
    """The paragraph with this name (p12) of the page. Raises ValidationError."""
    document, seq = projection.text_document(part.pk)
    text = document.text
    try:
        span = passage_of(text, rendered(text, part.anchor).blocks, name)
    except TooComplex:
        span = None
    if span is None:
        raise ValidationError(_("This paragraph is not in the text any more. Choose it again on the page."))
    return _taken(part, Reading(document), *span, seq)


def _taken(part: Part, reading: Reading, start: int, end: int, seq: int) -> Found:
    if end - start > LONGEST:
        raise ValidationError(_("The chosen passage is too long. Choose a shorter one."))
    try:
        anchor = anchoring.anchor_at(reading, start, end)
    except IndexError as error:
        raise ValidationError(_("This passage is not in the text. Choose it again.")) from error
    anchor = anchor._replace(abroad=abroad(part, anchor.quote))
    return anchor, anchoring.locate(reading, anchor), seq
