"""Chapters that wait for a person: to write them, one's own and those of the groups one writes in; to give
them an owner again, those whose owner has left.
"""

from datetime import datetime, time

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.drafts.models import Document, Part
from documents.drafts.rights import owned_in_person
from groups.access import groups_with, my_groups
from kes.accounts.models import User
from kes.desk import Item, Section

SHOWN = 10


def my_chapters(user: User) -> Section:
    """Unfinished ones, the nearest deadline first; those without one come last."""
    mine = my_groups(user) & groups_with(user, "groups.edit_draft")
    managed = my_groups(user) & groups_with(user, "groups.manage_document")
    left = Q(Part.OWNERLESS, document__group__in=managed)
    found = (
        Part.objects.filter(owned_in_person(user) | Q(owner_group__in=mine, owner=None) | left)
        .filter(status__in=(Part.Status.PLANNED, Part.Status.WORK), closed="")
        .exclude(document__stage=Document.Stage.ARCHIVED)
        .select_related("document", "owner_group")
        .defer("text", "html")
        .order_by(F("deadline").asc(nulls_last=True), "document", "position")
    )
    return Section(
        key="chapters",
        title=_("My chapters"),
        empty=_("No chapter waits for you."),
        items=[_item(part) for part in found[:SHOWN]],
        total=found.count(),
    )


def _item(part: Part) -> Item:
    address = reverse("documents:edit_part", args=[part.pk])
    note = _("late") if part.late else part.get_status_display()
    if part.ownerless:
        address = f"{reverse('documents:assignments', args=[part.document_id])}?part={part.pk}"
        note = _("no owner now")
    last = timezone.make_aware(datetime.combine(part.deadline, time.max)) if part.deadline else None
    return Item(address, part.title, part.document.title, str(note), last)
