"""Whoever leaves a group gives back the chapters and the comments that he had as one of its people.

Rights end with the membership by themselves (documents/drafts/rights.py); here the rows say so too, so that
pages show what has no owner now. A membership that merely ran out is noticed by a chore of the web processes.
"""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from documents.access import documents_with
from documents.comments.actions import assign
from documents.comments.models import CommentThread
from documents.drafts.actions import note
from documents.drafts.locks import hold_documents
from documents.drafts.models import Part
from documents.drafts.rights import owner_is_here
from groups.membership.models import Membership
from kes.accounts.models import User
from kes.live.events import hold


@transaction.atomic
def give_back(person: User, by: User | None) -> None:
    """Chapters owned through a group that the person left, and open comments on drafts no longer read."""
    owned, assigned = _ownerless().filter(owner=person), _out_of_reach(person)
    documents = hold_documents({part.document for part in owned} | {row.document for row in assigned})
    if not documents:
        return
    parts = list(owned.filter(document__in=documents).select_for_update(of=("self",), no_key=True))
    threads = list(assigned.filter(document__in=documents).select_for_update(of=("self",), no_key=True))
    topics = [topic for document in documents for topic in (document.topic, *document.list_topics())]
    hold([*topics, f"desk.{person.pk}"])
    for part in parts:
        _give_back(part, person, by)
    for thread in threads:
        assign(thread, by=by, to=None)


def give_back_what_ran_out() -> None:
    """For everybody whose membership came to its last day, or whose account was closed."""
    owners = _ownerless().order_by().values("owner")
    for person in User.objects.filter(Q(pk__in=owners) | Q(pk__in=_late_assignees())).order_by("pk"):
        give_back(person, None)


def _ownerless() -> QuerySet[Part]:
    found = Part.every.filter(owner__isnull=False).exclude(owner_is_here())
    return found.select_related("document").order_by("document", "position")


def _out_of_reach(person: User) -> QuerySet[CommentThread]:
    found = CommentThread.objects.filter(assignee=person, resolved=None)
    return found.exclude(document__in=documents_with(person)).select_related("document").order_by("pk")


def _late_assignees() -> QuerySet[CommentThread, Any]:
    """Those who may be out of reach of their threads: of no group there now, of one there once."""
    writing = Q(group=OuterRef("document__group")) | Q(group__parts__document=OuterRef("document"))
    theirs = Q(writing, user=OuterRef("assignee"))
    over = Membership.objects.filter(theirs, until__lt=timezone.localdate())
    now = Membership.objects.current().filter(theirs, user__is_active=True)
    threads = CommentThread.objects.filter(Exists(over), assignee__isnull=False, resolved=None)
    return threads.exclude(Exists(now)).order_by().values("assignee")


def _give_back(part: Part, person: User, by: User | None) -> None:
    part.owner, part.owner_through, part.former_owner = None, None, person
    part.save(update_fields=["owner", "owner_through", "former_owner"])
    said = {"part": str(part.pk), "title": part.title, "person": person.pk}
    note("part.left", part.document, by=by, desks=[person.pk], **said)
