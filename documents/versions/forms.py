"""The form that freezes a version."""

from django import forms

from documents.versions.models import Version


class VersionForm(forms.ModelForm[Version]):
    class Meta:
        model = Version
        fields = ("name", "note")
