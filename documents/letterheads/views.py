"""The letterhead of a group: bring one, look at it, remove it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.exports.making import TYPES
from documents.letterheads import actions
from documents.letterheads.checking import Unusable
from documents.letterheads.forms import LetterheadForm
from documents.letterheads.models import Letterhead
from groups.access import group_for
from kes.people import person_of
from kes.publishing import to_docx

MANAGE = "groups.manage_document"


@login_required
def letterhead(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, MANAGE)
    form = LetterheadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["file"].name
            actions.store_letterhead(found, by=person_of(request), name=name, content=form.content)
            messages.success(request, _("The letterhead was saved."))
            return redirect("documents:letterhead", found.pk)
        except Unusable as error:
            form.add_error("file", str(error))
    kept = Letterhead.objects.filter(group=found).defer("content").first()
    context = {"group": found, "form": form, "kept": kept}
    return render(
        request, "documents/letterheads/letterhead.html", context, status=400 if form.errors else 200
    )


@login_required
@require_safe
def letterhead_sample(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, MANAGE)
    content = actions.letterhead_of(found)
    if not content:
        raise Http404
    response = HttpResponse(to_docx(actions.sample(found, content)), content_type=TYPES["docx"])
    response["Content-Disposition"] = 'attachment; filename="papier-firmowy.docx"'
    return response


@login_required
@require_POST
def remove_letterhead(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, MANAGE)
    actions.remove_letterhead(found, by=person_of(request))
    messages.success(request, _("The letterhead was removed."))
    return redirect("documents:letterhead", found.pk)
