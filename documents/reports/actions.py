"""Drafting a report and publishing it, which freezes its figures and its table."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.consultations.actions import announce, lock
from documents.consultations.models import Consultation, Remark
from documents.reports.content import frozen
from documents.reports.course import default_course, gaps
from documents.reports.models import Report
from kes.accounts.models import User


class Unready(Exception):
    """The report cannot be published, for all these reasons."""

    def __init__(
        self,
        *,
        still_open: bool = False,
        waiting: list[Remark] | None = None,  # for answers
        unsaved: bool = False,  # nobody has read what it says of itself
        gaps: list[str] | None = None,  # passages of the course to fill in
    ) -> None:
        super().__init__("not ready")
        self.still_open, self.unsaved = still_open, unsaved
        self.waiting, self.gaps = waiting or [], gaps or []


class Outdated(ValidationError):
    """Somebody saved the report while this text was being written; `report` is as it is now."""

    def __init__(self, report: Report) -> None:
        super().__init__(_("Somebody changed the report meanwhile. Your text is kept here; compare the two."))
        self.report = report


def report_of(consultation: Consultation) -> Report:
    """The report, or a new one that is not stored before somebody saves it."""
    report: Report | None = getattr(consultation, "report", None)
    return report or Report(consultation=consultation, course=default_course(consultation))


@transaction.atomic
def save_report(
    consultation: Consultation, *, by: User, course: str, prepared_by: str, revision: int = 0
) -> Report:
    """The same words sent twice are saved once; `revision` is of the report the person had before the eyes.

    Raises Outdated when there is a newer one.
    """
    found = lock(consultation)
    report = report_of(found)
    if found.reported:
        raise ValidationError(_("The report is published and cannot be changed."))
    if report.pk and (report.course, report.prepared_by) == (course, prepared_by):
        return report
    if report.revision != revision:
        raise Outdated(report)
    report.course, report.prepared_by, report.revision = course, prepared_by, revision + 1
    report.save()
    announce("report.saved", found, by=by, about=report)
    return report


@transaction.atomic
def publish_report(consultation: Consultation, *, by: User) -> Report:
    """Freeze and publish; raises Unready. No remark is taken afterwards, not even a late one.

    The consultation's row is locked: a remark sent at this moment is either in the report or refused.
    """
    found = lock(consultation)
    report = report_of(found)
    if found.reported:
        return report
    if found.state != "closed":
        raise Unready(still_open=True)
    waiting = list(found.remarks.filter(position="").order_by("number"))
    missing = gaps(found, report.course) if report.pk else []
    if waiting or missing or not report.pk:
        raise Unready(waiting=waiting, unsaved=not report.pk, gaps=missing)
    report.published, report.published_by = timezone.now(), by
    report.content = frozen(report)
    report.save()
    announce("report.published", found, by=by, about=report)
    return report
