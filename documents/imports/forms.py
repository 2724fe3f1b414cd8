"""Choosing a file or pasting its text, and choosing what becomes of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.imports.wording import refusal
from kes.intake import LARGEST, Intake, Refusal, read

ACCEPTED = ".docx,.docm,.odt,.html,.htm,.md,.markdown,.txt"
LONGEST_PASTE = 2_000_000
SLOW = 3 * 1024 * 1024  # bytes; reading more may take longer than a person waits for a page


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # the reader says what is wrong with it, in better words
        help_text=_("Word (.docx), ODT, HTML, Markdown or plain text, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=_("Or paste text, for example from a PDF"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Lines are joined into paragraphs, hyphens at line ends, page numbers and running heads go."
        ),
    )
    intake: Intake
    name = ""
    large = b""  # of a file that is read in the background

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = cleaned.get("file")
        if file is not None:
            self._read("file", _bytes(file), (file.name or "")[-250:])
        elif (cleaned.get("text") or "").strip():
            self._read("text", cleaned["text"].encode("utf-8", "replace"), "")
        elif not self.errors:
            self.add_error("file", _("Choose a file or paste text."))
        return cleaned

    def _read(self, field: str, content: bytes, name: str) -> None:
        self.name = name
        if SLOW < len(content) <= LARGEST:
            self.large = content
            return
        try:
            self.intake = read(content, name=name)
        except Refusal as refused:
            self.add_error(field, refusal(refused.code, refused.values))


def _bytes(file: "UploadedFile[Any]") -> bytes:
    """No more than is needed to see that it is too much."""
    return bytes(file.read(LARGEST + 1))
