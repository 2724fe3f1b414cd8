"""Every screen of the product: its name, who looks at it, and its address in the town."""

from collections.abc import Callable
from dataclasses import dataclass

from documents.consultations.models import Consultation
from groups.membership.models import Membership
from tests.browser.town import FINISHED, RECEIPT, RUNNING, Town


@dataclass(frozen=True)
class Screen:
    name: str
    who: str  # a key of Town.people
    path: str
    status: int = 200
    menu: str = ""  # opened before looking: a CSS selector of its button
    ready: str = "main"  # looked at when this is there


def _accounts(town: Town) -> list[Screen]:
    return [
        Screen("landing", "nobody", "/"),
        Screen("landing-menu", "nobody", "/", menu=".menu--user summary"),
        Screen("sign-in", "nobody", "/accounts/login/"),
        Screen("sign-up", "nobody", "/accounts/signup/"),
        Screen("password-reset", "nobody", "/accounts/password/reset/"),
        Screen("password-reset-done", "nobody", "/accounts/password/reset/done/"),
        Screen("password-reset-stale", "nobody", "/accounts/password/reset/key/1-abc/"),
        Screen("confirm-email", "nobody", "/accounts/confirm-email/"),
        Screen("confirm-email-stale", "nobody", "/accounts/confirm-email/stale/"),
        Screen("desk-full", "lead", "/"),
        Screen("desk-menu", "lead", "/", menu=".menu--user summary"),
        Screen("desk-empty", "newcomer", "/"),
        Screen("profile", "lead", "/profile/"),
        Screen("new-organisation", "lead", "/profile/organisations/new/"),
        Screen("password-change", "lead", "/accounts/password/change/"),
        Screen("sign-out", "lead", "/accounts/logout/"),
        Screen("not-found", "nobody", "/groups/999999/", 404),
        Screen("forbidden", "member", f"/groups/{town.group.pk}/settings/", 403),
        Screen("email", "lead", "/accounts/email/"),
    ]


def _groups(town: Town) -> list[Screen]:
    group, membership = f"/groups/{town.group.pk}", Membership.objects.filter(group=town.group).last()
    assert membership
    return [
        Screen("directory", "member", "/groups/"),
        Screen("directory-visitor", "nobody", "/groups/"),
        Screen("new-group", "lead", "/groups/new/"),
        Screen("group-member", "member", f"{group}/"),
        Screen("group-lead", "lead", f"{group}/"),
        Screen("group-visitor", "nobody", f"{group}/"),
        Screen("group-by-name", "outsider", f"/groups/{town.quiet.pk}/"),
        Screen("group-empty", "lead", f"/groups/{town.empty.pk}/"),
        Screen("people", "lead", f"{group}/people/"),
        Screen("people-member", "member", f"{group}/people/"),
        Screen("people-add", "lead", f"{group}/people/add/"),
        Screen("people-change", "lead", f"/memberships/{membership.pk}/"),
        Screen("settings", "lead", f"{group}/settings/"),
        Screen("roles", "lead", f"{group}/roles/"),
    ]


def _threads(town: Town) -> list[Screen]:
    thread, post = f"/threads/{town.thread.pk}/", f"/posts/{town.post.pk}"
    return [
        Screen("threads-none", "lead", f"/groups/{town.empty.pk}/threads/"),
        Screen("threads-one", "lead", f"/groups/{town.quiet.pk}/threads/"),
        Screen("threads-many", "member", f"/groups/{town.group.pk}/threads/"),
        Screen("thread-new", "member", f"/groups/{town.group.pk}/threads/new/"),
        Screen("thread", "member", thread),
        Screen("thread-visitor", "nobody", thread),
        Screen("thread-own", "lead", f"/threads/{town.post.thread_id}/"),
        Screen("thread-closed", "member", f"/threads/{town.closed.pk}/"),
        Screen("post-edit", "lead", f"{post}/edit/"),
        Screen("post-delete", "lead", f"{post}/delete/"),
        Screen("post-history", "lead", f"{post}/history/"),
    ]


def _documents(town: Town) -> list[Screen]:
    group, document, part = town.group.pk, town.document, town.document.parts.get()
    long = Consultation.objects.get(slug=RUNNING).version.document
    return [
        Screen("documents-none", "lead", f"/groups/{town.empty.pk}/documents/"),
        Screen("documents", "member", f"/groups/{group}/documents/"),
        Screen("document-new", "lead", f"/groups/{group}/documents/new/"),
        Screen("document-import", "lead", f"/groups/{group}/documents/import/"),
        Screen("document-import-into", "lead", f"/documents/{document.pk}/import/"),
        Screen("document-imports", "lead", f"/documents/{document.pk}/imports/"),
        Screen("import-preview", "lead", f"/imports/{town.staged.pk}/"),
        Screen("import-text", "lead", f"/imports/{town.staged.pk}/text/"),
        Screen("document-short", "lead", f"/documents/{document.pk}/"),
        Screen("document", "member", f"/documents/{long.pk}/"),
        Screen("document-part-menu", "lead", f"/documents/{long.pk}/", menu="main .menu summary"),
        Screen("part-plain", "lead", f"/parts/{part.pk}/plain/"),
        Screen("chapters", "lead", f"/documents/{long.pk}/chapters/"),
        Screen("chapters-member", "member", f"/documents/{long.pk}/chapters/"),
        Screen("assignments", "lead", f"/documents/{long.pk}/assignments/"),
        Screen("stage", "lead", f"/documents/{long.pk}/stage/"),
        Screen("stage-new", "lead", f"/documents/{document.pk}/stage/"),
        Screen("stage-member", "member", f"/documents/{long.pk}/stage/"),
        Screen("templates", "lead", f"/groups/{group}/templates/"),
        Screen("template-save", "lead", f"/documents/{document.pk}/template/"),
        Screen("part-split", "lead", f"/parts/{part.pk}/split/"),
        Screen("part-transfer", "lead", f"/parts/{part.pk}/transfer/"),
        Screen("part-rename", "lead", f"/parts/{part.pk}/rename/"),
        Screen("editor", "lead", f"/parts/{long.parts.all()[0].pk}/edit/", ready=".cm-content"),
    ]


