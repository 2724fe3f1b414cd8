"""What a report says: figures and rows. Computed for a draft, frozen when it is published."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from documents.consultations.models import Consultation, Remark
from documents.reports.models import Report


@dataclass(frozen=True)
class Figures:
    remarks: int = 0
    persons: int = 0  # different private persons, by name and e-mail
    bodies: int = 0  # different bodies, by name
    late: int = 0
    positions: dict[str, int] = field(default_factory=dict)  # of Remark.Position, each with its count

    @property
    def submitters(self) -> int:
        return self.persons + self.bodies


def frozen(report: Report) -> dict[str, Any]:
    """Everything the page and the files need, as JSON; names of private persons are left out."""
    consultation = report.consultation
    remarks = list(consultation.remarks.order_by("number"))
    return {
        "title": consultation.title,
        "kind": consultation.kind,
        "group": consultation.group.name,
        "legal_basis": consultation.legal_basis,
        "opens": consultation.opens.isoformat(),
        "closes": consultation.closes.isoformat(),
        "version": f"{consultation.version.number}. {consultation.version.name}",
        "sha256": consultation.version.sha256,
        "course": report.course,
        "prepared_by": report.prepared_by,
        "published": timezone.now().isoformat(),
        "figures": _figures(remarks),
        "rows": [_row(remark) for remark in remarks],
    }


def figures(content: dict[str, Any]) -> Figures:
    return Figures(**content["figures"])


def count(consultation: Consultation) -> Figures:
    return Figures(**_figures(list(consultation.remarks.all())))


def _figures(remarks: list[Remark]) -> dict[str, Any]:
    positions = Counter(remark.position for remark in remarks)
    persons = {
        _key(remark.name, remark.email) for remark in remarks if remark.submitter == Remark.Submitter.PERSON
    }
    bodies = {_key(remark.name) for remark in remarks if remark.submitter == Remark.Submitter.BODY}
    return {
        "remarks": len(remarks),
        "persons": len(persons),
        "bodies": len(bodies),
        "late": sum(remark.late for remark in remarks),
        "positions": {position: positions[position] for position in Remark.Position.values},
    }


def _row(remark: Remark) -> dict[str, Any]:
    return {
        "number": remark.number,
        "place": remark.place,
        "present": remark.present_wording or remark.quote,
        "proposed": remark.proposed_wording,
        "reason": remark.reason,
        "body": remark.name if remark.submitter == Remark.Submitter.BODY else "",
        "position": remark.position,
        "answer": remark.answer,
        "received": remark.created.isoformat(),
        "late": remark.late,
    }


def _key(*words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.casefold().split()) for word in words)
