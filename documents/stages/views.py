"""The page of a document's way: its history, and the moves that may be made."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.access import document_with_rights
from documents.drafts.models import Document
from documents.stages.actions import move_document
from documents.stages.forms import MoveForm
from documents.stages.models import StageMove
from documents.stages.showing import track
from kes.access import Refused
from kes.people import person_of


@login_required
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    found, held = document_with_rights(request.user, pk)
    form = MoveForm(request.POST or None, document=found, held=held)
    if request.method == "POST" and not form.offered:
        raise Refused
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data.get(name) or "" for name in ("note", "number")}
        try:
            done = move_document(
                found, by=person_of(request), move=form.move, day=form.cleaned_data.get("day"), **said
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(_next(done, held))
    context = {"document": found, "group": found.group, "can": held, "form": form, "track": track(found)}
    context["moves"] = found.moves.select_related("by", "version")
    return render(request, "documents/stages/stage.html", context)


def _next(done: StageMove, held: frozenset[str]) -> str:
    """A document that goes to consultation needs one: on its newest version."""
    consults = done.end == Document.Stage.CONSULTATION and not done.back
    if consults and done.version_id and "open_consultation" in held:
        return reverse("documents:new_consultation", args=[done.version_id])
    return done.document.get_absolute_url()
