"""Pages that compare: any two versions, or a version and the draft; and bringing a version back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.access import document_for, version_for
from documents.drafts.models import Document
from documents.drafts.rewriting import NotWritten
from documents.reading.references import References
from documents.versions import actions
from documents.versions.choosing import NOW, default_old, options, side
from documents.versions.comparing import compare
from documents.versions.returning import Return, heads
from documents.versions.sides import Side, writers
from documents.versions.tracking import TYPE, tracked_docx
from groups.access import permissions
from kes.people import person_of
from kes.text import slug


@login_required
@require_safe
def compare_versions(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.view_version")
    person, whole = person_of(request), "whole" in request.GET
    old, new = _sides(request, document)
    context = {
        "document": document,
        "group": document.group,
        "comparison": compare(old, new, whole=whole),
        "whole": whole,
        "writers": writers(document, old, new),
        "options": options(document, by=person),
        "can": permissions(request.user, document.group),
    }
    return render(request, "documents/versions/compare.html", context)


@login_required
@require_safe
def compare_docx(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.view_version")
    old, new = _sides(request, document)
    answer = HttpResponse(tracked_docx(document, old, new), content_type=TYPE)
    name = slug(f"{document.title} {_('changes')}") or "zmiany"
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return answer


@login_required
def restore_version(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_for(request.user, pk)
    document = document_for(request.user, version.document_id, "groups.edit_draft")
    back = Return(request.user, version, only=request.GET.get("part", ""))
    if request.method == "POST":
        try:
            actions.restore(version, back.chosen, by=person_of(request), heads=heads(request.POST))
        except NotWritten as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(
                request, _("The text was brought back. What was there before is kept as a version.")
            )
            return redirect(document)
    context = {"version": version, "document": document, "group": document.group, "back": back}
    return render(request, "documents/versions/restore.html", context)


def _sides(request: HttpRequest, document: Document) -> tuple[Side, Side]:
    person, references = person_of(request), References(document)
    old = request.GET.get("from") or default_old(document)
    new = request.GET.get("to") or NOW
    return side(document, old, references, by=person), side(document, new, references, by=person)