def _around_documents(town: Town) -> list[Screen]:
    group, document, consulted = town.group.pk, town.document, Consultation.objects.get(slug=RUNNING).version
    long = consulted.document
    return [
        Screen("shares", "member", f"/documents/{long.pk}/authors/"),
        Screen("shares-short", "lead", f"/documents/{document.pk}/authors/"),
        Screen("versions-none", "lead", f"/documents/{document.pk}/history/"),
        Screen("versions", "member", f"/documents/{long.pk}/history/"),
        Screen("compare", "member", f"/documents/{consulted.document_id}/compare/?from={consulted.pk}"),
        Screen("compare-week", "member", f"/documents/{long.pk}/compare/?from=week"),
        Screen("history", "member", f"/parts/{long.parts.all()[0].pk}/history/"),
        Screen("restore", "member", f"/versions/{consulted.pk}/restore/"),
        Screen("export", "lead", f"/documents/{long.pk}/export/"),
        Screen("export-version", "member", f"{consulted.get_absolute_url()}export/"),
        Screen("letterhead", "lead", f"/groups/{group}/letterhead/"),
        Screen("numbering", "lead", f"/documents/{long.pk}/numbering/"),
        Screen("sharing", "lead", f"/documents/{long.pk}/sharing/"),
        Screen("shared-guessed", "nobody", "/shared/guessed/", 404),
        Screen("jobs-none", "lead", "/jobs/"),
        Screen("version-new", "lead", f"/documents/{document.pk}/versions/"),
        Screen("version", "member", consulted.get_absolute_url()),
    ]


def _remarks_on_drafts(town: Town) -> list[Screen]:
    part, comment = f"/parts/{town.document.parts.get().pk}", town.comment.comments.all()[0]
    return [
        Screen("comments", "lead", f"{part}/comments/?show=all"),
        Screen("comments-none", "lead", f"{part}/comments/?show=resolved"),
        Screen("comment-new", "lead", f"{part}/comments/new/"),
        Screen("comment", "lead", town.comment.get_absolute_url()),
        Screen("comment-edit", "lead", f"/comments/entries/{comment.pk}/edit/"),
        Screen("comment-delete", "lead", f"/comments/entries/{comment.pk}/delete/"),
        Screen("suggestions", "lead", f"{part}/suggestions/"),
        Screen("suggestions-none", "lead", f"{part}/suggestions/?show=decided"),
        Screen("suggestion-choose", "lead", f"{part}/suggestions/new/"),
        Screen("suggestion-new", "lead", f"{part}/suggestions/new/?block=p1"),
        Screen("suggestion", "lead", town.suggestion.get_absolute_url()),
    ]


def _consultations(town: Town) -> list[Screen]:
    running, finished = f"/consultations/{RUNNING}", f"/consultations/{FINISHED}"
    return [
        Screen("consultations", "nobody", "/consultations/"),
        Screen("consultation", "nobody", f"{running}/"),
        Screen("consultation-lead", "lead", f"{running}/"),
        Screen("consultation-finished", "nobody", f"{finished}/"),
        Screen("consultation-over", "nobody", f"/consultations/{town.over.slug}/"),
        Screen("remark-form", "nobody", f"{running}/remarks/new/?block=c2-p1"),
        Screen("remark-refused", "nobody", f"/consultations/{town.over.slug}/remarks/new/"),
        Screen("receipt", "nobody", f"/remarks/{RECEIPT}/?sent"),
        Screen("receipt-guessed", "nobody", "/remarks/guessed/", 404),
    ]


def _office(town: Town) -> list[Screen]:
    running, over, calm = (f"/consultations/{slug}" for slug in (RUNNING, town.over.slug, town.calm.slug))
    return [
        Screen("consultation-new", "lead", f"/versions/{town.version.pk}/consultations/new/"),
        Screen("consultation-edit", "lead", f"{calm}/edit/"),
        Screen("desk-none", "lead", f"{calm}/desk/"),
        Screen("desk-one", "lead", f"{over}/desk/"),
        Screen("desk-many", "lead", f"{running}/desk/"),
        Screen("desk-reader", "member", f"{running}/desk/"),
        Screen("desk-filtered-away", "lead", f"{running}/desk/?state=noted&chapter=0&late=on"),
        Screen("report-edit", "lead", f"{over}/report/"),
        Screen("report-draft", "lead", f"/reports/{town.over.slug}/"),
        Screen("report-published", "nobody", f"/reports/{FINISHED}/"),
    ]


AREAS: dict[str, Callable[[Town], list[Screen]]] = {
    "accounts": _accounts,
    "groups": _groups,
    "threads": _threads,
    "documents": _documents,
    "around documents": _around_documents,
    "remarks on drafts": _remarks_on_drafts,
    "consultations": _consultations,
    "office": _office,
}
