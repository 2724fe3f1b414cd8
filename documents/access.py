"""The door to documents, drafts, versions, consultations, remarks and reports."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.blueprints.models import Blueprint
from documents.comments.models import Anchored, Comment, CommentThread
from documents.consultations.models import Consultation, Remark
from documents.drafts.models import Document, Part
from documents.drafts.rights import DECISIVE, document_rights, owned_by, part_rights
from documents.images.models import Image
from documents.imports.models import KEPT, StagedImport, StagedPicture
from documents.reports.models import Report
from documents.sharing.models import ShareLink
from documents.sharing.pages import shows
from documents.suggestions.models import Suggestion
from documents.versions.models import Version
from groups.access import belongs, check, groups_with, permissions
from kes.access import Refused, Visitor, demand, find


def document_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_draft") -> Document:
    return document_with_rights(visitor, pk, permission)[0]


def document_with_rights(
    visitor: Visitor, pk: int | str, permission: str = "groups.view_draft"
) -> tuple[Document, frozenset[str]]:
    """The document and what the visitor may do with it as a whole, for a page that shows the buttons."""
    document = find(Document.objects.select_related("group"), pk=pk)
    held = document_rights(visitor, document)
    demand(held, permission.removeprefix("groups."), visible="view_draft")
    return document, held


def part_for(visitor: Visitor, pk: UUID | str, permission: str = "groups.view_draft") -> Part:
    return part_with_rights(visitor, pk, permission)[0]


def import_for(visitor: Visitor, pk: UUID | str) -> StagedImport:
    """A staged file is its uploader's alone, for a day, while the right to write holds."""
    own = StagedImport.objects.filter(by_id=visitor.pk, created__gt=timezone.now() - KEPT)
    staged = find(own.select_related("group", "document__group"), pk=pk)
    if staged.document_id:
        document_for(visitor, staged.document_id, "groups.edit_draft")
    else:
        check(visitor, staged.group, "groups.create_document", visible="view_name")
    return staged


def staged_picture_for(visitor: Visitor, pk: UUID | str, key: UUID) -> StagedPicture:
    return find(StagedPicture.objects.filter(staged=import_for(visitor, pk)), key=key)


def part_with_rights(
    visitor: Visitor, pk: UUID | str, permission: str = "groups.view_draft", *, only: Iterable[str] = ()
) -> tuple[Part, frozenset[str]]:
    """The part and what the visitor may do with it, asked once: sockets open often.

    One in the bin can be read: what somebody wrote into it meanwhile must be found again. `only`: the fields
    of use to the caller, when the text, its HTML and the rest are not.
    """
    part = find(_parts().only(*DECISIVE, *only) if only else _parts(), pk=pk)
    held = part_rights(visitor, part)
    demand(
        held & {"view_draft"} if part.removed else held,
        permission.removeprefix("groups."),
        visible="view_draft",
    )
    return part, held


def removed_part_for(visitor: Visitor, pk: UUID | str, permission: str) -> Part:
    """A part in the bin, to be taken back."""
    part = find(_parts().filter(removed__isnull=False), pk=pk)
    demand(part_rights(visitor, part), permission.removeprefix("groups."), visible="view_draft")
    return part


def blueprint_for(visitor: Visitor, pk: int | str, permission: str) -> Blueprint:
    blueprint = find(Blueprint.objects.select_related("group"), pk=pk)
    check(visitor, blueprint.group, permission, visible="view_draft")
    return blueprint


def documents_with_permission(visitor: Visitor, permission: str) -> QuerySet[Document]:
    """The documents of the groups in which the visitor holds it."""
    return Document.objects.filter(group__in=groups_with(visitor, permission))


def documents_with(visitor: Visitor) -> QuerySet[Document]:
    """The documents whose drafts the visitor reads: of the groups, and those with a chapter of one's own."""
    parts = Part.objects.filter(owned_by(visitor))
    readable = groups_with(visitor, "groups.view_draft")
    return Document.objects.filter(Q(group__in=readable) | Q(pk__in=parts.values("document")))


def comment_thread_for(
    visitor: Visitor, pk: int | str, permission: str = "groups.view_draft"
) -> CommentThread:
    """A thread is open to those who may read its part; one that lost its part, to readers of the document."""
    thread = find(CommentThread.objects.select_related("document__group", "part"), pk=pk)
    _check_place(visitor, thread, permission)
    return thread


def comment_for(visitor: Visitor, pk: int | str, *, deleting: bool = False) -> Comment:
    """A comment for those who may change it: its author; for deleting, also those who manage documents."""
    comment = find(Comment.objects.select_related("thread__document__group", "thread__part", "author"), pk=pk)
    own = visitor.is_authenticated and comment.author_id == visitor.pk
    _check_place(visitor, comment.thread, "groups.comment_draft" if own else "groups.manage_document")
    if not own and not deleting:
        raise Refused(_("Only its author can change a comment."))
    return comment


def suggestion_for(
    visitor: Visitor, pk: int | str, permission: str = "groups.view_draft", *, own: bool = False
) -> Suggestion:
    """A suggestion for those who may read its part; `own`: only for its author."""
    found = find(Suggestion.objects.select_related("document__group", "part__document", "author"), pk=pk)
    _check_place(visitor, found, permission)
    if own and found.author_id != visitor.pk:
        raise Refused(_("Only its author can withdraw a suggestion."))
    return found


def _check_place(visitor: Visitor, row: Anchored, permission: str) -> None:
    if row.part_id:
        part_for(visitor, row.part_id, permission)
    else:
        document_for(visitor, row.document_id, permission)


