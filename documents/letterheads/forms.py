"""The form of a letterhead."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.letterheads.checking import MOST_BYTES, Unusable, check


class LetterheadForm(forms.Form):
    file = forms.FileField(
        label=_("Word file (DOCX)"),
        allow_empty_file=True,  # the check says what is wrong with it
        max_length=None,
        help_text=_("At most 5 MB, without macros. Its header, footer and styles are used, its text is not."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    content: bytes

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        self.content = file.read(MOST_BYTES + 1)
        try:
            check(self.content)
        except Unusable as error:
            raise forms.ValidationError(str(error)) from error
        return file
