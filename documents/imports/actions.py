"""Keeping what was read for a day, and making of it a document, or parts of one."""

from functools import reduce
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document, Part
from documents.drafts.rewriting import rewrite
from documents.imports.choices import Choices
from documents.imports.marks import Passage, unmarked
from documents.imports.models import KEPT, ImportReport, StagedImport, StagedPicture
from documents.imports.placing import placed
from documents.imports.splitting import LONGEST_TITLE, joined
from documents.imports.threads import open_threads
from documents.versions.actions import keep_version
from documents.versions.models import Version
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
    return _add(document, staged, choices, by=by)


@transaction.atomic
def add_from(staged: StagedImport, choices: Choices, *, by: User) -> Document:
    """The chosen parts become the last parts of the document."""
    assert staged.document is not None
    return _add(staged.document, staged, choices, by=by)


@transaction.atomic
def replace_from(staged: StagedImport, choices: Choices, part: Part, *, by: User) -> Document:
    """The chosen parts, as one, become the text of a part; a version keeps what was there.

    Raises NotWritten when the part is closed to writing meanwhile.
    """
    document = part.document
    keep_version(document, by=by, reason=Version.Reason.IMPORT)
    whole = reduce(joined, choices.taken)
    (text,), refused = placed(document, staged, [whole.text], by=by)
    plain, found = unmarked(text)
    rewrite(part, by=by, text=plain)
    kept = _threads(part, plain, found, staged, choices, by)
    return _finish(document, staged, [part.title], refused, kept, by=by)


@transaction.atomic
def discard(staged: StagedImport) -> None:
    staged.delete()


def _add(document: Document, staged: StagedImport, choices: Choices, *, by: User) -> Document:
    taken = choices.taken
    texts, refused = placed(document, staged, [piece.text for piece in taken], by=by)
    kept: set[int] = set()
    for piece, text in zip(taken, texts, strict=True):
        plain, found = unmarked(text)
        part = add_part(document, by=by, title=piece.title, text=plain)
        kept |= _threads(part, plain, found, staged, choices, by)
    return _finish(document, staged, [piece.title for piece in taken], refused, kept, by=by)


def _threads(
    part: Part, text: str, found: list[Passage], staged: StagedImport, choices: Choices, by: User
) -> set[int]:
    return open_threads(part, text, found, staged, by=by) if choices.comments and found else set()


def _finish(
    document: Document, staged: StagedImport, titles: list[str], refused: int, kept: set[int], *, by: User
) -> Document:
    if refused:
        staged.findings.append({"kind": "picture", "count": refused, "places": []})
    staged.comments = [comment for comment in staged.comments if comment["key"] not in kept]
    _report(document, staged, titles, by=by)
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
