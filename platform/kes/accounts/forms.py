"""Forms of a person's own account."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kes.accounts.models import User


class NameForm(forms.Form):
    """Added by allauth to the sign-up form."""

    name = forms.CharField(label=_("First and last name"), max_length=150)

    field_order = ("name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE
        user.save()


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")
