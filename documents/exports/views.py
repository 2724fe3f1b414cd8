"""The page of exports. Short files are answered at once, long ones become a job with progress."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from documents.access import document_for, version_for
from documents.drafts.models import Document
from documents.exports.forms import ExportForm
from documents.exports.jobs import KIND, letterhead_for
from documents.exports.making import AT_ONCE, TYPES, file_name, make
from documents.exports.sources import Source, source_for
from documents.letterheads.actions import has_letterhead
from groups.access import permissions
from kes.jobs.actions import start
from kes.markup import TooComplex
from kes.people import person_of
from kes.publishing import Unpublishable


@login_required
def export_document(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk)
    parts = [(str(part.pk), part.title) for part in document.parts.only("document", "title")]
    form = _form(request, document, parts, part=request.GET.get("part", ""))
    if request.method == "POST" and form.is_valid():
        return _answer(request, {"document": document.pk, **form.cleaned_data}, request.path, form)
    return _page(request, document, form, {"back": document.get_absolute_url()})


@login_required
def export_version(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_for(request.user, pk)
    form = _form(request, version.document, [])
    if request.method == "POST" and form.is_valid():
        return _answer(request, {"version": version.pk, **form.cleaned_data}, request.path, form)
    return _page(request, version.document, form, {"version": version, "back": version.get_absolute_url()})


def _form(
    request: HttpRequest, document: Document, parts: list[tuple[str, str]], **initial: str
) -> ExportForm:
    sent = request.POST if request.method == "POST" else None
    letterhead = has_letterhead(document.group)
    return ExportForm(sent, parts=parts, letterhead=letterhead, initial={"format": "docx", **initial})


def _page(request: HttpRequest, document: Document, form: ExportForm, more: dict[str, Any]) -> HttpResponse:
    can = permissions(request.user, document.group)
    context = {"document": document, "group": document.group, "form": form, "can": can, **more}
    return render(request, "documents/exports/export.html", context, status=400 if form.errors else 200)


def _answer(request: HttpRequest, wanted: dict[str, Any], back: str, form: ExportForm) -> HttpResponse:
    wanted["base_url"] = request.build_absolute_uri("/")
    source = source_for(request.user, wanted)
    format = wanted["format"]
    if source.long and format not in AT_ONCE:
        return _start(request, source, wanted, back)
    try:
        made = make(source, format, letterhead=letterhead_for(source, wanted), base_url=wanted["base_url"])
    except (Unpublishable, TooComplex):
        messages.error(request, _("This file cannot be made. Try another format."))
        return redirect(back)
    response = HttpResponse(made, content_type=TYPES[format])
    response["Content-Disposition"] = content_disposition_header(True, file_name(source, format)) or ""
    return response


def _start(request: HttpRequest, source: Source, wanted: dict[str, Any], back: str) -> HttpResponse:
    try:
        name = file_name(source, wanted["format"])
        return redirect(start(KIND, by=person_of(request), title=name, arguments=wanted, back=back))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
