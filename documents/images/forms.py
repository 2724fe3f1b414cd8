"""The form of one picture."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.images.pictures import MOST_BYTES

ACCEPTED = "image/png,image/jpeg,image/gif,image/webp,image/bmp"


class ImageForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"),
        allow_empty_file=True,  # the reader says what is wrong with it
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    content: bytes

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        self.content = file.read(MOST_BYTES + 1)
        return file
