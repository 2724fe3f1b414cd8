"""Forms of documents and parts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.blueprints.forms import ChoiceOfBlueprint
from documents.blueprints.library import Chapter
from documents.drafts.importing import Draft, Unreadable, read_markdown
from groups.directory.models import Group


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    blueprint = ChoiceOfBlueprint(
        label=_("Template"),
        required=False,
        help_text=_("Gives the document its chapters, each with instructions on what to write."),
    )
    chapters = forms.CharField(
        label=_("Chapters, if without a template"),
        required=False,
        help_text=_("One chapter title a line. More can be added later."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=20_000,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blueprint"].offer(group)  # type: ignore[attr-defined]

    def clean_chapters(self) -> list[str]:
        titles = [line.strip() for line in self.cleaned_data["chapters"].splitlines() if line.strip()]
        if any(len(title) > 250 for title in titles):
            raise forms.ValidationError(_("A chapter's title can have at most 250 characters."))
        return titles or [self.cleaned_data.get("title", "")]

    def begin(self) -> Sequence[Chapter]:
        """The chapters of the blueprint, or else those that were named."""
        titles: list[str] = self.cleaned_data["chapters"]
        return self.cleaned_data["blueprint"] or [Chapter(title, "", "") for title in titles]


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
    instructions = forms.CharField(
        label=_("Instructions"),
        required=False,
        max_length=10_000,
        help_text=_("Shown above the chapter to those who write it; not part of the text."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, instruct: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not instruct:
            del self.fields["instructions"]
