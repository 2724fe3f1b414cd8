"""The form of a report's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.consultations.fields import LongText


class ReportForm(forms.Form):
    course = LongText(
        label=_("Course of the consultation"),
        most=20_000,
        rows=16,
        help_text=_("Markdown. The figures and the table of remarks follow by themselves."),
    )
    prepared_by = forms.CharField(
        label=_("Prepared by"), max_length=250, required=False, help_text=_("A person, a team or an office.")
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
