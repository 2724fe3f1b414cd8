"""Forms of a membership."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import Organisation, User


class DayInput(forms.DateInput):
    """The browser's own calendar, which wants the ISO form whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MembershipForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), initial=RoleKind.MEMBER)
    organisation = forms.ModelChoiceField(
        label=_("Represented body"), queryset=Organisation.objects.all(), required=False
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", "—"), *Membership.Sector.choices], required=False
    )

    def __init__(self, *args: Any, roles: Iterable[RoleKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in roles]


class NewMemberForm(MembershipForm):
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Of a person who already has an account here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    since = forms.DateField(label=_("From"), initial=timezone.localdate, widget=DayInput)
    until = forms.DateField(
        label=_("To"),
        required=False,
        help_text=_("The last day; leave empty for an open term."),
        widget=DayInput,
    )
    field_order = ("email", "role", "organisation", "sector", "since", "until")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody with this e-mail has an account. Ask the person to sign up first.")
            )
        self.user = user
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The membership cannot end before it begins."))
        return cleaned
