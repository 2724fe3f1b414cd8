"""The office opens a consultation on a version, changes it and ends it early."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from documents.access import consultation_for, version_for
from documents.consultations import terms
from documents.consultations.actions import change_consultation, lock, open_consultation
from documents.consultations.forms import ConsultationForm
from documents.consultations.models import Consultation
from documents.consultations.reading import default_clause
from documents.consultations.views import frame
from groups.threads.answers import accepted
from kes.people import person_of


@login_required
def new_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_for(request.user, pk, "groups.open_consultation")
    form = ConsultationForm(
        request.POST or None, initial={"title": version.title, "clause": default_clause()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_consultation(version, by=person_of(request), **form.wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _warn_if_short(request, opened)
            return accepted(request, opened.get_absolute_url())
    context = {"version": version, "group": version.document.group, "form": form}
    return render(request, "documents/consultations/new.html", context, status=_status(form))


@login_required
@transaction.atomic
def edit_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """A form that was sent is compared with a row that nobody changes before it is saved."""
    consultation = consultation_for(request.user, slug, "groups.open_consultation")
    if request.method == "POST":
        consultation = lock(consultation)
    form = ConsultationForm(request.POST or None, instance=copy(consultation))
    if request.method == "POST" and form.is_valid() and _changed(request, consultation, form, form.wanted):
        return redirect(consultation)
    context = frame(request, consultation) | {"form": form, "short": _is_short(consultation)}
    return render(request, "documents/consultations/edit.html", context, status=_status(form))


@login_required
@require_POST
def close_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """End it now; the log keeps the term that was announced."""
    consultation = consultation_for(request.user, slug, "groups.open_consultation")
    if consultation.state == "open":
        change_consultation(consultation, by=person_of(request), closes=timezone.now())
        messages.success(request, _("The consultation is closed. The change of its term is kept in the log."))
    return redirect(consultation)


def _changed(
    request: HttpRequest, consultation: Consultation, form: ConsultationForm, wanted: dict[str, Any]
) -> bool:
    try:
        changed = change_consultation(consultation, by=person_of(request), **wanted)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Saved."))
    _warn_if_short(request, changed)
    return True


def _warn_if_short(request: HttpRequest, consultation: Consultation) -> None:
    if not _is_short(consultation):
        return
    days = terms.length(consultation.opens, consultation.closes)
    words = ngettext(
        "Time for remarks: %(days)s day. The law asks for at least 35 for strategies and programmes.",
        "Time for remarks: %(days)s days. The law asks for at least 35 for strategies and programmes.",
        days,
    )
    messages.warning(request, words % {"days": days})


def _is_short(consultation: Consultation) -> bool:
    return terms.is_short(consultation.kind, consultation.opens, consultation.closes)


def _status(form: ConsultationForm) -> int:
    return 400 if form.is_bound and form.errors else 200
