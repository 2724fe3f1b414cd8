"""The slider through the history of a chapter."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.access import part_for
from documents.versions.history import step, stops


@login_required
@require_safe
def part_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk)
    found = stops(part)
    asked = request.GET.get("step", "")
    at = min(int(asked[:9]), len(found) - 1) if asked.isdecimal() else len(found) - 1
    context = {
        "part": part,
        "document": part.document,
        "group": part.document.group,
        "stops": found,
        "at": at,
        "stop": found[at] if found else None,
        "comparison": step(part, found, at) if found else None,
    }
    return render(request, "documents/versions/history.html", context)
