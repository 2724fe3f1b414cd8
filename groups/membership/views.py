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
from groups.membership import actions
from groups.membership.forms import MembershipForm, NewMemberForm
from groups.membership.models import Membership
from kes.live.events import head
from kes.people import person_of


@require_GET
def people(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group)
    group_for(request.user, group, "groups.view_people")
    held = permissions(request.user, found)
    everybody = Membership.objects.filter(group=found).select_related("user", "role", "organisation")
    today = timezone.localdate()
    context = {"group": found, "held": held, "seq": head(f"group.{found.pk}")}
    context["current"] = everybody & Membership.objects.current()
    if "manage_members" in held:
        context["former"] = everybody.filter(until__lt=today)
        context["future"] = everybody.filter(since__gt=today)
    return render(request, "groups/membership/people.html", context)


@login_required
def add(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.manage_members")
    form = NewMemberForm(request.POST or None, group=found)
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
    membership = membership_for(request.user, pk, "groups.manage_members")
    initial = {"role": membership.role.kind, "organisation": membership.organisation_id, "sector": membership.sector}
    form = MembershipForm(request.POST or None, initial=initial)
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
    membership = membership_for(request.user, pk, "groups.manage_members")
    try:
        actions.end_membership(membership, by=person_of(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The membership was ended: %(name)s") % {"name": membership.user})
    return redirect("groups:people", membership.group_id)
