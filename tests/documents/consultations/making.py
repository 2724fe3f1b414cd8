"""Makes versions, consultations and remarks for tests, through the product's own actions."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from documents.consultations import remark_form
from documents.consultations.actions import open_consultation, submit_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor
from documents.consultations.submissions import Submission
from documents.drafts.actions import create_document
from documents.reports.actions import publish_report, save_report
from documents.reports.models import Report
from documents.versions.actions import cut_version
from documents.versions.models import Version
from groups.directory.models import Group
from kes.accounts.models import User

FIRST = "Godność 😀 człowieka jest nienaruszalna.\n\nWładze ją chronią.\n\n- żółw\n    - gęś\n- jaźń"
SECOND = "### Cele\n\nŁódź łączy pokolenia.\n\nDrugi akapit o celach."
MONTH = timedelta(days=30)


def version_of(group: Group, by: User, *, first: str = FIRST) -> Version:
    parts = [("Diagnoza", first), ("Cele i działania", SECOND)]
    document = create_document(group, by=by, title="Lokalny plan", parts=parts)
    return cut_version(document, by=by, name="do konsultacji")


def consultation_of(version: Version, by: User, *, began: timedelta = MONTH, **fields: Any) -> Consultation:
    """Open for a month on either side of now, unless told otherwise."""
    now = timezone.now()
    wanted: dict[str, Any] = {
        "title": "Plan Łodzi",
        "kind": Consultation.Kind.PUBLIC,
        "summary": "",
        "legal_basis": "Art. 6 ust. 4–6",
        "opens": now - began,
        "closes": now + MONTH,
        "clause": "Administratorem jest **Urząd**.",
        "accepts_late": False,
    }
    return open_consultation(version, by=by, **wanted | fields)


def close(consultation: Consultation, *, accepts_late: bool = False) -> None:
    closes = timezone.now() - timedelta(days=1)
    Consultation.objects.filter(pk=consultation.pk).update(closes=closes, accepts_late=accepts_late)
    consultation.refresh_from_db()


def remark_on(
    consultation: Consultation,
    n: int = 1,
    *,
    anchor: Anchor | None = None,
    at: datetime | None = None,
    by: User | None = None,
    **words: str,
) -> Remark:
    """A remark whose receipt's token is `token-<n>`."""
    wanted = {"submitter": "person", "name": f"Osoba {n}", "reason": f"Powód {n}"} | words
    place = Anchor("c1-p1", 0, "c1-p1", 7) if anchor is None else anchor
    submission = Submission(anchor=place, **wanted)
    return submit_remark(consultation, submission, by=by, token=f"token-{n}", at=at)


def report_on(consultation: Consultation, by: User, *, course: str = "Przebieg.") -> Report:
    """Published, its course written first."""
    save_report(consultation, by=by, course=course, prepared_by="")
    return publish_report(consultation, by=by)


def fields(consultation: Consultation, **changed: Any) -> dict[str, Any]:
    """The form as a browser sends it, some time after it was shown."""
    cache.clear()
    page = Client().get(reverse("documents:new_remark", args=[consultation.slug]))
    form = page.context["form"]
    sent = {
        "key": str(form.initial["key"]),
        "shown": shown_before(60),
        "submitter": "person",
        "name": "Zofia Gęś",
        "reason": "Bo tak będzie lepiej.",
        "block": "c1-p1",
        "start": 0,
        "end_block": "c1-p1",
        "end": 10,
        "present_wording": "Godność 😀",
    }
    return {name: value for name, value in (sent | changed).items() if value is not None}


def shown_before(seconds: int) -> str:
    """The mark of a form that was shown so many seconds ago, signed as the product does it."""

    class Past(type(remark_form._SIGNER)):  # type: ignore[misc]
        def timestamp(self) -> str:
            from django.core.signing import b62_encode

            return b62_encode(int(timezone.now().timestamp()) - seconds)

    return str(Past(salt="documents.consultations.remark").sign("shown"))


def said(words: str) -> str:
    """What a page in the language of the site says."""
    with override(settings.LANGUAGE_CODE):
        return gettext(words).replace("\u00a0", " ")


def send(consultation: Consultation, client: Client | None = None, **changed: Any) -> Any:
    url = reverse("documents:remarks", args=[consultation.slug])
    return (client or Client()).post(url, fields(consultation, **changed))
