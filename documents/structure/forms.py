"""Forms of structure: where to divide a chapter, in which order chapters stand, where one moves."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.access import documents_with_permission
from documents.drafts.models import Document, Part
from documents.drafts.text import TextDocument
from documents.drafts.text.anchors import RelativePosition, to_relative
from documents.drafts.text.lib0 import Malformed
from documents.drafts.text.units import unit_index
from documents.structure.cutting import places
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

    def __init__(self, *args: Any, document: TextDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = document.text
        found = [place for place in places(text) if place.words][:MOST_PLACES]
        choices = [(encoded(to_relative(document, unit_index(text, place.at))), place) for place in found]
        self.fields["at"].widget.choices = [
            (value, f"{'#' * place.level} {place.words}".strip()) for value, place in choices
        ]
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
