"""The form that gives chosen chapters an owner, a status and a deadline all at once."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document, Part
from groups.access import groups_with
from groups.directory.models import Group
from groups.membership.models import Membership
from kes.access import Visitor
from kes.accounts.models import User

KEEP, NOBODY = "", "-"
YES, NO = "yes", "no"
AS_IT_IS = (KEEP, _("leave as it is"))


class AssignForm(forms.Form):
    """Everything left as it is stays so in each of the chosen chapters."""

    part = forms.ModelMultipleChoiceField(
        queryset=Part.objects.none(),
        label=_("Chapters"),
        error_messages={"required": _("Choose at least one chapter in the table.")},
    )
    owner_group = forms.ChoiceField(label=_("Group that writes it"), required=False)
    owner = forms.ChoiceField(label=_("Person who writes it"), required=False)
    restricted = forms.ChoiceField(
        label=_("Who else writes"),
        required=False,
        choices=[AS_IT_IS, (NO, _("the whole group")), (YES, _("its owners only"))],
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[AS_IT_IS, *Part.Status.choices])
    deadline = forms.DateField(
        label=_("Deadline"),
        required=False,
        help_text=_("Leave empty to change nothing."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    no_deadline = forms.BooleanField(label=_("Take the deadline away"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[AS_IT_IS, *Part.Language.choices]
    )

    def __init__(self, *args: Any, visitor: Visitor, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group in _groups(visitor, document)}
        self.people = {str(user.pk): user for user in _people(visitor, document)}
        self.fields["part"].queryset = document.parts.all()  # type: ignore[attr-defined]
        _offer(self.fields["owner_group"], _("no group"), self.groups)
        _offer(self.fields["owner"], _("nobody in particular"), self.people)

    @property
    def wanted(self) -> dict[str, Any]:
        """Fields of an assignment, without those that are left as they are."""
        said = self.cleaned_data
        found = {name: said[name] for name in ("status", "language", "deadline") if said[name]}
        for name, known in (("owner_group", self.groups), ("owner", self.people)):
            if said[name] != KEEP:
                found |= {name: known.get(said[name]), "former_owner": None}
        if said["restricted"] != KEEP:
            found["restricted"] = said["restricted"] == YES
        return found | ({"deadline": None} if said["no_deadline"] else {})


class StatusForm(forms.Form):
    """How far a chapter is, said by those who write it."""

    status = forms.ChoiceField(label=_("Status"))

    def __init__(self, *args: Any, part: Part, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = part.statuses_for(held)  # type: ignore[attr-defined]


def _offer(field: forms.Field, nobody: Any, known: dict[str, Any]) -> None:
    choices = [AS_IT_IS, (NOBODY, nobody), *((pk, str(one)) for pk, one in known.items())]
    field.choices = choices  # type: ignore[attr-defined]


def _groups(visitor: Visitor, document: Document) -> list[Group]:
    """The document's own, those below it and beside it first, then all others that the visitor sees."""
    seen = groups_with(visitor, "groups.view_name")
    home = document.group
    near = {home.pk, home.parent_id} - {None}

    def place(group: Group) -> tuple[int, str]:
        if group.pk == home.pk:
            return 0, ""
        return (1 if group.parent_id in near else 2), group.sort_name

    return sorted(seen, key=place)


def _people(visitor: Visitor, document: Document) -> list[User]:
    """Those in the document's group, and those in the owning groups whose people the visitor sees."""
    owning = document.parts.values("owner_group")
    seen = groups_with(visitor, "groups.view_people").filter(pk__in=owning)
    members = Membership.objects.current().filter(Q(group=document.group_id) | Q(group__in=seen))
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("sort_name"))
