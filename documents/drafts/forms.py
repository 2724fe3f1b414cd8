"""Forms of documents and parts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.drafts.importing import Draft, Unreadable, read_markdown


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    chapters = forms.CharField(
        label=_("Chapters"),
        required=False,
        help_text=_("One chapter title a line. More can be added later."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=20_000,
    )

    def clean_chapters(self) -> list[str]:
        titles = [line.strip() for line in self.cleaned_data["chapters"].splitlines() if line.strip()]
        if any(len(title) > 250 for title in titles):
            raise forms.ValidationError(_("A chapter's title can have at most 250 characters."))
        return titles or [self.cleaned_data.get("title", "")]


class ImportForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=250,
        required=False,
        help_text=_("Leave empty to take the first heading of the file."),
    )
    file = forms.FileField(
        label=_("Markdown file"),
        allow_empty_file=True,  # the reader says what is wrong with it, in better words
        help_text=_("A text file in UTF-8, at most 5 MB. Its headings become chapters."),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,text/markdown,text/plain"}),
    )
    draft: Draft

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.draft = read_markdown(file, name=file.name or "")
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if hasattr(self, "draft") and not cleaned.get("title"):
            cleaned["title"] = self.draft.title
        return cleaned


class PartForm(forms.Form):
    title = forms.CharField(label=_("Chapter title"), max_length=250)
