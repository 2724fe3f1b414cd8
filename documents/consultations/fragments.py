"""A row of the answering desk, as the page shows it first and as it arrives live."""

from typing import Any

from django.template.loader import render_to_string

from documents.consultations.models import Remark
from kes.live.models import Event


def row(event: Event) -> dict[str, Any]:
    """Sent with remark.added and remark.answered; heard only by those who may see remarks."""
    remark = Remark.objects.select_related("consultation").get(pk=event.data["remark"])
    return {"html": render_to_string("documents/consultations/_row.html", {"remark": remark}).strip()}
