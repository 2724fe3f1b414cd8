"""Forms of a membership."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.directory.models import Group
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import Organisation, User


class MembershipForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices, initial=RoleKind.MEMBER)
    organisation = forms.ModelChoiceField(
        label=_("Represented body"), queryset=Organisation.objects.all(), required=False
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", "—"), *Membership.Sector.choices], required=False
    )


class NewMemberForm(MembershipForm):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("Of a person who already has an account here.")
    )
    since = forms.DateField(
        label=_("From"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        help_text=_("The last day; leave empty for an open term."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("email", "role", "organisation", "sector", "since", "until")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._group = group

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody with this e-mail has an account. Ask the person to sign up first, then add them here.")
            )
        self.user = user
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The membership cannot end before it begins."))
        return cleaned
