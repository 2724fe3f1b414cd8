"""Forms of a person's own account: the name at sign-up, the profile, the organisations one belongs to."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kes.accounts.models import Affiliation, Organisation, User
from kes.text import sort_key


class NameForm(forms.Form):
    """Added by allauth to the sign-up form."""

    name = forms.CharField(
        label=_("First and last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    field_order = ("name", "email", "password1", "password2")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE
        user.save()


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class AffiliationForm(forms.ModelForm[Affiliation]):
    """Joins an organisation that is on the list."""

    class Meta:
        model = Affiliation
        fields = ("organisation", "function")
        labels = {"organisation": _("Organisation"), "function": _("Function")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.exclude(people=user)
        field.empty_label = _("Choose…")


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation that is not on the list yet; who adds it belongs to it."""

    function = forms.CharField(label=_("Your function there"), max_length=150, required=False)

    class Meta:
        model = Organisation
        fields = ("name", "short_name", "kind")

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        # sort_name knows no capitals: "ROPS Poznań" and "Rops poznań" are one body
        if Organisation.objects.filter(sort_name=sort_key(name)).exists():
            raise forms.ValidationError(_("This organisation is on the list already."))
        return name
