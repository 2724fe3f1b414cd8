"""What a group of the matrix writes: drafts, versions, consultations of every kind and state, reports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from documents.assignments.actions import Assignment, assign_part
from documents.blueprints.actions import save_blueprint
from documents.blueprints.models import Blueprint
from documents.comments.actions import open_thread, reply
from documents.comments.models import Comment, CommentThread
from documents.comments.passages import at_units
from documents.consultations.actions import answer_remark, open_consultation, submit_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.submissions import Submission
from documents.drafts.actions import add_part, create_document, lock_part
from documents.drafts.models import Document, Part
from documents.images.actions import markdown_of, store_image
from documents.images.models import Image
from documents.reports.actions import publish_report, save_report
from documents.reports.models import LINKS_LIVE, Report
from documents.structure.actions import remove_part
from documents.suggestions.actions import Wording, suggest
from documents.suggestions.models import Suggestion
from documents.versions.actions import cut_version, keep_version
from documents.versions.models import Version
from groups.directory.models import Group
from kes.accounts.models import User
from tests.documents.images.making import photo, png

CHAPTERS = [("Jeden", "Raz.\n\n### Dwa\n\nTrzy."), ("Zastrzeżony", "Tekst."), ("Dalej", ""), ("Usunięty", "")]
Mark = Callable[[str], str]
DAY = timedelta(days=1)
TERMS = {"planned": (5 * DAY, 40 * DAY), "open": (-5 * DAY, 40 * DAY), "closed": (-40 * DAY, -5 * DAY)}


@dataclass
class Papers:
    document: Document  # being written; has a version that no consultation shows
    secret: Document  # being written; its very title is a draft
    part: Part
    locked: Part
    restricted: Part
    approved: Part
    long: Part  # can be divided, and joined with the next one
    removed: Part
    blueprint: Blueprint
    image: Image  # in no frozen text
    consulted: Image  # in the version of consultations that have begun
    versions: dict[str, Version]
    comments: "Comments"
    consultations: dict[str, Consultation] = field(default_factory=dict)  # by kind and state
    tokens: dict[str, str] = field(default_factory=dict)  # of the last remark in each consultation


@dataclass
class Comments:
    """A thread on a passage: the facilitator's comment, then the member's."""

    thread: CommentThread
    leads: Comment
    members: Comment
    suggestion: Suggestion  # the member's


def write_papers(group: Group, mark: Mark, *, lead: User, writer: User) -> Papers:
    text = [("Diagnoza", "Akapit jeden.\n\nAkapit drugi.")]
    document = create_document(group, by=lead, title=f"Plan grupy {group.pk}", parts=text)
    secret_name = f"Pierwsza {mark('view_version')}"
    versions = {"of its own": cut_version(document, by=lead, name=secret_name, note=secret_name)}
    part = add_part(document, by=lead, title=f"Cele {mark('view_draft')}", text=mark("view_draft"))
    kept_by_itself = keep_version(document, by=None, reason=Version.Reason.HOURLY)
    assert kept_by_itself
    versions["kept by itself"] = kept_by_itself
    secret = create_document(group, by=lead, title=f"Szkic {mark('view_draft')}", parts=[("Tajny", "")])
    locked = secret.parts.get()
    lock_part(locked, by=lead, locked=True)
    locked.refresh_from_db()
    several = create_document(group, by=lead, title=f"Wykaz {mark('view_draft')}", parts=CHAPTERS)
    long, restricted, _open, removed = several.parts.all()
    remove_part(removed, by=lead)
    removed.refresh_from_db()
    image = store_image(document, by=lead, content=png(), name="mapa.png")
    consulted = store_image(document, by=lead, content=photo(), name="zdjęcie.jpg")
    assign_part(restricted, by=lead, wanted=Assignment(restricted=True))
    approved = add_part(secret, by=lead, title="Zatwierdzony")
    assign_part(approved, by=lead, wanted=Assignment(status=Part.Status.APPROVED))
    for name in ("in a public consultation", "in a planned consultation"):
        words = f"Jawne. {markdown_of(consulted, 'Zdjęcie')}" if "public" in name else "Jawne."
        shown = create_document(group, by=lead, title=f"Program {group.pk}", parts=[("Zasady", words)])
        hidden = mark("view_version") if "planned" in name else ""
        versions[name] = cut_version(shown, by=lead, name=f"Druga {hidden}")
    blueprint = save_blueprint(document, by=lead, name=f"Szablon {mark('view_draft')}")
    kept = (long, removed, blueprint, image, consulted)
    comments = _comment(part, mark, lead, writer)
    papers = Papers(document, secret, part, locked, restricted, approved, *kept, versions, comments)
    _consult(papers, mark, lead)
    return papers


def _comment(part: Part, mark: Mark, lead: User, writer: User) -> Comments:
    body = f"Kto to napisze? {mark('view_draft')}"
    thread = open_thread(part, by=lead, body=body, passage=at_units(part, 0, 4))
    reply(thread, by=writer, body=body)
    (suggestion,) = suggest(part, by=writer, wordings=[Wording(at_units(part, 0, 4), "inaczej")])
    leads, members = thread.comments.all()
    return Comments(thread, leads, members, suggestion)


def _consult(papers: Papers, mark: Mark, lead: User) -> None:
    states = {name: name for name in TERMS} | dict.fromkeys(("answered", "reported", "expired"), "closed")
    for kind in Consultation.Kind.values:
        for name, state in states.items():
            papers.consultations[f"{kind} {name}"] = _held(papers, mark, lead, f"{kind} {name}", state)


def _held(papers: Papers, mark: Mark, lead: User, name: str, state: str) -> Consultation:
    planned = "in a planned consultation" if name == "public planned" else "in a public consultation"
    kind = name.split()[0]
    now, (opens, closes) = timezone.now(), TERMS[state]
    secret = {"internal": mark("internal"), "institutional": mark("institutional"), "public": ""}[kind]
    found = open_consultation(
        papers.versions[planned],
        by=lead,
        slug=f"{name.replace(' ', '-')}-{papers.document.group_id}",
        title=f"Konsultacje {name} {mark('view_remarks') if state == 'planned' else secret}",
        kind=kind,
        opens=now + opens,
        closes=now + closes,
        clause="Klauzula.",
    )
    if state != "planned":
        _collect(papers, mark, lead, found, name)
    return found


def _collect(papers: Papers, mark: Mark, lead: User, found: Consultation, name: str) -> None:
    """Two remarks, the first of them answered; both where there is a report."""
    at = found.opens + DAY
    first, second = (_remark(papers, mark, found, name, number, at) for number in (1, 2))
    _answer(first, lead)
    if name.endswith("closed"):
        save_report(found, by=lead, course=f"Szkic {mark('publish_report')}", prepared_by="Biuro")
    elif not name.endswith("open"):
        _answer(second, lead)
    if name.endswith(("answered", "reported", "expired")):
        save_report(found, by=lead, course="Przebieg.", prepared_by="Biuro")
    if name.endswith(("reported", "expired")):
        report = publish_report(found, by=lead)
        term = LINKS_LIVE + DAY if name.endswith("expired") else 0 * DAY
        Report.objects.filter(pk=report.pk).update(published=timezone.now() - term)


def _remark(papers: Papers, mark: Mark, found: Consultation, name: str, number: int, at: datetime) -> Remark:
    """A private person's, whose name only the office reads; the token is as long as a real one."""
    token = f"{name.replace(' ', '')}{found.group_id}-{number}".ljust(43, "t")
    papers.tokens[name] = token
    told = Submission(
        submitter="person",
        name=f"Jan {mark('view_remarks')}",
        email=f"{mark('view_remarks')}@example.org",
        proposed_wording="Inaczej.",
    )
    return submit_remark(found, told, by=None, token=token, at=at)


def _answer(remark: Remark, lead: User) -> None:
    answer_remark(remark, by=lead, position="noted", answer="Dziękujemy.", revision=0)
