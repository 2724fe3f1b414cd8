"""Public links: the list of those who share, and the page that a link opens."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.access import document_for, link_by_token, link_for, shared_image_for
from documents.consultations import flood
from documents.drafts.models import Document
from documents.images.views import picture
from documents.sharing import actions
from documents.sharing.forms import ShareForm
from documents.sharing.pages import parts_of, with_pictures
from kes.access import Refused
from kes.people import person_of


@login_required
@never_cache
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_for(request.user, pk, "groups.manage_document")
    form = ShareForm(request.POST or None, versions=document.versions.all())
    if request.method == "POST" and form.is_valid():
        try:
            _link, token = actions.share(document, by=person_of(request), **form.cleaned_data)
            return _page(request, document, ShareForm(versions=document.versions.all()), token)
        except ValidationError as error:
            form.add_error("last_day", error)
    return _page(request, document, form)


@login_required
@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    link = link_for(request.user, pk)
    actions.revoke(link, by=person_of(request))
    messages.success(request, _("The link no longer works."))
    return redirect("documents:sharing", link.document_id)


@require_safe
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    if flood.too_many_misses(request):
        return _none(request, "flood", 429)
    try:
        link = link_by_token(token)
    except Http404:
        flood.missed(request)
        return _none(request, "unknown", 404)
    except Refused:
        return _none(request, "expired", 410)
    if request.method == "GET":
        actions.count_opening(link)
    context = {"link": link, "document": link.document, "parts": with_pictures(parts_of(link), token)}
    return _discreet(render(request, "documents/sharing/shared.html", context))


@require_safe
def shared_image(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    try:
        found = shared_image_for(token, pk)
    except Refused:
        return _none(request, "expired", 410)
    response = picture(found)
    response["Cache-Control"] = "private, no-store"  # revoked is revoked
    return _discreet(response)


def _page(request: HttpRequest, document: Document, form: ShareForm, token: str = "") -> HttpResponse:
    address = request.build_absolute_uri(reverse("documents:shared", args=[token])) if token else ""
    links = document.links.select_related("author", "version")
    context = {"document": document, "group": document.group, "form": form, "links": links}
    status = 400 if form.errors else 200
    return render(request, "documents/sharing/sharing.html", context | {"address": address}, status=status)


def _none(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return _discreet(render(request, "documents/sharing/none.html", {"reason": reason}, status=status))


def _discreet(response: HttpResponse) -> HttpResponse:
    """The address is the secret: nobody is told it, nobody lists it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
