"""From what a page says of a chosen passage to an anchor in the part's text as it is stored."""

from functools import cached_property
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


class Choice(NamedTuple):
    name: str
    text: str


class Source:
    """A part's text, read once for many passages. What cannot be a passage raises ValidationError."""

    def __init__(self, part: Part) -> None:
        self.part = part

    @cached_property
    def reading(self) -> Reading:
        return Reading(projection.text_document(self.part.pk)[0])

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        text = self.reading.document.text
        try:
            return paragraphs(text, rendered(text, self.part.anchor).blocks)
        except TooComplex:
            return []

    def at_units(self, start: int, end: int) -> Found:
        if end - start > LONGEST:
            raise ValidationError(_("The chosen passage is too long. Choose a shorter one."))
        try:
            anchor = anchoring.anchor_at(self.reading, start, end)
        except IndexError as error:
            raise ValidationError(_not_here()) from error
        anchor = anchor._replace(abroad=abroad(self.part, anchor.quote))
        place = anchoring.locate(self.reading, anchor)
        return Found(anchor, place, name_at(self.paragraphs, place.start))

    def at_positions(self, start: Any, end: Any, quote: str) -> Found:
        """Between two relative positions of an editor, whose text may be ahead of ours or behind it.

        `quote` are the words that the person saw there.
        """
        try:
            chosen = Anchor(RelativePosition.from_json(start), RelativePosition.from_json(end), quote)
        except Malformed as error:
            raise ValidationError(_not_here()) from error
        place = anchoring.locate(self.reading, chosen)
        if place.state == State.ORPHANED or place.start == place.end:
            raise ValidationError(
                _("The words were not saved yet, or they are gone. Choose the passage again.")
            )
        return self.at_units(place.start, place.end)

    def at_block(self, name: str) -> Found:
        """The paragraph with this name (p12) of the page."""
        chosen = next((one for one in self.paragraphs if one.name == name), None)
        if chosen is None:
            raise ValidationError(
                _("This paragraph is not in the text any more. Choose it again on the page.")
            )
        return self.at_units(chosen.start, chosen.end)

    def whole_if_empty(self) -> Found:
        if self.reading.units:
            raise ValidationError(_not_here())
        return whole(self.part)

    def choices(self) -> list[Choice]:
        """The paragraphs that can be chosen, in their Markdown."""
        return [Choice(one.name, self.reading.quoted(one.start, one.end)) for one in self.paragraphs]


def whole(part: Part) -> Found:
    """The part as a whole."""
    return Found(Anchor(RelativePosition(None), RelativePosition(None, -1), ""), Place(0, 0, State.KEPT))


def at_units(part: Part, start: int, end: int) -> Found:
    return Source(part).at_units(start, end)


def _not_here() -> str:
    return _("This passage is not in the text. Choose it again.")
