"""The page of a document's chapters, and what is done there."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.access import document_for, document_with_rights, part_for, part_with_rights, removed_part_for
from documents.drafts.forms import PartForm
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from documents.structure import actions
from documents.structure.forms import OrderForm, SplitForm, TransferForm
from documents.structure.showing import rows
from kes.live.events import head
from kes.people import person_of


@login_required
@require_safe
def chapters(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk)
    removed = Part.every.filter(document=found, removed__isnull=False).select_related("joined_to")
    context = _shared(found, held) | {
        "rows": rows(request.user, found),
        "bin": removed.order_by("-removed") if "manage_document" in held else (),
        "form": PartForm(),
    }
    return render(request, "documents/structure/chapters.html", context)


@login_required
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    found = document_for(request.user, pk, "groups.edit_draft")
    try:
        wanted = OrderForm(request.POST).order()
    except ValueError:
        return HttpResponse(status=400)
    actions.order_parts(found, by=person_of(request), order=wanted)
    return redirect("documents:chapters", found.pk)


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk)
    found = document_for(request.user, part.document_id, "groups.edit_draft")  # the order is the document's
    up = request.POST.get("direction") == "up"
    return _done(request, found, lambda: actions.move_part(part, by=person_of(request), up=up))


@login_required
def split(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.edit_draft")
    text, _seq = text_document(part.pk)
    form = SplitForm(request.POST or None, document=text, asked=request.GET.get("at", ""))
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.split_part(part, by=person_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Divided. The new chapter: %(title)s") % {"title": new.title})
            return redirect("documents:chapters", part.document_id)
    context = _shared(part.document, held) | {"part": part, "form": form}
    return render(request, "documents/structure/split.html", context)


@login_required
@require_POST
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk, "groups.edit_draft")
    following = part.document.parts.filter(position__gt=part.position).first()
    if following:
        part_for(request.user, following.pk, "groups.edit_draft")
    return _done(request, part.document, lambda: actions.join_parts(part, by=person_of(request)))


@login_required
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.manage_document")
    form = TransferForm(request.POST or None, visitor=request.user, part=part)
    if request.method == "POST" and form.is_valid():
        target = document_for(request.user, form.cleaned_data["target"].pk, "groups.manage_document")
        return _done(
            request, target, lambda: actions.transfer_part(part, by=person_of(request), target=target)
        )
    context = _shared(part.document, held) | {"part": part, "form": form}
    return render(request, "documents/structure/transfer.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    part: Part = part_for(request.user, pk, "groups.manage_document")
    return _done(request, part.document, lambda: actions.remove_part(part, by=person_of(request)))


@login_required
@require_POST
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = removed_part_for(request.user, pk, "groups.manage_document")
    return _done(request, part.document, lambda: actions.restore_part(part, by=person_of(request)))


def _done(request: HttpRequest, document: Document, action: Callable[[], object]) -> HttpResponse:
    """Back to the chapters, with the reason if it could not be done."""
    try:
        action()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("documents:chapters", document.pk)


def _shared(found: Document, held: frozenset[str]) -> dict[str, object]:
    return {"document": found, "group": found.group, "can": held, "topic_seq": head(found.topic)}
