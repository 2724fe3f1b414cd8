"""Choosing a file, the preview with its choices, the account of what was lost."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.access import document_for, import_for, part_for, staged_picture_for
from documents.drafts.models import Document
from documents.imports import actions, background
from documents.imports.choices import Choices
from documents.imports.forms import UploadForm
from documents.imports.models import StagedImport
from documents.imports.showing import account, picture_type, preview_html, targets, told
from groups.access import group_for
from groups.directory.models import Group
from groups.threads.answers import accepted
from kes.jobs.actions import start
from kes.jobs.kinds import File
from kes.people import person_of


@login_required
def import_document(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.create_document")
    return _upload(request, found, None)


@login_required
def import_into(request: HttpRequest, pk: int) -> HttpResponse:
    found = document_for(request.user, pk, "groups.edit_draft")
    return _upload(request, found.group, found)


def _upload(request: HttpRequest, group: Group, document: Document | None) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid() and form.large:
        return _later(request, group, document, form)
    if sent and form.is_valid():
        staged = actions.stage(
            group, by=person_of(request), intake=form.intake, name=form.name, document=document
        )
        return accepted(request, staged.get_absolute_url())
    context = {"group": group, "document": document, "form": form}
    return render(request, "documents/imports/upload.html", context, status=400 if form.errors else 200)


def _later(request: HttpRequest, group: Group, document: Document | None, form: UploadForm) -> HttpResponse:
    arguments = {"group": group.pk, "document": document.pk if document else None}
    file = File(form.name, "application/octet-stream", form.large)
    try:
        job = start(
            background.NAME,
            by=person_of(request),
            title=form.name,
            arguments=arguments,
            back=request.path,
            file=file,
        )
    except ValidationError as error:
        form.add_error("file", error)
        context = {"group": group, "document": document, "form": form}
        return render(request, "documents/imports/upload.html", context, status=400)
    return accepted(request, job.get_absolute_url())


@login_required
def staged_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    staged = import_for(request.user, pk)
    if request.method != "POST":
        return _preview(request, staged, Choices(staged, staged.choices))
    choices = Choices(staged, request.POST.dict())
    actions.choose(staged, choices)
    if request.POST.get("action") != "create" or choices.stale:
        return redirect(staged.get_absolute_url() + "#parts")
    if not choices.taken:
        return _preview(request, staged, choices, _("Choose at least one part."))
    return _finish(request, staged, choices)


def _preview(request: HttpRequest, staged: StagedImport, choices: Choices, problem: str = "") -> HttpResponse:
    context = {"staged": staged, "group": staged.group, "choices": choices, "problem": problem}
    context |= {"document": staged.document} | told(staged, choices)
    context["targets"] = targets(request.user, staged) if staged.document else []
    return render(request, "documents/imports/preview.html", context, status=400 if problem else 200)


def _finish(request: HttpRequest, staged: StagedImport, choices: Choices) -> HttpResponse:
    person = person_of(request)
    try:
        if choices.target:
            part = part_for(request.user, choices.target, "groups.edit_draft")
            document = actions.replace_from(staged, choices, part, by=person)
        elif staged.document:
            document = actions.add_from(staged, choices, by=person)
        else:
            document = actions.create_from(staged, choices, by=person)
    except actions.Finished as finished:
        messages.warning(request, " ".join(finished.messages))
        return redirect(staged.document or reverse("documents:documents", args=[staged.group.pk]))
    except ValidationError as error:
        return _preview(request, staged, choices, " ".join(error.messages))
    messages.success(request, _("The file was imported."))
    return redirect(document)


@login_required
@require_safe
def import_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    staged = import_for(request.user, pk)
    choices = Choices(staged, staged.choices)
    context = {"staged": staged, "group": staged.group, "parts": preview_html(staged, choices)}
    return render(request, "documents/imports/text.html", context)


@login_required
@require_safe
def import_picture(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    picture = staged_picture_for(request.user, pk, key)
    answer = HttpResponse(bytes(picture.content), content_type=picture_type(bytes(picture.content)))
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@login_required
@require_POST
def discard_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    staged = import_for(request.user, pk)
    back = staged.document.get_absolute_url() if staged.document else ""
    actions.discard(staged)
    return redirect(back) if back else redirect("documents:import_document", staged.group.pk)


@login_required
@require_safe
def import_reports(request: HttpRequest, pk: int) -> HttpResponse:
    found = document_for(request.user, pk)
    reports = [(report, account(report)) for report in found.imports.select_related("by")]
    context = {"document": found, "group": found.group, "reports": reports}
    return render(request, "documents/imports/reports.html", context)
