"""A published report as a file: DOCX, ODT or tagged PDF, made once for each content."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.consultations.models import Consultation, Remark
from documents.reports.content import figures
from documents.reports.models import Report
from documents.reports.plain import literal
from kes.publishing import Block, Heading, Labels, Publication, Table, to_docx, to_odt, to_pdf

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
}
KEPT = 7 * 24 * 3600  # seconds

_making = Lock()
_MAKERS: dict[str, Callable[[Publication], bytes]] = {"docx": to_docx, "odt": to_odt, "pdf": to_pdf}


def report_file(report: Report, format: str) -> bytes:
    """In the language of the site. Raises Unpublishable and TooComplex."""
    key = f"report:{fingerprint(report)}:{format}"
    return caches["files"].get(key) or _made(report, format, key)


def _made(report: Report, format: str, key: str) -> bytes:
    """One at a time: a thousand remarks take half a gigabyte for a moment, and anybody may ask."""
    with _making:
        made: bytes | None = caches["files"].get(key)
        if made is None:
            with override(settings.LANGUAGE_CODE):
                made = _MAKERS[format](publication(report.content))
            caches["files"].set(key, made, KEPT)
    return made


def fingerprint(report: Report) -> str:
    content = json.dumps([settings.LANGUAGE_CODE, report.content], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def publication(content: dict[str, Any]) -> Publication:
    kind = Consultation.Kind(content["kind"]).label
    blocks: list[Block] = [Heading(_("Course of the consultation")), content["course"] or "–"]
    return Publication(
        title=content["title"],
        subtitle=_("Report on the course and results of the consultation"),
        language=settings.LANGUAGE_CODE,
        author=content["group"],
        metadata={
            _("Kind"): str(kind),
            **({_("Legal basis"): content["legal_basis"]} if content["legal_basis"] else {}),
            _("Remarks were taken"): f"{_day(content['opens'])} – {_day(content['closes'])}",
            _("Version"): content["version"],
            **({_("Prepared by"): content["prepared_by"]} if content["prepared_by"] else {}),
            _("Published"): _day(content["published"]),
        },
        blocks=[*blocks, *_results(content), *_remarks(content)],
        created=datetime.fromisoformat(content["published"]),
        labels=Labels(_("Contents"), _("Image"), _("Page")),
    )


def _results(content: dict[str, Any]) -> list[Block]:
    found = figures(content)
    rows = [
        [_("Remarks"), str(found.remarks)],
        [_("Submitters: bodies"), str(found.bodies)],
        [_("Submitters: private persons"), str(found.persons)],
        [_("Received after the deadline"), str(found.late)],
        *(
            [str(Remark.Position(position).label).capitalize(), str(number)]
            for position, number in found.positions.items()
        ),
    ]
    return [Heading(_("Results in figures")), Table([_("What was counted"), _("Number")], rows)]


def _remarks(content: dict[str, Any]) -> list[Block]:
    title = Heading(_("Remarks and positions"))
    if not content["rows"]:
        return [title, _("No remarks were received in this consultation.")]
    headers = [_("No."), _("Submitter and place"), _("Present wording"), _("Proposed wording"),
               _("Justification"), _("Position and reasons")]  # fmt: skip
    return [title, Table(headers, [_cells(row) for row in content["rows"]])]


def _cells(row: dict[str, Any]) -> list[str]:
    received = _("received %(day)s") % {"day": _day(row["received"])}
    late = [_("after the deadline")] if row["late"] else []
    place = [literal(row["place"] or _("the whole text"))]
    submitter = [literal(row["body"] or _("private person")), *place, received, *late]
    position = str(Remark.Position(row["position"]).label) if row["position"] else "–"
    return [
        str(row["number"]),
        "\n\n".join(submitter),
        *(literal(row[name]) for name in ("present", "proposed", "reason")),
        f"**{position}**\n\n{literal(row['answer'])}",
    ]


def _day(moment: str) -> str:
    return date_format(timezone.localdate(datetime.fromisoformat(moment)), "DATE_FORMAT")
