"""The report: its draft in the office, the public page, the files."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.access import consultation_for, report_for
from documents.consultations.models import Consultation, Remark
from documents.consultations.terms import report_due
from documents.consultations.views import frame
from documents.rendering import rendered
from documents.reports import files
from documents.reports.actions import Outdated, Unready, publish_report, report_of, save_report
from documents.reports.content import figures, frozen
from documents.reports.forms import ReportForm
from documents.reports.models import Report
from groups.threads.answers import accepted
from kes.markup import TooComplex, plain_html
from kes.people import person_of
from kes.publishing import Unpublishable
from kes.resending import sendable_again

ROWS_A_PAGE = 100
LINKS = 60  # to unanswered remarks


@sendable_again("course")
def edit_report(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_for(request.user, slug, "groups.publish_report")
    report = report_of(consultation)
    if report.published and request.method != "POST":
        return redirect(report)
    form = ReportForm(request.POST or None, initial=model_to_dict(report, fields=ReportForm.base_fields))
    if request.method != "POST" or not form.is_valid():
        return _edit_page(request, consultation, form)
    try:
        saved = save_report(consultation, by=person_of(request), **form.cleaned_data)
    except Outdated as outdated:
        form.add_error(None, outdated)
        return _edit_page(request, consultation, form, changed=outdated.report)
    except ValidationError as error:
        form.add_error(None, error)
        return _edit_page(request, consultation, form)
    return accepted(request, saved.get_absolute_url())


@login_required
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = consultation_for(request.user, slug, "groups.publish_report")
    try:
        report = publish_report(consultation, by=person_of(request))
    except Unready as unready:
        context = frame(request, consultation) | {
            "still_open": unready.still_open,
            "unsaved": unready.unsaved,
            "gaps": unready.gaps,
            "waiting": _links(consultation, unready.waiting[:LINKS]),
            "waiting_count": len(unready.waiting),
        }
        return render(request, "documents/reports/unready.html", context, status=409)
    messages.success(request, _("The report is published."))
    return redirect(report)


@require_safe
@never_cache
def report(request: HttpRequest, slug: str) -> HttpResponse:
    found = report_for(request.user, slug)
    content = found.content if found.published else frozen(found)
    position = request.GET.get("position", "")
    rows = [
        row
        for row in content["rows"]
        if position not in Remark.Position.values or row["position"] == position
    ]
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = frame(request, found.consultation) | {
        "report": found,
        "content": content
        | {name: datetime.fromisoformat(content[name]) for name in ("opens", "closes", "published")},
        "course": _html(content["course"]),
        "figures": figures(content),
        "positions": _counted(content),
        "position": position if position in Remark.Position.values else "",
        "page_obj": page,
        "rows": [_shown(row) for row in page],
    }
    return render(request, "documents/reports/report.html", context)


@require_safe
def report_file(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    found = report_for(request.user, slug)
    if not found.published:
        raise Http404
    tag = f'"{files.fingerprint(found)}-{format}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        made = files.report_file(found, format)
    except (Unpublishable, TooComplex):
        messages.error(request, _("This file cannot be made at the moment. Try another format."))
        return redirect(found)
    return _download(made, found, format, tag)


def _edit_page(
    request: HttpRequest, consultation: Consultation, form: ReportForm, *, changed: Report | None = None
) -> HttpResponse:
    """With what somebody else saved meanwhile below: sent again over that one, the text is meant."""
    if changed:
        form.data = {**request.POST.dict(), "revision": str(changed.revision)}
    waiting = consultation.remarks.filter(position="").order_by("number")
    context = frame(request, consultation) | {"form": form, "due": report_due(consultation.closes)}
    context |= {"waiting": _links(consultation, list(waiting[:LINKS])), "waiting_count": waiting.count()}
    context |= {"changed": changed, "course": _html(changed.course) if changed else ""}
    status = 409 if changed else 400 if form.errors else 200
    return render(request, "documents/reports/edit.html", context, status=status)


def _download(made: bytes, report: Report, format: str, tag: str) -> HttpResponse:
    """The Polish name goes into filename*, as RFC 6266 has it."""
    response = HttpResponse(made, content_type=files.TYPES[format])
    words = " ".join(report.content["title"].replace("/", "-").split())[:120].strip()
    response["Content-Disposition"] = content_disposition_header(True, f"{words}.{format}") or ""
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache, private"
    return response


def _links(consultation: Any, remarks: list[Remark]) -> list[Remark]:
    for remark in remarks:
        remark.consultation = consultation
    return remarks


def _counted(content: dict[str, Any]) -> list[tuple[str, str, int]]:
    counts = figures(content).positions
    return [
        (position, str(Remark.Position(position).label), counts[position])
        for position in Remark.Position.values
    ]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    label = str(Remark.Position(row["position"]).label) if row["position"] else ""
    return row | {"label": label, "received": datetime.fromisoformat(row["received"])}


def _html(text: str) -> str:
    try:
        return rendered(text, "course").html
    except TooComplex:
        return plain_html(text)
