"""Documents, parts, versions, consultations, remarks, receipts and reports."""

import json
import time
from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from documents.comments.passages import Source
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from documents.drafts.text import TextDocument
from documents.drafts.text.anchors import to_relative
from documents.drafts.text.edit import insert
from documents.imports.models import StagedImport
from documents.structure.forms import encoded
from tests.documents.images.making import png
from tests.matrix.asking import Ask, Case, Here, plain

KINDS = ("public", "institutional", "internal")
STATES = ("planned", "open", "closed", "reported")
# where the states of one kind say what those of another would say
TELLING = (
    "public planned",
    "public open",
    "public closed",
    "public reported",
    "institutional open",
    "internal open",
)


def _group(**form: Any) -> Case:
    return lambda here: Ask({"group": here.place.group.pk}, form)


def _import(here: Here) -> Ask:
    file = SimpleUploadedFile("plan.md", b"# Plan\n\nTekst")
    return Ask({"group": here.place.group.pk}, {"file": file})


def _import_into(here: Here) -> Ask:
    file = SimpleUploadedFile("plan.md", b"# Plan\n\nTekst")
    return Ask({"pk": here.place.papers.document.pk}, {"file": file})


def _staged(here: Here, *, own: bool = True, document: bool = False, picture: bool = False) -> Ask:
    """A file that was read a minute ago; nobody's own is somebody else's."""
    visitor = here.world.visitor(here.who)
    by = visitor if own and visitor.pk else here.world.people["newcomer"]
    target = here.place.papers.document if document else None
    texts = {"accepted": "# Plan\n\nTekst\n"}
    staged = StagedImport.objects.create(
        group=here.place.group, document=target, by_id=by.pk, name="plan.md", kind="markdown", texts=texts
    )
    shown = staged.pictures.create(key=uuid4(), content=b"\x89PNG")
    form = {"action": "create", "shape": "accepted:0", "keep-1": "1"}
    return Ask({"pk": staged.pk} | ({"key": shown.key} if picture else {}), form)


def _stagings(*, document: bool = True, picture: bool = False) -> dict[str, Case]:
    cases: dict[str, Case] = {
        "one's own": lambda here: _staged(here, picture=picture),
        "somebody else's": lambda here: _staged(here, own=False, picture=picture),
    }
    into: Case = lambda here: _staged(here, document=True)  # noqa: E731
    return cases | ({"one's own, into a document": into} if document else {})


def _document(name: str = "document", **form: Any) -> Case:
    return lambda here: Ask({"pk": getattr(here.place.papers, name).pk}, form)


def _template(of: str, **form: Any) -> Case:
    return lambda here: Ask({"pk": getattr(here.place.papers, of).pk}, {"name": "Szablon", **form})


def _new_version(here: Here) -> Ask:
    return Ask({"pk": here.place.papers.document.pk}, {"name": "Druga"})


def _compare_elsewhere(here: Here) -> Ask:
    other = here.place.elsewhere.papers.versions["of its own"]
    return Ask({"pk": here.place.papers.document.pk}, query={"from": other.pk})


def _part(name: str = "part", **form: Any) -> Case:
    return lambda here: Ask({"pk": getattr(here.place.papers, name).pk}, form)


def _order(here: Here) -> Ask:
    papers = here.place.papers
    return Ask({"pk": papers.document.pk}, {"part": [str(papers.part.pk)]})


def _assignment(here: Here) -> Ask:
    papers = here.place.papers
    return Ask({"pk": papers.document.pk}, {"part": [str(papers.part.pk)], "status": "ready"})


def _split(here: Here) -> Ask:
    part = here.place.papers.long
    text = text_document(part.pk)[0]
    return Ask({"pk": part.pk}, {"at": encoded(to_relative(text, text.text.index("Dwa")))})


def _join(here: Here) -> Ask:
    return Ask({"pk": here.place.papers.document.parts.all()[0].pk})


def _transfer(here: Here, target: Document) -> Ask:
    return Ask({"pk": here.place.papers.part.pk}, {"target": target.pk})


def _updates(here: Here, *, part: str = "part", epoch: UUID | None = None) -> Ask:
    found: Part = getattr(here.place.papers, part)
    written = b64encode(insert(TextDocument(), 0, "x", 7_000_000)).decode()
    body = {"session": uuid4().hex, "epoch": str(epoch or found.epoch), "messages": [[1, written]]}
    return Ask({"pk": found.pk}, json=body)


def _updates_of_another(here: Here) -> Ask:
    return _updates(here, epoch=here.place.elsewhere.papers.part.epoch)


def _talk(name: str, **form: Any) -> Case:
    return lambda here: Ask({"pk": getattr(here.place.papers.comments, name).pk}, form)


def _add_image(here: Here, part: str = "part") -> Ask:
    file = SimpleUploadedFile("plan.png", png())
    return Ask({"pk": getattr(here.place.papers, part).pk}, {"file": file})