def version_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_version") -> Version:
    """A version is open to those who may read versions, and to all while a public consultation shows it.

    An automatic one is the draft of its day, and open to whoever may read the draft.
    """
    version = find(Version.objects.select_related("document__group"), pk=pk)
    if version.kind == Version.Kind.AUTOMATIC:
        wanted = "view_draft" if permission == "groups.view_version" else permission.removeprefix("groups.")
        demand(document_rights(visitor, version.document), wanted, visible="view_draft")
        return version
    held = permissions(visitor, version.document.group)
    if permission == "groups.view_version" and "view_version" not in held and _shown_to_all(version):
        return version
    check(visitor, version.document.group, permission, visible="view_version")
    return version


def image_for(visitor: Visitor, pk: UUID | str) -> Image:
    """Open to those who read the draft, and to whoever may read a frozen text that shows it."""
    image = find(Image.objects.select_related("document__group"), pk=pk)
    held = document_rights(visitor, image.document)
    if "view_draft" in held:
        return image
    versions = _showing(image)
    frozen = versions.exists() if "view_version" in held else _consulted_with_all(versions)
    if not frozen:
        raise Http404
    return image


def link_for(visitor: Visitor, pk: int | str) -> ShareLink:
    """A public link, for those who manage the document it shows."""
    link = find(ShareLink.objects.select_related("document__group"), pk=pk)
    demand(document_rights(visitor, link.document), "manage_document", visible="view_draft")
    return link


def link_by_token(token: str) -> ShareLink:
    """The link of a secret address; Http404 when guessed, Refused when it has ended or was revoked."""
    related = ("document__group", "version")
    link = find(ShareLink.objects.select_related(*related), token_hash=token_hash(token))
    if not link.live:
        raise Refused
    return link


def shared_image_for(token: str, pk: UUID | str) -> Image:
    """A picture that the text of the link shows; raises as `link_by_token` does."""
    link = link_by_token(token)
    image = find(Image.objects.filter(document=link.document), pk=pk)
    if not shows(link, image):
        raise Http404
    return image


def consultation_for(visitor: Visitor, slug: str, permission: str = "documents.see") -> Consultation:
    """`documents.see` and `documents.comment` are open to all in a public consultation that has begun.

    An institutional one is open to whoever has its address; an internal one to those
    in the group who may read versions.
    """
    found = find(Consultation.objects.select_related("group", "version__document", "report"), slug=slug)
    held = permissions(visitor, found.group)
    if permission not in {"documents.see", "documents.comment"}:
        check(visitor, found.group, permission, visible="view_remarks")
    elif "open_consultation" not in held and not _open_to(visitor, held, found):
        raise Http404
    return found


def numbered_remark_for(
    visitor: Visitor, slug: str, number: int | str, permission: str = "groups.view_remarks"
) -> Remark:
    """The remark under its number in this consultation."""
    remark = find(_remarks(), consultation__slug=slug, number=number)
    check(visitor, remark.consultation.group, permission, visible="view_remarks")
    return remark


def remark_by_token(token: str) -> Remark:
    """The remark of a receipt's secret link; Http404 when guessed, Refused when the link has expired."""
    remark = find(_remarks(), token_hash=token_hash(token))
    report: Report | None = getattr(remark.consultation, "report", None)
    if report and report.link_expires and timezone.now() > report.link_expires:
        raise Refused
    return remark


def report_for(visitor: Visitor, slug: str, permission: str = "documents.see") -> Report:
    """A published report is open to those who see the consultation, an unpublished one to the office."""
    related = ("consultation__group", "consultation__version__document", "published_by")
    report = find(Report.objects.select_related(*related), consultation__slug=slug)
    if permission == "documents.see" and report.published:
        consultation_for(visitor, slug)
    else:
        wanted = "groups.publish_report" if permission == "documents.see" else permission
        check(visitor, report.consultation.group, wanted, visible="view_remarks")
    return report


def consultations_with(visitor: Visitor) -> QuerySet[Consultation]:
    """Public consultations that have begun, and all those of groups where the visitor sees remarks."""
    begun = Q(kind=Consultation.Kind.PUBLIC, opens__lte=timezone.now())
    return Consultation.objects.filter(begun | Q(group__in=groups_with(visitor, "groups.view_remarks")))


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _parts() -> QuerySet[Part]:
    return Part.every.select_related("document__group", "owner_group")


def _remarks() -> QuerySet[Remark]:
    return Remark.objects.select_related(
        "consultation__group", "consultation__version", "consultation__report"
    )


def _open_to(visitor: Visitor, held: frozenset[str], consultation: Consultation) -> bool:
    if consultation.state == "planned":
        return {"view_remarks", "view_version"} <= held
    if consultation.kind != Consultation.Kind.INTERNAL:
        return True
    return "view_version" in held and belongs(visitor, consultation.group)


def _showing(image: Image) -> QuerySet[Version]:
    """Named versions of the group: a text may have been copied from one document to another."""
    named = Version.objects.filter(kind=Version.Kind.NAMED)
    return named.filter(document__group=image.document.group_id, pictures__image=image)


def _consulted_with_all(versions: QuerySet[Version]) -> bool:
    """In a consultation that has begun and is not internal: an institutional one opens by its address."""
    held = Consultation.objects.filter(version__in=versions, opens__lte=timezone.now())
    return held.exclude(kind=Consultation.Kind.INTERNAL).exists()


def _shown_to_all(version: Version) -> bool:
    now = timezone.now()
    return version.consultations.filter(kind=Consultation.Kind.PUBLIC, opens__lte=now).exists()
