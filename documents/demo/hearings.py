"""The consultations: opened, remarked upon where a wording stands, answered, and one of them reported on."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.utils.formats import date_format

from documents.consultations.actions import answer_remark, open_consultation, submit_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor
from documents.consultations.submissions import Submission, receipt_token
from documents.demo.cast import Cast
from documents.demo.files import chapter, facts
from documents.demo.timeline import Step, back_date
from documents.drafts.text.units import unit_length
from documents.reports.actions import publish_report, save_report
from documents.versions.models import Version

ANNOUNCED = ("title", "kind", "accepts_late")
TEXTS = ("summary", "legal_basis", "clause")


def steps(cast: Cast) -> Iterator[Step]:
    moment = cast.clock.moment
    for row in facts("consultations.toml")["consultation"]:
        opened: list[Consultation] = []
        yield Step(moment(row["created"]), partial(_open, cast, row, opened))
        for remark in row.get("remark", []):
            yield from _remark_steps(cast, opened, remark)
        if report := row.get("report"):
            yield Step(moment(report["published"]), partial(_report, cast, opened, report))


def place_of(version: Version, title: str, quote: str) -> Anchor:
    """Where the quote stands in the chapter; raises LookupError when it does not."""
    for block, _kind, text, *_around in version.parts.get(title=title).blocks:
        if quote in text:
            start = unit_length(text[: text.index(quote)])
            return Anchor(block, start, block, start + unit_length(quote))
    raise LookupError(f"{title} does not say {quote!r}")


def _remark_steps(cast: Cast, opened: list[Consultation], row: dict[str, Any]) -> Iterator[Step]:
    kept: list[Remark] = []
    yield Step(cast.clock.moment(row["received"]), partial(_submit, opened, row, kept))
    if "position" in row:
        yield Step(cast.clock.moment(row["answered"]), partial(_answer, cast, row, kept))


def _open(cast: Cast, row: dict[str, Any], opened: list[Consultation], moment: datetime) -> None:
    consultation = open_consultation(
        cast.versions[row["document"]],
        by=cast.people[row["by"]],
        slug=row["slug"],
        opens=cast.clock.moment(row["opens"]),
        closes=cast.clock.moment(row["closes"]),
        **{name: row[name] for name in ANNOUNCED},
        **{name: row[name].strip() for name in TEXTS},
    )
    back_date(consultation, moment, "created")
    opened.append(consultation)


def _submit(opened: list[Consultation], row: dict[str, Any], kept: list[Remark], moment: datetime) -> None:
    (consultation,) = opened
    title, _text = chapter(_folder(consultation), row["chapter"])
    submission = Submission(
        submitter=row["submitter"],
        name=row["name"],
        anchor=place_of(consultation.version, title, row["quote"]),
        present_wording=row["quote"],
        proposed_wording=row["proposed"],
        reason=row["reason"],
        email=row.get("email", ""),
    )
    token = receipt_token(consultation.slug, secrets.token_urlsafe(16), submission)
    kept.append(submit_remark(consultation, submission, by=None, token=token, at=moment))


def _folder(consultation: Consultation) -> str:
    rows = facts("consultations.toml")["consultation"]
    return str(next(row["document"] for row in rows if row["slug"] == consultation.slug))


def _answer(cast: Cast, row: dict[str, Any], kept: list[Remark], moment: datetime) -> None:
    (remark,) = kept
    author = cast.people[row["by"]]
    answered = answer_remark(
        remark, by=author, position=row["position"], answer=row["answer"], revision=remark.revision
    )
    back_date(answered, moment, "answered")


def _report(cast: Cast, opened: list[Consultation], row: dict[str, Any], moment: datetime) -> None:
    (consultation,) = opened
    author = cast.people[row["by"]]
    days = {name: date_format(cast.clock.day(told)) for name, told in row["days"].items()}
    course = row["course"].strip().format(**days)
    save_report(consultation, by=author, course=course, prepared_by=row["prepared_by"])
    report = publish_report(consultation, by=author)
    report.content["published"] = moment.astimezone(UTC).isoformat()
    report.save(update_fields=["content"])
    back_date(report, moment, "published")