def _suggested(here: Here) -> Ask:
    part = here.place.papers.part
    words = Source(part).choices()[0]
    form = {"block": words.name, "present": words.text, "proposed": f"{words.text} 2"}
    return Ask({"pk": part.pk}, form)


def _sent_suggestions(here: Here) -> Ask:
    row = here.place.papers.comments.suggestion
    hunk = {"start": row.start, "end": row.end, "quote": row.quote, "replacement": "inaczej"}
    return Ask({"pk": row.part_id}, {"hunks": json.dumps([hunk]), "key": str(uuid4())})


def _plain(here: Here, part: str = "part") -> Ask:
    found = getattr(here.place.papers, part)
    return Ask({"pk": found.pk}, {"text": "Inaczej.", "base_seq": found.head_seq})


def _version(name: str, **form: Any) -> Case:
    return lambda here: Ask({"pk": here.place.papers.versions[name].pk}, form)


def _versions(**form: Any) -> dict[str, Case]:
    names = ("of its own", "kept by itself", "in a public consultation", "in a planned consultation")
    return {name: _version(name, **form) for name in names}


def _held(name: str, keys: dict[str, Any] | None = None, **form: Any) -> Case:
    return lambda here: Ask({"slug": here.place.papers.consultations[name].slug, **(keys or {})}, form)


def _all(*states: str, kinds: tuple[str, ...] = KINDS, **form: Any) -> dict[str, Case]:
    return {f"{kind} {state}": _held(f"{kind} {state}", **form) for kind in kinds for state in states}


def _remark(here: Here, name: str, **form: Any) -> Ask:
    """A form that a person filled in for a minute."""
    minute_ago = signing.b62_encode(int(time.time()) - 60)
    shown = signing.Signer(salt="documents.consultations.remark").sign(f"shown:{minute_ago}")
    told = {"submitter": "person", "name": "Ewa Nowa", "reason": "Bo tak.", "shown": shown}
    slug = here.place.papers.consultations[name].slug
    return Ask({"slug": slug}, {**told, "key": str(uuid4()), **form})


def _remarks(name: str) -> Case:
    return lambda here: _remark(here, name)


def _desk_of_a_missing_remark(here: Here) -> Ask:
    return Ask({"slug": here.place.papers.consultations["public open"].slug}, query={"remark": 9})


def _receipt(token: str) -> Case:
    return lambda here: Ask({"token": here.place.papers.tokens.get(token) or token})


def _receipt_elsewhere(here: Here) -> Ask:
    return Ask({"token": here.place.papers.consultations["public open"].slug})


