"""Who is in a group: the list, adding people, changing and ending memberships."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.access import group_for, membership_for, permissions
from groups.directory.frame import frame
from groups.membership import actions
from groups.membership.forms import MembershipForm, NewMemberForm
from groups.membership.models import Membership
from groups.membership.rights import grantable
from groups.roles import RoleKind
from kes.access import Refused
from kes.live.events import head
from kes.people import person_of


@require_GET
def people(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group)
    group_for(request.user, group, "groups.view_people")
    held = permissions(request.user, found)
    everybody = Membership.objects.filter(group=found).select_related("user", "role", "organisation")
    today = timezone.localdate()
    context = frame(request.user, found) | {"seq": head(f"group.{found.pk}")}
    context["current"] = everybody & Membership.objects.current()
    if "manage_members" in held:
        context["grantable"] = grantable(found, held)
        context["former"] = everybody.filter(until__lt=today)
        context["future"] = everybody.filter(since__gt=today)
    return render(request, "groups/membership/people.html", context)


@login_required
def add(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.manage_members")
    roles = grantable(found, permissions(request.user, found))
    form = NewMemberForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "email"}
        try:
            actions.add_member(found, by=person_of(request), user=form.user, **fields)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, _("Added to the group: %(name)s") % {"name": form.user})
            return redirect("groups:people", found.pk)
    return render(request, "groups/membership/add.html", {"group": found, "form": form})


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    membership, roles = _changeable(request, pk)
    initial = {
        "role": membership.role.kind,
        "organisation": membership.organisation_id,
        "sector": membership.sector,
    }
    form = MembershipForm(request.POST or None, initial=initial, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_membership(membership, by=person_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error("role", error)
        else:
            messages.success(request, _("The membership was saved."))
            return redirect("groups:people", membership.group_id)
    context = {"group": membership.group, "membership": membership, "form": form}
    return render(request, "groups/membership/change.html", context)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    membership, _roles = _changeable(request, pk)
    try:
        actions.end_membership(membership, by=person_of(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The membership was ended: %(name)s") % {"name": membership.user})
    return redirect("groups:people", membership.group_id)


def _changeable(request: HttpRequest, pk: int) -> tuple[Membership, list[RoleKind]]:
    """The membership and the roles that may be given; raises Refused when its role may do more."""
    membership = membership_for(request.user, pk, "groups.manage_members")
    roles = grantable(membership.group, permissions(request.user, membership.group))
    if membership.role.kind not in roles:
        raise Refused(_("This person's role may do more than yours: you cannot change the membership."))
    return membership, roles
