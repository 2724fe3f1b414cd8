"""Cutting a version: the text of every part, frozen with its rendering, its log numbers and a checksum."""

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from documents.drafts.exporting import whole
from documents.drafts.models import Document, Part
from documents.drafts.projection import bring_up_to_date
from documents.reading.texts import freeze
from documents.rendering import Text, rendered
from documents.versions.models import Version, VersionPart
from kes.accounts.models import User
from kes.live.events import record
from kes.markup import TooComplex


@transaction.atomic
def cut_version(document: Document, *, by: User, name: str, note: str = "") -> Version:
    """Freeze the document as its next numbered version."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    # locked rows: nobody can write between reading one part and the next
    parts = [bring_up_to_date(part) for part in document.parts.select_for_update()]
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    text = whole(document.title, [(part.title, part.text) for part in parts])
    version = Version.objects.create(
        document=document,
        number=last + 1,
        name=name,
        note=note,
        title=document.title,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        author=by,
    )
    _keep(version, parts)
    record(
        "version.cut",
        by=by,
        topics=[document.topic, document.list_topic],
        about=version,
        group=document.group_id,
        data={"document": document.pk, "version": version.pk, "number": version.number, "name": name},
    )
    return version


def _keep(version: Version, parts: Sequence[Part]) -> None:
    """Each part as it is read in the whole text: with the numbers and references of that moment."""
    texts = [(part.title, _frozen(part.text, f"c{place}")) for place, part in enumerate(parts, start=1)]
    for place, (part, done) in enumerate(zip(parts, freeze(version.document, texts), strict=True), start=1):
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


def _frozen(text: str, anchor: str) -> Text:
    try:
        return rendered(text, anchor)
    except TooComplex:
        return rendered("", anchor, plain=text)
