"""The directory of groups, a group's home page, its settings and its permission table."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from groups import home
from groups.access import check_may_create, group_for, groups_with, may_create, my_groups
from groups.directory import actions
from groups.directory.actions import role_permissions
from groups.directory.forms import GroupForm, RolesForm
from groups.directory.frame import children, frame, people_of
from groups.directory.models import Group
from groups.directory.tree import tree
from groups.roles import DESCRIPTIONS, RoleKind
from kes.live.events import head
from kes.people import person_of


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    groups = groups_with(request.user, "view_name")
    shown = groups.filter(kind=kind) if kind in Group.Kind.values else groups
    mine = set(my_groups(request.user).values_list("pk", flat=True))
    seen = set(groups_with(request.user, "groups.view_group").values_list("pk", flat=True))
    context = {
        "branches": tree(shown, mine=mine, open_to=seen),
        "mine": shown.filter(pk__in=mine),
        "kinds": Group.Kind.choices,
        "kind": kind,
        "may_create": may_create(request.user),
    }
    return render(request, "groups/directory/directory.html", context)


@require_GET
def group(request: HttpRequest, pk: int) -> HttpResponse:
    found = group_for(request.user, pk, "view_name")
    context = frame(request.user, found) | {"children": children(request.user, found)}
    held = context["held"]
    if "view_group" in held:
        panels = home.panels(request.user, found, held)
        topics = (f"group.{pk}", *(panel.topic for panel in panels if panel.topic))
        context |= {
            "panels": panels,
            "people": people_of(found) if "view_people" in held else [],
            "seqs": {topic: head(topic) for topic in topics},
        }
    return render(request, "groups/directory/group.html", context)


@login_required
def new_group(request: HttpRequest) -> HttpResponse:
    check_may_create(request.user)
    person = person_of(request)
    form = GroupForm(request.POST or None, user=person, initial={"parent": request.GET.get("parent")})
    if request.method == "POST" and form.is_valid():
        return redirect(actions.found_group(by=person, **form.cleaned_data))
    return render(request, "groups/directory/new.html", {"form": form})


@login_required
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    found = group_for(request.user, pk, "groups.manage_group")
    # a form writes into its instance: the page and the action keep one of their own
    form = GroupForm(request.POST or None, instance=copy(found), user=person_of(request))
    if request.method == "POST" and form.is_valid():
        actions.change_group(found, by=person_of(request), **form.cleaned_data)
        messages.success(request, _("The group was saved."))
        return redirect(found)
    context = frame(request.user, found) | {"form": form}
    return render(request, "groups/directory/settings.html", context)


@login_required
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    found = group_for(request.user, pk, "groups.manage_group")
    held = {RoleKind(role.kind): role_permissions(role) for role in found.roles.all()}
    form = RolesForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        actions.set_permissions(found, by=person_of(request), wanted=form.wanted())
        messages.success(request, _("The roles were saved. They hold from now on, also on open pages."))
        return redirect("groups:roles", found.pk)
    described = [(kind.label, DESCRIPTIONS[kind]) for kind in RoleKind]
    context = frame(request.user, found) | {"form": form, "roles": described}
    return render(request, "groups/directory/roles.html", context)
