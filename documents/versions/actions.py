"""Cutting a version: the text of every part, frozen with its rendering, its log numbers and a checksum."""

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from documents.drafts.actions import rename_part
from documents.drafts.exporting import whole
from documents.drafts.locks import hold_document, hold_parts
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.drafts.rewriting import NotWritten, Result, rewrite
from documents.reading.texts import freeze
from documents.rendering import Text, rendered
from documents.versions.models import Version, VersionPart
from documents.versions.pictures import keep_pictures
from documents.versions.size import size_of_change
from kes.accounts.models import User
from kes.live.events import record
from kes.markup import TooComplex


@transaction.atomic
def cut_version(document: Document, *, by: User, name: str, note: str = "") -> Version:
    """Freeze the document as its next numbered version."""
    document, parts = _held(document)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = _freeze(document, parts, author=by, number=last + 1, name=name, note=note)
    record(
        "version.cut",
        by=by,
        topics=[document.topic, document.list_topic],
        about=version,
        group=document.group_id,
        data={"document": document.pk, "version": version.pk, "number": version.number, "name": name},
    )
    return version


@transaction.atomic
def keep_version(document: Document, *, by: User | None, reason: Version.Reason) -> Version | None:
    """An automatic version, unless the last one says the same: the way back from what comes next."""
    document, parts = _held(document)
    last = document.versions.first()
    if last and _same(last, document, parts):
        return None
    version = _freeze(document, parts, author=by, kind=Version.Kind.AUTOMATIC, reason=reason)
    data = {"document": document.pk, "version": version.pk, "reason": reason}
    record("version.kept", by=by, topics=[document.topic], about=version, group=document.group_id, data=data)
    return version


@transaction.atomic
def restore(
    version: Version, parts: Sequence[tuple[VersionPart, Part]], *, by: User, heads: Mapping[str, int]
) -> list[Result]:
    """Make chapters of the draft what they were in the version, as ordinary edits in the name of `by`.

    `heads` are the numbers at which the person saw what would change: what others wrote since stays.
    Raises NotWritten when a chapter is locked or never came to its number; then nothing is restored.
    """
    keep_version(version.document, by=by, reason=Version.Reason.RESTORE)
    results = []
    for kept, part in parts:
        results.append(_rewritten(part, by=by, text=kept.text, seen=heads.get(str(part.pk))))
        if part.title != kept.title:
            rename_part(part, by=by, title=kept.title)
    record(
        "version.restored",
        by=by,
        topics=[version.document.topic, version.document.list_topic],
        about=version,
        group=version.document.group_id,
        data={
            "document": version.document_id,
            "version": version.pk,
            "parts": [str(part.pk) for _kept, part in parts],
        },
    )
    return results


def _rewritten(part: Part, *, by: User, text: str, seen: int | None) -> Result:
    try:
        return rewrite(part, by=by, text=text, base_seq=seen)
    except ValueError as error:
        raise NotWritten("malformed") from error


def _held(document: Document) -> tuple[Document, list[Part]]:
    """Locked rows: nobody can write between reading one part and the next."""
    document = hold_document(document)
    return document, [bring_up_to_date(part) for part in hold_parts(document)]


def _same(last: Version, document: Document, parts: Sequence[Part]) -> bool:
    kept = [(part.part_id, part.title, part.text) for part in last.parts.all()]
    return last.title == document.title and kept == [(part.pk, part.title, part.text) for part in parts]


def _freeze(document: Document, parts: Sequence[Part], **values: object) -> Version:
    text = whole(document.title, [(part.title, part.text) for part in parts])
    added, removed = size_of_change(document.versions.first(), parts)
    version: Version = Version.objects.create(
        document=document,
        title=document.title,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        added=added,
        removed=removed,
        **values,
    )
    _keep(version, parts, plain=version.kind == Version.Kind.AUTOMATIC)
    keep_pictures(version, [part.text for part in parts])
    return version


def _keep(version: Version, parts: Sequence[Part], *, plain: bool) -> None:
    """Each part as it is read in the whole text: with the numbers and references of that moment."""
    texts = [
        (part.title, Text("") if plain else frozen(part.text, f"c{place}"))
        for place, part in enumerate(parts, start=1)
    ]
    chapters = freeze(version.document, texts, parts)
    for place, (part, done) in enumerate(zip(parts, chapters, strict=True), start=1):
        VersionPart.objects.create(
            version=version,
            part=part,
            position=place,
            title=part.title,
            number=done.number,
            seq=part.projected_seq,
            text=part.text,
            html=done.html,
            toc=done.toc,
            blocks=done.blocks,
        )


def frozen(text: str, anchor: str) -> Text:
    try:
        return rendered(text, anchor)
    except TooComplex:
        return rendered("", anchor, plain=text)
