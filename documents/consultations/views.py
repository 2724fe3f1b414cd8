"""Pages for everybody: the list of consultations and one consultation with its text."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.access import consultation_for, consultations_with
from documents.consultations.models import Consultation
from documents.consultations.reading import chapters
from documents.consultations.remark_form import RemarkForm
from groups.access import permissions
from kes.live.events import head

CLOSED_A_PAGE = 20


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    now, found = timezone.now(), consultations_with(request.user).select_related("group", "report")
    closed = Paginator(found.filter(closes__lt=now).order_by("-closes"), CLOSED_A_PAGE)
    context = {
        "running": found.filter(opens__lte=now, closes__gte=now).order_by("closes"),
        "planned": found.filter(opens__gt=now).order_by("opens"),
        "page_obj": closed.get_page(request.GET.get("page")),
    }
    return render(request, "documents/consultations/consultations.html", context)


@require_safe
@never_cache
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    found = consultation_for(request.user, slug)
    context = frame(request, found) | {
        "parts": list(chapters(found)),
        "numbers": found.remarks.aggregate(remarks=Count("pk")),
        "topic_seq": head(found.topic),
        "form": RemarkForm(consultation=found) if found.takes_remarks else None,
    }
    return render(request, "documents/consultations/consultation.html", context)


def frame(request: HttpRequest, found: Consultation) -> dict[str, object]:
    """What every page of a consultation needs."""
    return {"consultation": found, "group": found.group, "can": permissions(request.user, found.group)}
