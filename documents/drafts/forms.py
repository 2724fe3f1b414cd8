"""Forms of documents and parts."""

from django import forms
from django.utils.translation import gettext_lazy as _


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


class PartForm(forms.Form):
    title = forms.CharField(label=_("Chapter title"), max_length=250)
