"""The answering desk: every remark beside its passage, answered one by one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.access import consultation_for, numbered_remark_for
from documents.consultations.actions import AnsweredMeanwhile, NotTaken, answer_remark, counters
from documents.consultations.forms import AnswerForm, DeskFilter
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor, Misplaced, Passage, find_passage
from documents.consultations.views import frame
from groups.threads.answers import named
from kes.access import find
from kes.live.events import head
from kes.people import person_of
from kes.resending import sendable_again

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Desk:
    """What the desk lists, in the filter that was chosen."""

    filter: DeskFilter
    page: Page[Remark]
    keep: str  # the filter as a query, for links that should not lose it
    newest: bool  # the first page, where new remarks appear


@login_required
@require_safe
@never_cache
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_for(request.user, slug, "groups.view_remarks")
    listed = _listed(request, consultation)
    chosen = next(iter(listed.page), None)
    if number := request.GET.get("remark"):
        chosen = find(consultation.remarks.select_related("answered_by"), number=number)
    return _desk_page(request, consultation, listed, chosen)


@sendable_again("answer")
@require_POST
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    remark = numbered_remark_for(request.user, slug, number, "groups.answer_remark")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _again(request, remark, form)
    try:
        answer_remark(remark, by=person_of(request), **form.cleaned_data)
    except AnsweredMeanwhile as meanwhile:
        return _again(request, meanwhile.remark, form, meanwhile=True)
    except NotTaken:
        form.add_error(None, _("The report is published; answers cannot be changed any more."))
        return _again(request, remark, form)
    messages.success(request, _("Remark %(number)s: the answer is saved.") % {"number": number})
    return named(request, redirect(_next_address(request, remark)))


def _again(
    request: HttpRequest, remark: Remark, form: AnswerForm, *, meanwhile: bool = False
) -> HttpResponse:
    """The desk with what was typed; after somebody else's answer, with that answer beside it."""
    if meanwhile:
        form.data = {**request.POST.dict(), "revision": str(remark.revision)}
    consultation = consultation_for(request.user, remark.consultation.slug, "groups.view_remarks")
    listed = _listed(request, consultation)
    return _desk_page(request, consultation, listed, remark, form, status=409 if meanwhile else 400)


def _desk_page(
    request: HttpRequest,
    consultation: Consultation,
    listed: Desk,
    chosen: Remark | None,
    form: AnswerForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = frame(request, consultation) | {
        "desk": listed,
        "page_obj": listed.page,
        "numbers": counters(consultation),
        "topic_seq": head(consultation.office_topic),
        "remark": chosen,
        "meanwhile": status == 409,
        "asked": "remark" in request.GET or status != 200,
    }
    if chosen:
        chosen.consultation = consultation
        context |= {"passage": _passage(chosen), "form": form or _answer_form(chosen)}
    return render(request, "documents/consultations/desk.html", context, status=status)


def _answer_form(remark: Remark) -> AnswerForm:
    return AnswerForm(
        initial={"position": remark.position, "answer": remark.answer, "revision": remark.revision}
    )


def _listed(request: HttpRequest, consultation: Consultation) -> Desk:
    chapters = list(consultation.version.parts.values_list("position", "title"))
    chosen = DeskFilter(request.GET, chapters=chapters)
    rows = consultation.remarks.filter(**chosen.lookups).order_by("-number")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    for remark in page:
        remark.consultation = consultation
    kept = {
        name: value for name, value in request.GET.items() if name in {"state", "chapter", "late", "page"}
    }
    return Desk(chosen, page, f"&{urlencode(kept)}" if kept else "", page.number == 1)


def _passage(remark: Remark) -> Passage | None:
    anchor = Anchor(remark.block, remark.start, remark.end_block, remark.end)
    try:
        return find_passage(remark.consultation.version, anchor)
    except Misplaced:
        return None  # the quote is kept with the remark


def _next_address(request: HttpRequest, remark: Remark) -> str:
    """After "save and next", the remark that has waited longest; else the same one."""
    waiting = remark.consultation.remarks.filter(position="").order_by("number")
    following = waiting.filter(number__gt=remark.number).first() or waiting.first()
    shown = following if following and "next" in request.POST else remark
    kept = {
        name: value for name, value in request.GET.items() if name in {"state", "chapter", "late", "page"}
    }
    shown.consultation = remark.consultation
    return shown.desk_url + (f"&{urlencode(kept)}" if kept else "") + "#chosen"
