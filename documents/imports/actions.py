"""Keeping what was read for a day, and making of it a document, or parts of one."""

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.comments.passages import Source
from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document, Part
from documents.drafts.rewriting import rewrite
from documents.imports.choices import Choices
from documents.imports.marks import Unmarked, unmarked
from documents.imports.models import KEPT, MOST_PLACES, ImportReport, StagedImport, StagedPicture
from documents.imports.placing import placed
from documents.imports.proposals import proposed
from documents.imports.splitting import LONGEST_TITLE, joined
from documents.imports.suggesting import make_suggestions
from documents.imports.threads import open_threads
from documents.versions.actions import keep_version
from documents.versions.models import Version
from groups.directory.models import Group
from kes.accounts.models import User
from kes.intake import Intake
from kes.live.events import record


class Finished(ValidationError):
    """The file was imported or put aside by another request; there is nothing left to import."""


@transaction.atomic
def stage(
    group: Group, *, by: User, intake: Intake, name: str, document: Document | None = None
) -> StagedImport:
    """What waited longer than a day goes when somebody comes."""
    StagedImport.objects.filter(created__lt=timezone.now() - KEPT).delete()
    data = intake.to_json()
    kept = {name: data[name] for name in ("kind", "texts", "notices", "findings", "comments", "changes")}
    _propose(kept, intake)
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
    StagedImport.objects.filter(pk=staged.pk).update(choices=staged.choices)  # it may be finished meanwhile


@transaction.atomic
def create_from(staged: StagedImport, choices: Choices, *, by: User) -> Document:
    """A new document of the chosen parts; as the next two, it raises Finished the second time."""
    _hold(staged)
    title = choices.title or choices.taken[0].title
    document = create_document(staged.group, by=by, title=title, parts=[])
    return _add(document, staged, choices, by=by)


@transaction.atomic
def add_from(staged: StagedImport, choices: Choices, *, by: User) -> Document:
    """The chosen parts become the last parts of the document."""
    assert staged.document is not None
    _hold(staged)
    return _add(staged.document, staged, choices, by=by)


@transaction.atomic
def replace_from(staged: StagedImport, choices: Choices, part: Part, *, by: User) -> Document:
    """The chosen parts, as one, become the text of a part; a version keeps what was there.

    Raises NotWritten when the part is closed to writing meanwhile.
    """
    _hold(staged)
    document = part.document
    keep_version(document, by=by, reason=Version.Reason.IMPORT)
    whole = reduce(joined, choices.taken)
    (text,), refused = placed(document, staged, [whole.text], by=by)
    found = unmarked(text)
    rewrite(part, by=by, text=found.text)
    hung = Hung()
    _hang(part, found, staged, choices, hung, by)
    return _finish(document, staged, choices, [part.title], refused, hung, by=by)


@transaction.atomic
def discard(staged: StagedImport) -> None:
    staged.delete()


def _hold(staged: StagedImport) -> None:
    """A form sent twice waits here until the first one is done, and then finds nothing."""
    held = StagedImport.objects.select_for_update().filter(pk=staged.pk)
    if held.values_list("pk").first() is None:
        raise Finished(_("This file was imported already."))


def _add(document: Document, staged: StagedImport, choices: Choices, *, by: User) -> Document:
    taken = choices.taken
    texts, refused = placed(document, staged, [piece.text for piece in taken], by=by)
    hung = Hung()
    for piece, text in zip(taken, texts, strict=True):
        found = unmarked(text)
        part = add_part(document, by=by, title=piece.title, text=found.text)
        _hang(part, found, staged, choices, hung, by)
    return _finish(document, staged, choices, [piece.title for piece in taken], refused, hung, by=by)


@dataclass
class Hung:
    """Keys of the comments and proposals that hang on their words now."""

    comments: set[int] = field(default_factory=set)
    proposals: set[int] = field(default_factory=set)


def _hang(part: Part, found: Unmarked, staged: StagedImport, choices: Choices, hung: Hung, by: User) -> None:
    source = Source(part)
    if choices.comments:
        hung.comments |= open_threads(source, found, staged, by=by)
    if choices.suggests:
        hung.proposals |= make_suggestions(source, found, staged)


def _propose(kept: dict[str, Any], intake: Intake) -> None:
    """Further readings of a file with tracked changes, with marks where they would be suggestions."""
    found = proposed(intake.tracked) if intake.tracked else None
    if found is None:
        return
    kept["texts"]["suggested"] = found.accepting
    kept["proposals"] = [proposal.stored() for proposal in found.proposals]
    if found.rest:
        kept["texts"]["suggested_rejecting"] = found.rejecting
        kept["findings"].append(_finding("unproposed_change", found.rest))


def _finding(kind: str, places: list[str]) -> dict[str, Any]:
    return {"kind": kind, "count": len(places), "places": places[:MOST_PLACES]}


def _finish(
    document: Document,
    staged: StagedImport,
    choices: Choices,
    titles: list[str],
    refused: int,
    hung: Hung,
    *,
    by: User,
) -> Document:
    if refused:
        staged.findings.append({"kind": "picture", "count": refused, "places": []})
    staged.comments = [comment for comment in staged.comments if comment["key"] not in hung.comments]
    staged.findings = _about_changes(staged, choices, hung)
    _report(document, staged, titles, by=by)
    staged.delete()
    return document


def _about_changes(staged: StagedImport, choices: Choices, hung: Hung) -> list[dict[str, Any]]:
    """What is said of changes that could not be suggestions concerns nobody who did not want any."""
    if not choices.suggests:
        return [finding for finding in staged.findings if finding["kind"] != "unproposed_change"]
    aside = {one.key for row in choices.rows if not row.keep for one in unmarked(row.text).proposals}
    lost = [one for one in staged.proposals if one["key"] not in hung.proposals | aside]
    told = [f"{one['quote'][:60]} → {one['replacement'][:60] or '–'}" for one in lost]
    return [*staged.findings, _finding("unplaced_change", told)] if told else staged.findings


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
