"""Freezing a version and reading it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.access import document_for, version_for
from documents.drafts.exporting import whole
from documents.drafts.views import as_file
from documents.stages.showing import adopted_by
from documents.versions.actions import cut_version
from documents.versions.choosing import default_old, options
from documents.versions.forms import VersionForm
from documents.versions.listing import PAGE, readable, runs
from groups.access import permissions
from kes.people import person_of


@login_required
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.view_version")
    page = Paginator(document.versions.select_related("author").defer("note"), PAGE)
    found = page.get_page(request.GET.get("page"))
    context = {
        "document": document,
        "group": document.group,
        "page_obj": found,
        "runs": runs(found),
        "chapters": document.parts.only("document", "title"),
        "options": options(document, by=person_of(request)),
        "old": default_old(document),
        "can": permissions(request.user, document.group),
    }
    return render(request, "documents/versions/versions.html", context)


@login_required
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.cut_version")
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = cut_version(document, by=person_of(request), **form.cleaned_data)
        messages.success(request, _("Version %(number)s was frozen.") % {"number": version.number})
        return redirect(version)
    return render(
        request, "documents/versions/new.html", {"document": document, "group": document.group, "form": form}
    )


@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    found = version_for(request.user, pk)
    group = found.document.group
    context = {
        "version": found,
        "document": found.document,
        "group": group,
        "parts": readable(found),
        "can": permissions(request.user, group),
        "resolution": adopted_by(found),
    }
    return render(request, "documents/versions/version.html", context)


@require_safe
def markdown(request: HttpRequest, pk: int) -> HttpResponse:
    found = version_for(request.user, pk)
    text = whole(found.title, [(part.title, part.text) for part in found.parts.all()])
    return as_file(text, f"{found.title} {found.number}")
