"""Settings of the whole text, and what in it can be referred to."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.access import document_for, part_for
from documents.reading.actions import set_numbering
from documents.reading.assembly import label
from documents.reading.forms import NumberingForm
from documents.reading.texts import read_draft, style_of
from kes.people import person_of


@login_required
def numbering(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.manage_document")
    form = NumberingForm(request.POST or None, initial={"numbering": document.numbering})
    if request.method == "POST" and form.is_valid():
        set_numbering(document, by=person_of(request), numbering=form.cleaned_data["numbering"])
        messages.success(request, _("The numbering was changed."))
        return redirect(document)
    context = {"document": document, "group": document.group, "form": form}
    return render(request, "documents/reading/numbering.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
@never_cache
def targets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the editor: everything a reference may lead to, in the order of the text."""
    document = part_for(request.user, pk).document
    _parts, whole = read_draft(document)
    style = style_of(document)
    former: dict[str, list[str]] = {}
    for name, target in whole.known.items():
        former.setdefault(target.slug, []).append(name)
    found = [
        {
            "slug": one.slug,
            "names": sorted(former[one.slug]),
            "kind": one.kind,
            "number": one.number,
            "title": one.title,
            "label": label(one, style),
        }
        for one in whole.targets
    ]
    return JsonResponse({"targets": found, "missing": style.missing})
