"""Forms of structure: where to divide a chapter, in which order chapters stand, where one moves."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.access import documents_with_permission
from documents.drafts.models import Document, Part
from documents.drafts.text import TextDocument
from documents.drafts.text.anchors import RelativePosition, to_absolute, to_relative
from documents.drafts.text.lib0 import Malformed
from documents.drafts.text.units import python_index, unit_index
from documents.structure.cutting import SHOWN, Place, places
from kes.access import Visitor

MOST_PLACES = 1000


class PlaceField(forms.Field):
    """A place in a text as editors name it: a Yjs relative position, in base64 for addresses."""

    def to_python(self, value: object) -> RelativePosition | None:
        if value in self.empty_values:
            return None
        try:
            return decoded(str(value))
        except (Malformed, ValueError) as error:
            raise forms.ValidationError(_("Choose where to divide the chapter.")) from error


class SplitForm(forms.Form):
    """Every heading and paragraph of the chapter can begin the new one."""

    at = PlaceField(label=_("The new chapter begins at"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title of the new chapter"),
        max_length=250,
        required=False,
        help_text=_("Leave empty to take the heading or the first words."),
    )

    def __init__(self, *args: Any, document: TextDocument, asked: str = "", **kwargs: Any) -> None:
        """`asked`: the place of the caret, as the editor's button names it."""
        super().__init__(*args, **kwargs)
        text = document.text
        found = {place.at: place for place in places(text) if place.words}
        here = _line_of(document, asked)
        if here and here not in found:
            found[here] = Place(here, 0, text[here:].split("\n", 1)[0][:SHOWN])
        choices = {
            at: encoded(to_relative(document, unit_index(text, at))) for at in sorted(found)[:MOST_PLACES]
        }
        self.fields["at"].widget.choices = [(value, _label(found[at])) for at, value in choices.items()]
        self.fields["at"].initial = choices.get(here)
        self.any = bool(choices)


class OrderForm(forms.Form):
    def order(self) -> list[UUID]:
        """What was sent as `part`, in that order; raises ValueError."""
        return [UUID(value) for value in self.data.getlist("part")]  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    target = forms.ModelChoiceField(
        label=_("Document"), queryset=Document.objects.none(), empty_label=_("Choose a document")
    )

    def __init__(self, *args: Any, visitor: Visitor, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = documents_with_permission(visitor, "groups.manage_document")
        self.fields["target"].queryset = (  # type: ignore[attr-defined]
            found.exclude(pk=part.document_id).exclude(stage=Document.Stage.ARCHIVED).order_by("title")
        )


def encoded(place: RelativePosition) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def decoded(text: str) -> RelativePosition:
    """Raises ValueError."""
    try:
        return RelativePosition.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, IndexError, UnicodeError) as error:
        raise ValueError("not a place") from error


def _line_of(document: TextDocument, asked: str) -> int:
    """Where the line of this place begins; 0 when it is not known."""
    try:
        unit = to_absolute(document, decoded(asked)) if asked else None
    except ValueError:
        unit = None
    return document.text.rfind("\n", 0, python_index(document.text, unit)) + 1 if unit else 0


def _label(place: Place) -> str:
    return gettext("Heading: %(words)s") % {"words": place.words} if place.level else place.words
