"""Keeping what was read for a day, and making of it a document, or parts of one."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document
from documents.imports.choices import Choices
from documents.imports.marks import without_marks
from documents.imports.models import KEPT, ImportReport, StagedImport, StagedPicture
from documents.imports.placing import placed
from documents.imports.splitting import LONGEST_TITLE, Piece
from groups.directory.models import Group
from kes.accounts.models import User
from kes.intake import Intake
from kes.live.events import record


@transaction.atomic
def stage(
    group: Group, *, by: User, intake: Intake, name: str, document: Document | None = None
) -> StagedImport:
    """What waited longer than a day goes when somebody comes."""
    StagedImport.objects.filter(created__lt=timezone.now() - KEPT).delete()
    data = intake.to_json()
    kept = {name: data[name] for name in ("kind", "texts", "notices", "findings", "comments", "changes")}
    staged = StagedImport.objects.create(
        group=group, document=document, by=by, name=name, title=intake.title[:LONGEST_TITLE], **kept
    )
    StagedPicture.objects.bulk_create(
        StagedPicture(staged=staged, key=p.key, name=p.name[:100], alt=p.alt[:300], content=p.content)
        for p in intake.pictures
    )
    return staged


def choose(staged: StagedImport, choices: Choices) -> None:
    staged.choices = choices.stored()
    staged.save(update_fields=["choices"])


@transaction.atomic
def create_from(staged: StagedImport, choices: Choices, *, by: User) -> Document:
    """A new document of the chosen parts."""
    title = choices.title or choices.taken[0].title
    document = create_document(staged.group, by=by, title=title, parts=[])
    return _fill(document, staged, choices.taken, by=by)


@transaction.atomic
def add_from(staged: StagedImport, choices: Choices, *, by: User) -> Document:
    """The chosen parts become the last parts of the document."""
    assert staged.document is not None
    return _fill(staged.document, staged, choices.taken, by=by)


@transaction.atomic
def discard(staged: StagedImport) -> None:
    staged.delete()


def _fill(document: Document, staged: StagedImport, taken: list[Piece], *, by: User) -> Document:
    texts, refused = placed(document, staged, [piece.text for piece in taken], by=by)
    for piece, text in zip(taken, texts, strict=True):
        add_part(document, by=by, title=piece.title, text=without_marks(text))
    if refused:
        staged.findings.append({"kind": "picture", "count": refused, "places": []})
    _report(document, staged, [piece.title for piece in taken], by=by)
    staged.delete()
    return document


def _report(document: Document, staged: StagedImport, titles: list[str], *, by: User) -> None:
    report = ImportReport.objects.create(
        document=document,
        by=by,
        name=staged.name,
        kind=staged.kind,
        parts=titles,
        notices=staged.notices,
        findings=staged.findings,
        left_out=staged.comments,
    )
    told: dict[str, Any] = {"document": document.pk, "report": report.pk, "name": staged.name}
    record(
        "document.imported",
        by=by,
        topics=[document.topic, document.list_topic],
        about=document,
        group=document.group_id,
        data=told | {"parts": len(titles), "losses": sum(finding["count"] for finding in staged.findings)},
    )
