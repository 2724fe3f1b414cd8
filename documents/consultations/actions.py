"""Opening and changing a consultation, taking remarks, answering them.

Every action locks the consultation's row first: numbers have no gaps, and no remark slips in while a report
is being published. What the public topic hears carries counters and terms only, never a name; the office's
topic hears the rest. They are two events, recorded in the order of their topics' names.
"""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.access import token_hash
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import find_passage
from documents.consultations.submissions import Submission
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.events import record
from kes.text import slug as slug_of


class NotTaken(Exception):
    """The consultation takes no remarks now; `state` says why: planned, closed or reported."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class AnsweredMeanwhile(Exception):
    """Somebody else answered after the person had opened the remark, which is given as it is now."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(str(remark))
        self.remark = remark


@transaction.atomic
def open_consultation(version: Version, *, by: User, slug: str = "", **fields: Any) -> Consultation:
    """Ask for remarks on a version.

    `fields`: title, kind, summary, legal_basis, opens, closes, clause, accepts_late.
    """
    if version.kind == Version.Kind.AUTOMATIC:
        raise ValidationError(_("Only a named version can be put out to consultation: freeze one first."))
    _check_term(fields["opens"], fields["closes"])
    group = version.document.group
    address = slug or _free_slug(fields["title"])
    consultation = Consultation.objects.create(
        group=group, version=version, slug=address, author=by, **fields
    )
    announce("consultation.opened", consultation, by=by, version=version.pk)
    return consultation


@transaction.atomic
def change_consultation(consultation: Consultation, *, by: User, **fields: Any) -> Consultation:
    """Change what is given; a term that was shortened after the opening leaves its trace in the log.

    A remark that came before a later end is not late any more; one taken in time stays so under an earlier.
    """
    found = lock(consultation)
    if found.reported:
        raise ValidationError(_("The report is published. The consultation cannot be changed any more."))
    changed = {name: value for name, value in fields.items() if getattr(found, name) != value}
    if found.state != "planned" and changed.keys() & {"opens", "kind"}:
        raise ValidationError(_("The consultation has begun. Its kind and its opening cannot be changed."))
    _check_term(changed.get("opens", found.opens), changed.get("closes", found.closes))
    trace = _trace(found, changed)
    for name, value in changed.items():
        setattr(found, name, value)
    found.save()
    if "closes" in changed:
        found.remarks.filter(late=True, created__lte=found.closes).update(late=False)
    if changed:
        announce("consultation.changed", found, by=by, fields=sorted(changed), **trace)
    return found


@transaction.atomic
def submit_remark(
    consultation: Consultation,
    submission: Submission,
    *,
    by: User | None,
    token: str,
    at: datetime | None = None,
) -> Remark:
    """Keep a remark; the same token again gives the remark that is there.

    `at` is when it was received. Raises NotTaken, and Misplaced for a passage that the version has not.
    """
    found = lock(consultation)
    if kept := found.remarks.filter(token_hash=token_hash(token)).first():
        return kept
    moment = at or timezone.now()
    late = _is_late(found, moment)
    passage = find_passage(found.version, submission.anchor)
    found.last_number += 1
    found.save(update_fields=["last_number"])
    remark = Remark(
        consultation=found, number=found.last_number, token_hash=token_hash(token), user=by, late=late
    )
    for name in ("present_wording", "proposed_wording", "reason", "submitter", "name", "email"):
        setattr(remark, name, getattr(submission, name))
    if passage:
        remark.chapter, remark.place, remark.quote = passage.chapter, passage.place, passage.quote
        remark.block, remark.start = passage.anchor.block, passage.anchor.start
        remark.end_block, remark.end = passage.anchor.end_block, passage.anchor.end
    remark.clause_shown, remark.created = found.clause, moment
    remark.save()
    _count("remark.added", remark, by=None)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, by: User, position: str, answer: str, revision: int) -> Remark:
    """Give the position and its reasons; `revision` is of the answer that the person had before the eyes.

    Raises AnsweredMeanwhile when there is a newer one, NotTaken once the report is published.
    """
    consultation = lock(remark.consultation)
    found = consultation.remarks.select_related("answered_by").get(pk=remark.pk)
    if consultation.reported:
        raise NotTaken("reported")
    if found.revision != revision:
        raise AnsweredMeanwhile(found)
    found.position, found.answer = position, answer
    found.answered, found.answered_by, found.revision = timezone.now(), by, revision + 1
    found.save(update_fields=["position", "answer", "answered", "answered_by", "revision"])
    found.consultation = consultation
    _count("remark.answered", found, by=by, position=position)
    return found


def lock(consultation: Consultation) -> Consultation:
    """The consultation as it is now, held until the end of the transaction."""
    held = Consultation.objects.select_for_update(of=("self",)).select_related("group", "version", "report")
    return held.get(pk=consultation.pk)


def announce(
    kind: str, consultation: Consultation, *, by: User, about: Model | None = None, **data: Any
) -> None:
    """Tell everybody that something changed, and the office who did what."""
    shared = {"consultation": consultation.pk, "closes": consultation.closes.isoformat()}
    group = consultation.group_id
    record(kind, by=None, topics=[consultation.topic], group=group, data=shared)
    record(
        kind,
        by=by,
        topics=[consultation.office_topic],
        about=about or consultation,
        group=group,
        data=shared | data,
    )


def counters(consultation: Consultation) -> dict[str, int]:
    answered = consultation.remarks.exclude(position="").count()
    return {"remarks": consultation.remarks.count(), "answered": answered}


def _count(kind: str, remark: Remark, *, by: User | None, **data: Any) -> None:
    consultation = remark.consultation
    numbers = counters(consultation)
    group = consultation.group_id
    record("consultation.counted", by=None, topics=[consultation.topic], group=group, data=numbers)
    about = {"remark": remark.pk, "number": remark.number, **data}
    record(kind, by=by, topics=[consultation.office_topic], about=remark, group=group, data=numbers | about)


def _is_late(consultation: Consultation, moment: datetime) -> bool:
    if consultation.reported:
        raise NotTaken("reported")
    if moment < consultation.opens:
        raise NotTaken("planned")
    if moment > consultation.closes and not consultation.accepts_late:
        raise NotTaken("closed")
    return moment > consultation.closes


def _check_term(opens: datetime, closes: datetime) -> None:
    if closes <= opens:
        raise ValidationError(_("The consultation must close after it opens."))


def _trace(consultation: Consultation, changed: dict[str, Any]) -> dict[str, Any]:
    new: datetime | None = changed.get("closes")
    if new is None:
        return {}
    shortened = consultation.state != "planned" and new < consultation.closes
    return {
        "closed_before": consultation.closes.isoformat(),
        "closes": new.isoformat(),
        "shortened": shortened,
    }


def _free_slug(title: str) -> str:
    """A slug of the title that is not taken and that a topic may carry."""
    base = slug_of(title.replace("_", "-")) or "konsultacje"
    if re.match(r"0\d", base):
        base = f"k-{base}"
    number, free = 1, base
    while Consultation.objects.filter(slug=free).exists():
        number += 1
        free = f"{base}-{number}"
    return free
