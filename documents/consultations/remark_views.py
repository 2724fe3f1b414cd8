"""Sending a remark, and its receipt behind a secret link."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.access import consultation_for, remark_by_token
from documents.consultations import flood
from documents.consultations.actions import NotTaken, submit_remark
from documents.consultations.models import Consultation
from documents.consultations.passages import Misplaced, Passage, find_passage
from documents.consultations.receipts import mail_receipt
from documents.consultations.remark_form import RemarkForm, anchor_of, bound
from documents.consultations.views import frame
from groups.threads.answers import named
from kes.access import Refused
from kes.accounts.models import User


@require_safe
@never_cache
def new_remark(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as a page of its own, for browsers without scripts and for phones' links."""
    consultation = consultation_for(request.user, slug, "documents.comment")
    if not consultation.takes_remarks:
        return _not_taken(request, consultation)
    try:
        passage = find_passage(consultation.version, anchor_of({"block": request.GET.get("block", "")}))
    except Misplaced as error:
        raise Http404(str(error)) from error
    form = RemarkForm(consultation=consultation, initial=_beginning(passage))
    form.passage = passage
    return _form_page(request, consultation, form)


@never_cache
def remarks(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_for(request.user, slug, "documents.comment")
    if request.method != "POST":
        return redirect("documents:new_remark", slug)
    form = bound(request, consultation)
    if not form.is_valid():
        return _again(request, consultation, form)
    try:
        return _taken(request, consultation, form)
    except NotTaken:
        return _not_taken(request, consultation)


@require_safe
@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    if flood.too_many_misses(request):
        return render(request, "documents/consultations/no_receipt.html", {"reason": "flood"}, status=429)
    try:
        remark = remark_by_token(token)
    except Http404:
        flood.missed(request)
        return render(request, "documents/consultations/no_receipt.html", {"reason": "unknown"}, status=404)
    except Refused:
        return render(request, "documents/consultations/no_receipt.html", {"reason": "expired"}, status=410)
    link = request.build_absolute_uri(request.path)
    context = {
        "remark": remark,
        "consultation": remark.consultation,
        "link": link,
        "sent": "sent" in request.GET,
        "mailed": request.GET.get("sent") == "mailed",
    }
    response = render(request, "documents/consultations/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is the secret
    response["X-Robots-Tag"] = "noindex"
    return response


def _taken(request: HttpRequest, consultation: Consultation, form: RemarkForm) -> HttpResponse:
    by = request.user if isinstance(request.user, User) else None
    path = reverse("documents:receipt", args=[form.token])
    link, mailed = request.build_absolute_uri(path), list[bool]()
    with transaction.atomic():
        remark = submit_remark(consultation, form.submission, by=by, token=form.token)
        transaction.on_commit(lambda: mailed.append(mail_receipt(remark, link)), robust=True)
    url = f"{path}?sent" + ("=mailed" if any(mailed) else "")
    if _wants_json(request):
        return JsonResponse({"url": url, "number": remark.number}, status=201)
    return named(request, redirect(url))


def _again(request: HttpRequest, consultation: Consultation, form: RemarkForm) -> HttpResponse:
    if not _wants_json(request):
        return _form_page(request, consultation, form)
    errors = [text for texts in form.errors.values() for text in texts]
    context = frame(request, consultation) | {"form": form}
    html = render_to_string("documents/consultations/_remark_form.html", context, request)
    return JsonResponse({"errors": errors, "html": html}, status=400)


def _not_taken(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """No remark is taken now; what was typed is shown back."""
    consultation = consultation_for(request.user, consultation.slug, "documents.comment")
    form = RemarkForm(request.POST or None, consultation=consultation)
    context = frame(request, consultation) | {"form": form}
    if _wants_json(request):
        words = _("Remarks are no longer taken. Your text stays here; copy it if you want to keep it.")
        return JsonResponse({"errors": [words]}, status=409)
    status = 409 if request.method == "POST" else 200
    return render(request, "documents/consultations/not_taken.html", context, status=status)


def _form_page(request: HttpRequest, consultation: Consultation, form: RemarkForm) -> HttpResponse:
    context = frame(request, consultation) | {"form": form}
    status = 400 if form.errors else 200
    return render(request, "documents/consultations/new_remark.html", context, status=status)


def _beginning(passage: Passage | None) -> dict[str, object]:
    if passage is None:
        return {}
    anchor = passage.anchor
    return {
        "block": anchor.block,
        "start": anchor.start,
        "end_block": anchor.end_block,
        "end": anchor.end,
        "present_wording": passage.quote,
    }


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
