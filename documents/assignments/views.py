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
from documents.assignments.actions import Assignment, assign_part, assignment_of
from documents.assignments.forms import AssignForm, StatusForm
from documents.structure.showing import progress, rows
from kes.accounts.models import User
from kes.people import person_of


@login_required
def assignments(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk, "groups.manage_document")
    form = AssignForm(request.POST or None, visitor=request.user, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = _assign(form, person_of(request))
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
    form = StatusForm(request.POST, part=part, held=held)
    if not form.is_valid():
        return HttpResponse(form.errors["status"].as_text(), status=400)
    said = vars(assignment_of(part)) | form.cleaned_data
    assign_part(part, by=person_of(request), wanted=Assignment(**said))
    return redirect("documents:edit_part", part.pk)


@transaction.atomic
def _assign(form: AssignForm, by: User) -> int:
    wanted = [(part, form.wanted(part)) for part in form.cleaned_data["part"]]
    return sum(assign_part(part, by=by, wanted=one) for part, one in wanted)


def _changed(count: int) -> str:
    return ngettext("%(count)d chapter was changed.", "%(count)d chapters were changed.", count) % {
        "count": count
    }
