"""The form of a part: its Markdown, the number it was read at, and a picture to be put into it."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.drafts.text.edit import clean
from documents.images.forms import ACCEPTED
from documents.images.pictures import MOST_BYTES

LONGEST = 1_000_000  # characters of a part
PLACE = re.compile(r"^[ \t]*\[(?:obraz|picture)\][ \t]*$", re.MULTILINE | re.IGNORECASE)


class PlainForm(forms.Form):
    text = forms.CharField(
        label=_("Text of the chapter"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    base_seq = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    picture = forms.FileField(
        label=_("Add a picture"),
        required=False,
        allow_empty_file=True,
        help_text=_("It is put where the line [picture] stands in the text, or at the end."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    description = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        max_length=500,
        help_text=_("For those who do not see it. Leave empty when it is only decoration."),
    )
    content: bytes = b""

    def clean_text(self) -> str:
        try:
            return clean(self.cleaned_data["text"])
        except ValueError as error:  # half a character
            raise forms.ValidationError(_("The text holds a sign that cannot be kept.")) from error

    def clean_picture(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["picture"]
        if file:
            self.content = file.read(MOST_BYTES + 1)
        return file


def with_picture(text: str, markdown: str) -> str:
    """The text with the picture in its place; no other word of it changes."""
    if found := PLACE.search(text):
        return text[: found.start()] + markdown + text[found.end() :]
    return f"{text.rstrip()}\n\n{markdown}\n".lstrip()
