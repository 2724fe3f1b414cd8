"""Who wrote what: data for the editor, and the page with everybody's share."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.access import document_for, part_for
from documents.authorship.credits import credits
from documents.authorship.figures import contributions
from kes.people import person_of


@login_required
@require_safe
def authors(request: HttpRequest, pk: UUID) -> HttpResponse:
    part = part_for(request.user, pk)
    return JsonResponse(credits(part, viewer=person_of(request)))


@login_required
@require_safe
def shares(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk)
    whole, parts = contributions(document)
    context = {"document": document, "group": document.group, "whole": whole, "parts": parts}
    return render(request, "documents/authorship/shares.html", context)
