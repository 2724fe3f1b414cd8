"""Pictures over HTTP: brought by those who write, shown to those who see a text with them."""

import logging
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from documents.access import image_for, part_with_rights
from documents.drafts.reasons import reason, why_not
from documents.images.actions import store_image
from documents.images.forms import ImageForm
from documents.images.models import Image
from documents.images.pictures import SUFFIXES, Unusable
from kes.people import person_of

logger = logging.getLogger(__name__)
KEPT = 24 * 3600  # seconds a browser shows it without asking: as long as a lost right may go unnoticed


@require_safe
def image(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = image_for(request.user, pk)

    @condition(etag_func=lambda _request: f'"{found.sha256}"')
    def answer(_request: HttpRequest) -> HttpResponse:
        return picture(found)

    response = answer(request)
    response["Cache-Control"] = f"private, max-age={KEPT}"
    return response


@login_required
@require_POST
def add_image(request: HttpRequest, pk: UUID) -> HttpResponse:
    part, held = part_with_rights(request.user, pk, "groups.edit_draft")
    if not part.open_to(held):
        _code, words = why_not(part)
        return JsonResponse({"reason": reason(words, get_language() or "pl")}, status=423)
    form = ImageForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"reason": _("No picture came.")}, status=400)
    name = form.cleaned_data["file"].name or ""
    try:
        added = store_image(part.document, by=person_of(request), content=form.content, name=name)
    except Unusable as error:
        return JsonResponse({"reason": str(error)}, status=400)
    about = {"address": added.get_absolute_url(), "width": added.width, "height": added.height}
    return JsonResponse(about, status=201)


def picture(found: Image) -> HttpResponse:
    """Nothing but a picture, whatever is in it: no other kind, no scripts, no page around it."""
    try:
        with found.file.open("rb") as file:
            response = HttpResponse(file.read(), content_type=found.kind)
    except FileNotFoundError:
        logger.error("the file of picture %s is gone", found.pk)
        raise Http404 from None
    response["Content-Disposition"] = f'inline; filename="{found.pk}{SUFFIXES[found.kind]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Last-Modified"] = http_date(found.created.timestamp())
    return response
