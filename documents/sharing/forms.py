"""The form of a public link."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.versions.models import Version

USUAL = timedelta(days=30)


class ShareForm(forms.Form):
    name = forms.CharField(
        label=_("For whom"), max_length=120, help_text=_("For your own list, for example: the councillors.")
    )
    version = forms.ModelChoiceField(
        label=_("What is shown"),
        queryset=Version.objects.none(),
        required=False,
        empty_label=_("the draft as it is at the moment of reading"),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("At most a year from now. You can revoke the link at any time."),
    )

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = versions
        self.fields["last_day"].initial = timezone.localdate() + USUAL