ANSWER = {"position": "accepted", "answer": "Tak.", "revision": "0"}
CONSULTATION = {"title": "Nowe", "kind": "public", "term": "35", "clause": "Klauzula."}
NO_CHAPTERS = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}
CHANGE = {"title": "Zmienione", "clause": "Klauzula.", "last_day": str(localdate() + timedelta(days=90))}
DOCUMENT_CASES: dict[str, dict[str, Case]] = {
    "documents:documents": {"": _group()},
    "documents:new_document": {"": _group(title="Nowy", chapters="Jeden\nDwa")},
    "documents:import_document": {"": _import},
    "documents:import_into": {"": _import_into},
    "documents:import_reports": {"": _document()},
    "documents:staged_import": _stagings(),
    "documents:import_text": _stagings(document=False),
    "documents:import_picture": _stagings(document=False, picture=True),
    "documents:discard_import": _stagings(document=False),
    "documents:document": {"": _document(), "never frozen": _document("secret")},
    "documents:markdown": {"": _document()},
    "documents:numbering": {"": _document(numbering="decimal")},
    "documents:targets": {"": _part()},
    "documents:export": {"": _document(format="md")},
    "documents:export_version": _versions(format="md"),
    "documents:letterhead": {"": _group()},
    "documents:letterhead_sample": {"": _group()},
    "documents:remove_letterhead": {"": _group()},
    "documents:new_part": {"": _document(title="Nowy")},
    "documents:stage": {"": _document(to="review"), "nowhere": _document(to="adopted")},
    "documents:chapters": {"": _document()},
    "documents:blueprints": {"": _group()},
    "documents:save_blueprint": {"": _template("document")},
    "documents:blueprint": {"": _template("blueprint", **NO_CHAPTERS)},
    "documents:delete_blueprint": {"": _document("blueprint")},
    "documents:order_parts": {"": _order, "of what is no chapter": _document(part="x")},
    "documents:assignments": {"": _assignment, "of no chapter": _document(status="work")},
    "documents:edit_part": {"": _part(), "locked": _part("locked"), "in the bin": _part("removed")},
    "documents:rename_part": {"": _part(title="Inny")},
    "documents:move_part": {"": _part(direction="up")},
    "documents:lock_part": {"": _part(locked="1")},
    "documents:split_part": {"": _split, "nowhere": _part("long", at="x")},
    "documents:join_part": {"": _join, "a restricted chapter": _part("long")},
    "documents:transfer_part": {
        "": lambda here: _transfer(here, here.place.papers.secret),
        "to a document of another group": lambda here: _transfer(here, here.place.elsewhere.papers.secret),
    },
    "documents:remove_part": {"": _part()},
    "documents:restore_part": {"": _part("removed"), "of what is not in the bin": _part()},
    "documents:part_status": {"": _part(status="ready"), "approved": _part(status="approved")},
    "documents:updates": {
        "": _updates,
        "locked": lambda here: _updates(here, part="locked"),
        "restricted": lambda here: _updates(here, part="restricted"),
        "approved": lambda here: _updates(here, part="approved"),
        "in the bin": lambda here: _updates(here, part="removed"),
        "of a part of another group": _updates_of_another,
    },
    "documents:part_suggestions": {"": _part()},
    "documents:suggestion_marks": {"": _part()},
    "documents:new_suggestion": {"": _suggested},
    "documents:send_suggestions": {"": _sent_suggestions},
    "documents:decide_suggestions": {"": _part(decision="reject")},
    "documents:suggestion": {"": _talk("suggestion")},
    "documents:decide_suggestion": {
        "accepted": _talk("suggestion", decision="accept"),
        "rejected": _talk("suggestion", decision="reject"),
        "withdrawn": _talk("suggestion", decision="withdraw"),
    },
    "documents:discuss_suggestion": {"": _talk("suggestion", body="Dlaczego?")},
    "documents:comment_people": {"": _document()},
    "documents:part_comments": {"": _part()},
    "documents:comment_marks": {"": _part()},
    "documents:new_comment": {
        "": _part(body="Uwaga.", block="p1"),
        "on nothing": _part(body="Uwaga.", block="p99"),
    },
    "documents:comment_thread": {"": _talk("thread")},
    "documents:comment_reply": {"": _talk("thread", body="Odpowiedź.")},
    "documents:settle_comment": {"": _talk("thread", state="resolved")},
    "documents:assign_comment": {"": _talk("thread", to="")},
    "documents:edit_comment": {
        "of the member": _talk("members", body="Inaczej.", revision="1"),
        "of the facilitator": _talk("leads", body="Inaczej.", revision="1"),
    },
    "documents:delete_comment": {"of the member": _talk("members"), "of the facilitator": _talk("leads")},
    "documents:image": {"": _document("image"), "in a consulted text": _document("consulted")},
    "documents:add_image": {"": _add_image, "locked": lambda here: _add_image(here, "locked")},
    "documents:shares": {"": _document()},
    "documents:authors": {"": _part()},
    "documents:plain_part": {"": _plain, "locked": lambda here: _plain(here, "locked")},
    "documents:versions": {"": _document()},
    "documents:compare": {"": _document(), "with a version of another group": _compare_elsewhere},
    "documents:compare_docx": {"": _document()},
    "documents:part_history": {"": _part()},
    "documents:restore_version": _versions(),
    "documents:new_version": {"": _new_version},
    "documents:version": _versions(),
    "documents:version_markdown": _versions(),
    "documents:new_consultation": _versions(**CONSULTATION),
    "documents:consultations": {"": plain},
    "documents:consultation": _all(*STATES),
    "documents:edit_consultation": _all(
        "planned", "open", "reported", kinds=("public",), kind="public", **CHANGE
    ),
    "documents:close_consultation": _all("planned", "open", "closed", kinds=("public",)),
    "documents:new_remark": {name: _held(name) for name in TELLING},
    "documents:remarks": {name: _remarks(name) for name in (*TELLING, "internal closed")}
    | {"with a passage that the text has not": lambda here: _remark(here, "public open", block="c99-p1")},
    "documents:answer": {
        "waiting": _held("public open", {"number": 2}, **ANSWER),
        "answered meanwhile": _held("public open", {"number": 1}, **ANSWER),
        "after the report": _held("public reported", {"number": 1}, **ANSWER | {"revision": "1"}),
        "under the number of another consultation": _held("public planned", {"number": 1}, **ANSWER),
    },
    "documents:desk": {name: _held(name) for name in ("public planned", "public open", "internal open")}
    | {"at a number it has not": _desk_of_a_missing_remark},
    "documents:receipt": {
        "of an open consultation": _receipt("public open"),
        "of an internal consultation": _receipt("internal open"),
        "expired": _receipt("public expired"),
        "guessed": _receipt("guessed"),
        "a consultation's address": _receipt_elsewhere,
    },
    "documents:edit_report": {
        f"public {state}": _held(f"public {state}", course="Inny.", revision=saved)
        for state, saved in (("open", 0), ("closed", 1), ("reported", 1))
    },
    "documents:publish_report": _all("open", "closed", "answered", "reported", kinds=("public",)),
    "documents:report": _all("planned", "closed", "reported"),
    "documents:report_file": {
        f"{kind} reported, {format}": _held(f"{kind} reported", {"format": format})
        for kind, format in (
            ("public", "docx"),
            ("public", "pdf"),
            ("institutional", "odt"),
            ("internal", "odt"),
        )
    }
    | {"public closed, docx": _held("public closed", {"format": "docx"})},
}
