"""Pages of documents: the list, new and imported ones, reading, the editor, ordering of parts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents.access import document_for, document_with_rights, part_for, part_with_rights
from documents.blueprints.actions import create_from
from documents.drafts import actions
from documents.drafts.exporting import whole
from documents.drafts.forms import DocumentForm, ImportForm, PartForm
from documents.drafts.listing import documents_of
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.drafts.rights import rights_by_part
from documents.reading.texts import read_draft
from documents.stages.showing import track
from documents.structure.showing import progress
from groups.access import group_for
from groups.directory.frame import frame
from kes.live.events import head
from kes.people import person_of
from kes.text import slug

LATEST = 8  # named versions shown with the text


@login_required
@require_safe
def documents(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.view_draft")
    stage = request.GET.get("stage", "")
    page = Paginator(documents_of(found, stage), 30).get_page(request.GET.get("page"))
    context = frame(request.user, found) | {
        "page_obj": page,
        "stages": Document.Stage.choices,
        "stage": stage,
    }
    return render(request, "documents/documents.html", context)


@login_required
def new_document(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.create_document")
    asked = {"blueprint": request.GET.get("blueprint")}
    form = DocumentForm(request.POST or None, group=found, initial=asked)
    if request.method == "POST" and form.is_valid():
        document = create_from(
            found, by=person_of(request), title=form.cleaned_data["title"], chapters=form.begin()
        )
        return redirect(document)
    return render(request, "documents/new.html", {"group": found, "form": form})


@login_required
def import_document(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.create_document")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = actions.create_document(
            found, by=person_of(request), title=form.cleaned_data["title"], parts=form.draft.parts
        )
        return redirect(document)
    return render(request, "documents/import.html", {"group": found, "form": form})


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk)
    parts, whole = read_draft(found, found.parts.select_related("owner", "owner_group"))
    rights = rights_by_part(request.user, found, parts)
    actions.mark_seen(found, by=person_of(request))
    context = _shared(found, held) | {
        "chapters": [(part, rights[part.pk], part.open_to(rights[part.pk])) for part in parts],
        "parts": parts,
        "progress": progress(parts),
        "track": track(found),
        "missing": whole.missing,
        "versions": found.versions.exclude(number=0).select_related("author")[:LATEST],
    }
    return render(request, "documents/document.html", context)


@login_required
@require_safe
def edit_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk)
    bring_up_to_date(part)
    actions.mark_seen(part.document, by=person_of(request))
    context = _shared(part.document, held) | {
        "part": part,
        "parts": part.document.parts.defer("text", "html").select_related("owner", "owner_group"),
        "write": part.open_to(held),
        "statuses": part.statuses_for(held),
    }
    return render(request, "documents/edit.html", context)


@login_required
@require_safe
def markdown(request: HttpRequest, pk: int) -> HttpResponse:
    found = document_for(request.user, pk)
    parts = [bring_up_to_date(part) for part in found.parts.all()]
    return as_file(whole(found.title, [(part.title, part.text) for part in parts]), found.title)


@login_required
@require_POST
def new_part(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk, "groups.edit_draft")
    form = PartForm(request.POST)
    if form.is_valid():
        part = actions.add_part(found, by=person_of(request), title=form.cleaned_data["title"])
        return redirect("documents:edit_part", part.pk)
    return render(request, "documents/part_form.html", _shared(found, held) | {"form": form}, status=400)


@login_required
def rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.edit_draft")
    said = {"title": part.title, "instructions": part.instructions}
    form = PartForm(request.POST or None, initial=said, instruct="manage_document" in held)
    if request.method == "POST" and form.is_valid():
        actions.rename_part(part, by=person_of(request), **form.cleaned_data)
        return redirect(part.document)
    context = _shared(part.document, held) | {"form": form, "part": part}
    return render(request, "documents/part_form.html", context)


@login_required
@require_POST
def lock(request: HttpRequest, pk: UUID) -> HttpResponse:
    part: Part = part_for(request.user, pk, "groups.manage_document")
    actions.lock_part(part, by=person_of(request), locked=request.POST.get("locked") == "1")
    return redirect("documents:chapters", part.document_id)


def as_file(text: str, title: str) -> HttpResponse:
    """A Markdown file to download, named after the title."""
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug(title) or "dokument"}.md"'
    return response


def _shared(found: Document, held: frozenset[str]) -> dict[str, object]:
    return {"document": found, "group": found.group, "can": held, "topic_seq": head(found.topic)}
