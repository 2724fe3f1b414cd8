"""The permission table: what each role may do in a group, in words.

A new group starts with these rows as object permissions of django-guardian; a facilitator may change them for
that group alone. `visitor` stands for everybody who is not in the group, by the group's visibility.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    FACILITATOR = "facilitator", _("facilitator")
    SECRETARIAT = "secretariat", _("secretariat")
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    NAMED = "named", _("visible by name")
    HIDDEN = "hidden", _("hidden")


PERMISSIONS = {
    "view_group": _("see the group's page"),
    "view_people": _("see who is in the group"),
    "view_thread": _("read threads"),
    "open_thread": _("open a thread"),
    "post_reply": _("reply in threads"),
    "moderate_threads": _("edit, delete and close what others wrote"),
    "view_draft": _("read drafts of documents"),
    "comment_draft": _("comment on drafts"),
    "suggest_edit": _("suggest changes in drafts"),
    "edit_draft": _("write in drafts"),
    "create_document": _("create and import documents"),
    "manage_document": _("divide a document among people and groups, lock chapters, share it by a link"),
    "move_document": _("move a document to review and to consultation"),
    "adopt_document": _("approve, adopt and archive documents"),
    "cut_version": _("freeze a version of a document"),
    "view_version": _("read frozen versions"),
    "view_remarks": _("see all remarks of a consultation"),
    "open_consultation": _("open and close consultations"),
    "answer_remark": _("answer remarks"),
    "publish_report": _("publish the report of a consultation"),
    "manage_members": _("add and remove people, change their roles"),
    "manage_group": _("change the group, its roles and its visibility"),
}

_READ = ("view_group", "view_people", "view_thread", "view_version")
_INSIDE = (*_READ, "view_draft", "view_remarks")
_WRITE = (
    *_INSIDE,
    "open_thread",
    "post_reply",
    "comment_draft",
    "suggest_edit",
    "edit_draft",
    "create_document",
)
_OFFICE = (
    *_WRITE,
    "moderate_threads",
    "manage_document",
    "move_document",
    "adopt_document",
    "cut_version",
    "open_consultation",
    "answer_remark",
    "publish_report",
    "manage_members",
)

TABLE: dict[RoleKind, tuple[str, ...]] = {
    RoleKind.FACILITATOR: (*_OFFICE, "manage_group"),
    RoleKind.SECRETARIAT: _OFFICE,
    RoleKind.MEMBER: _WRITE,
    RoleKind.OBSERVER: _INSIDE,
}

VISITORS: dict[Visibility, tuple[str, ...]] = {
    Visibility.PUBLIC: ("view_name", *_READ),
    Visibility.NAMED: ("view_name",),
    Visibility.HIDDEN: (),
}

DESCRIPTIONS = {
    RoleKind.FACILITATOR: _(
        "Leads the group: moderates, answers remarks, publishes reports, sets what roles may do."
    ),
    RoleKind.SECRETARIAT: _("Runs the office: people, documents, consultations and reports, without a vote."),
    RoleKind.MEMBER: _("Discusses and writes documents together with the others."),
    RoleKind.OBSERVER: _("Reads everything in the group, writes nothing."),
}
