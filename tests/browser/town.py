"""The demonstration with the corners it does not have: empty lists, lists of one, an unpublished report."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from documents.comments.actions import assign as assign_comment
from documents.comments.actions import delete as delete_comment
from documents.comments.actions import edit as edit_comment
from documents.comments.actions import open_thread as open_comment
from documents.comments.actions import reply as comment_reply
from documents.comments.models import CommentThread
from documents.comments.passages import at_units
from documents.consultations.actions import open_consultation, submit_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor
from documents.consultations.submissions import Submission
from documents.demo.load import load
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.imports.actions import stage
from documents.imports.models import StagedImport
from documents.reports.actions import save_report
from documents.suggestions.actions import Wording, suggest
from documents.suggestions.models import Suggestion
from documents.versions.actions import cut_version
from documents.versions.models import Version
from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.roles import RoleKind, Visibility
from groups.threads.actions import close_thread, delete_post, edit_post, open_thread, post_reply
from groups.threads.models import Post, Thread
from kes.accounts.models import User
from kes.intake import read
from tests.documents.imports.files import plan
from tests.people import PASSWORD, person

RECEIPT = "receipt-of-the-screens-receipt-of-the-screens"
RUNNING, FINISHED = "lokalny-plan-dolina-struzki-2027-2030", "standard-dostepnosci-jednostek-reintegracyjnych"
CLAUSE = "Administratorem danych jest **Gmina Jodłowo**."


@dataclass
class Town:
    """What the screens of the product show; `people` by the names that screens.py gives them."""

    people: dict[str, User | None]
    group: Group
    quiet: Group
    empty: Group
    thread: Thread
    closed: Thread
    post: Post
    document: Document
    version: Version
    calm: Consultation
    over: Consultation
    staged: StagedImport
    comment: CommentThread
    suggestion: Suggestion


def build() -> Town:
    load(password=PASSWORD)
    lead = User.objects.get(email__startswith="katarzyna.wilk")
    member = User.objects.get(email__startswith="barbara.zawadzka")
    group = Consultation.objects.get(slug=RUNNING).group
    people: dict[str, User | None] = {"lead": lead, "member": member, "nobody": None}
    people |= {"newcomer": person("Nowa Osoba"), "outsider": person("Zofia Obca")}
    empty, quiet = _group("Nowy zespół", lead), _group("Cichy zespół", lead)
    thread = open_thread(quiet, by=lead, title="Harmonogram prac", body="Proponuję spotkania w czwartki.")
    post = post_reply(thread, by=lead, body="Pierwsze w sali 12.", reply_to=None)
    edit_post(post, by=lead, body="Pierwsze spotkanie w sali **14**.", revision=1)
    delete_post(post_reply(thread, by=lead, body="Do usunięcia."), by=lead)
    closed = open_thread(group, by=lead, title="Wątek zamknięty", body="Sprawa załatwiona.")
    close_thread(closed, by=lead)
    document = create_document(
        quiet, by=lead, title="Regulamin", parts=[("Zasady", "Pierwsza zasada.\n\nDruga.")]
    )
    version = cut_version(document, by=lead, name="Do konsultacji")
    calm, over = (
        _consultation(version, lead, "Uwagi do regulaminu"),
        _consultation(version, lead, "Uwagi zebrane"),
    )
    _remark(over, RECEIPT)
    save_report(over, by=lead, course="Konsultacje trwały dzień.", prepared_by="Katarzyna Wilk")
    Consultation.objects.filter(pk=over.pk).update(closes=timezone.now() - timedelta(hours=1))
    busiest = group.threads.order_by("-last_number")[0]
    staged = stage(quiet, by=lead, intake=read(plan(), name="plan.docx"), name="plan.docx")
    papers = (document, version, calm, over, staged, *_talk_about(document, lead))
    return Town(people, group, quiet, empty, busiest, closed, post, *papers)


def _talk_about(document: Document, lead: User) -> tuple[CommentThread, Suggestion]:
    """A thread on words that are there, one on words that are gone, a suggestion for each state."""
    part = document.parts.get()
    words = at_units(part, 0, 15)
    thread = open_comment(part, by=lead, body="Czy to **jedyna** zasada?", passage=words)
    comment_reply(thread, by=lead, body="Na razie tak.")
    edit_comment(thread.comments.all()[0], by=lead, body="Czy to jedyna zasada?", revision=1)
    delete_comment(comment_reply(thread, by=lead, body="Do usunięcia."), by=lead)
    assign_comment(thread, by=lead, to=lead)
    gone = open_comment(part, by=lead, body="Tu coś było.", passage=words)
    CommentThread.objects.filter(pk=gone.pk).update(place=CommentThread.Place.ORPHANED)
    wordings = [Wording(words, "Pierwsza reguła"), Wording(words, "Zasada numer jeden")]
    waiting, stale = suggest(part, by=lead, wordings=wordings, reason="Tak jest w ustawie.")
    Suggestion.objects.filter(pk=stale.pk).update(place=Suggestion.Place.CHANGED)
    return thread, waiting


def _group(name: str, lead: User) -> Group:
    group = create_group(by=None, name=name, kind=Group.Kind.WORKING_GROUP, visibility=Visibility.NAMED)
    add_member(group, by=None, user=lead, role=RoleKind.FACILITATOR)
    return group


def _consultation(version: Version, by: User, title: str) -> Consultation:
    now = timezone.now()
    return open_consultation(
        version,
        by=by,
        title=title,
        kind=Consultation.Kind.PUBLIC,
        summary="Krótki opis.",
        legal_basis="",
        opens=now - timedelta(days=1),
        closes=now + timedelta(days=35),
        accepts_late=False,
        clause=CLAUSE,
    )


def _remark(consultation: Consultation, token: str) -> Remark:
    words = {"present_wording": "", "proposed_wording": "Nowy zapis.", "reason": "Tak będzie jaśniej."}
    whole = Submission(anchor=Anchor(), submitter="person", name="Jan Nowak", email="", **words)
    return submit_remark(consultation, whole, by=None, token=token)
