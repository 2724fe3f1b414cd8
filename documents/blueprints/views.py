"""Pages of a group's blueprints."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.access import blueprint_for, document_for
from documents.blueprints import actions
from documents.blueprints.forms import BlueprintForm, ChapterForms, SaveForm
from documents.blueprints.library import Chapter, library
from documents.blueprints.models import Blueprint
from groups.access import group_for
from groups.directory.frame import frame
from kes.people import person_of


@login_required
@require_safe
def blueprints(request: HttpRequest, group: int) -> HttpResponse:
    found = group_for(request.user, group, "groups.create_document")
    context = frame(request.user, found) | {
        "own": Blueprint.objects.filter(group=found),
        "ready": library().values(),
    }
    return render(request, "documents/blueprints/list.html", context)


@login_required
def save(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.manage_document")
    form = SaveForm(request.POST or None, initial={"name": document.title[:150]})
    if request.method == "POST" and form.is_valid():
        actions.save_blueprint(document, by=person_of(request), **form.cleaned_data)
        messages.success(request, _("The template was saved. New documents can begin from it."))
        return redirect("documents:blueprints", document.group_id)
    context = {"document": document, "group": document.group, "form": form}
    return render(request, "documents/blueprints/save.html", context)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = blueprint_for(request.user, pk, "groups.manage_document")
    form = BlueprintForm(request.POST or None, instance=found)
    chapters = ChapterForms(request.POST or None, queryset=found.chapters.all())
    if request.method == "POST" and form.is_valid() and chapters.is_valid():
        kept = [_chapter(row.cleaned_data) for row in chapters.forms if _is_kept(row.cleaned_data)]
        actions.change_blueprint(found, by=person_of(request), chapters=kept, **form.cleaned_data)
        messages.success(request, _("The template was changed."))
        return redirect("documents:blueprints", found.group_id)
    context = {"group": found.group, "blueprint": found, "form": form, "chapters": chapters}
    return render(request, "documents/blueprints/change.html", context)


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = blueprint_for(request.user, pk, "groups.manage_document")
    actions.delete_blueprint(found, by=person_of(request))
    messages.success(request, _("The template was deleted."))
    return redirect("documents:blueprints", found.group_id)


def _is_kept(row: dict[str, str]) -> bool:
    return bool(row.get("title")) and not row.get("DELETE")


def _chapter(row: dict[str, str]) -> Chapter:
    return Chapter(row["title"], row["instructions"], row["text"])
