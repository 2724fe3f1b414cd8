"""Forms of a group: its facts, and what its roles may do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.access import groups_with
from groups.directory.models import Group
from groups.roles import PERMISSIONS, RoleKind
from kes.accounts.models import User


class GroupForm(forms.ModelForm[Group]):
    class Meta:
        model = Group
        fields = ("name", "short_name", "kind", "parent", "visibility", "description")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_parents(user)
        self.fields["visibility"].help_text = _(
            "Public: everybody reads threads and versions. Visible by name: outsiders see only the name and "
            "the description. Hidden: outsiders do not see it at all."
        )

    def _offer_parents(self, user: User) -> None:
        """Only groups that the person manages, and the present one; any other id is not among the choices."""
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        managed = set(groups_with(user, "groups.manage_group").values_list("pk", flat=True))
        if not self.instance.pk:
            field.required = not user.is_staff
        elif self.instance.parent_id and self.instance.parent_id not in managed:
            # moving it is a matter of those who manage the parent, whose name may be hidden
            del self.fields["parent"]
            return
        field.queryset = Group.objects.filter(pk__in=managed - _below(self.instance))


class RolesForm(forms.Form):
    """A check box for each role and permission, named `role-permission`."""

    def __init__(self, *args: Any, held: dict[RoleKind, set[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in RoleKind:
            for codename in PERMISSIONS:
                fixed = kind == RoleKind.FACILITATOR and codename == "manage_group"
                self.fields[f"{kind}-{codename}"] = forms.BooleanField(
                    required=False, initial=codename in held[kind], disabled=fixed
                )

    def wanted(self) -> dict[RoleKind, set[str]]:
        return {
            kind: {codename for codename in PERMISSIONS if self.cleaned_data[f"{kind}-{codename}"]}
            for kind in RoleKind
        }

    def rows(self) -> list[tuple[str, Any, list[tuple[Any, forms.BoundField]]]]:
        """(codename, words, [(role, box)]) for the table."""
        return [
            (codename, words, [(kind.label, self[f"{kind}-{codename}"]) for kind in RoleKind])
            for codename, words in PERMISSIONS.items()
        ]


def _below(group: Group) -> set[int]:
    """The group and everything under it: none of them can be its parent."""
    found = fresh = {group.pk} if group.pk else set()
    while fresh:
        fresh = set(Group.objects.filter(parent__in=fresh).values_list("pk", flat=True)) - found
        found |= fresh
    return found
