"""The table of chapters and their owners, and the status that writers set themselves."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from documents.access import document_with_rights, part_with_rights
from documents.assignments.actions import change_assignment, change_assignments
from documents.assignments.forms import AssignForm, StatusForm
from documents.drafts.locks import hold_part
from documents.drafts.models import Part
from documents.structure.showing import progress, rows
from kes.people import person_of


@login_required
def assignments(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk, "groups.manage_document")
    form = AssignForm(request.POST or None, visitor=request.user, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data["part"]
            changed = change_assignments(chosen, by=person_of(request), said=form.wanted)
        except ValidationError as error:
            form.add_error("owner", error)
        else:
            messages.success(request, _changed(changed))
            return redirect("documents:assignments", found.pk)
    shown = rows(request.user, found)
    chosen = form["part"].value() or request.GET.getlist("part")
    context = {"document": found, "group": found.group, "can": held, "form": form, "rows": shown}
    context |= {
        "chosen": chosen,
        "progress": progress(row.part for row in shown),
    }
    return render(request, "documents/assignments/table.html", context)


@login_required
@require_POST
def status(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.edit_draft")
    if wrong := _say(request, part, held):
        return HttpResponse(wrong, status=400)
    return redirect("documents:edit_part", part.pk)


@transaction.atomic
def _say(request: HttpRequest, part: Part, held: frozenset[str]) -> str:
    """What is wrong, if anything. The chapter is asked as it is now: it may have been approved meanwhile."""
    form = StatusForm(request.POST, part=hold_part(part), held=held)
    if not form.is_valid():
        return form.errors["status"].as_text()
    change_assignment(part, by=person_of(request), said=form.cleaned_data)
    return ""


def _changed(count: int) -> str:
    return ngettext("%(count)d chapter was changed.", "%(count)d chapters were changed.", count) % {
        "count": count
    }
