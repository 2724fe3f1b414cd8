"""Comments that wait for a person: where the person was named, and threads to see to."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from documents.access import documents_with
from documents.comments.models import CommentThread, Mention
from kes.accounts.models import User
from kes.desk import Item, Section

SHOWN = 10


def comments_for_me(user: User) -> Section:
    unseen = Mention.objects.filter(comment__thread=OuterRef("pk"), user=user, seen=None)
    waiting = (
        CommentThread.objects.filter(document__in=documents_with(user))
        .alias(named=Exists(unseen))
        .filter(Q(named=True) | Q(assignee=user, resolved=None))
    )
    newest = waiting.select_related("document__group", "part", "author").order_by("-created")
    return Section(
        key="comments",
        title=_("Comments for you"),
        empty=_("Nobody waits for your word on a draft."),
        items=[_item(thread, user) for thread in newest[:SHOWN]],
        total=waiting.count(),
    )


def _item(thread: CommentThread, user: User) -> Item:
    mine = _("assigned to you") if thread.assignee_id == user.pk else _("you were mentioned")
    return Item(
        url=thread.get_absolute_url(),
        title=str(thread),
        group=thread.document.title,
        note=mine,
        at=thread.created,
    )
