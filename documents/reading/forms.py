"""Forms of what belongs to the whole text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Numbering


class NumberingForm(forms.Form):
    numbering = forms.ChoiceField(
        label=_("Numbers of chapters and headings"),
        choices=Numbering.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Tables, figures with a caption and footnotes are always numbered through the whole text."
        ),
    )
