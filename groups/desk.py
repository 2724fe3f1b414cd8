"""What of the groups waits on a person's desk."""

from django.utils.translation import gettext as _

from groups.access import groups_with, my_groups
from groups.threads.models import Thread
from groups.threads.reading import WithUnread, with_unread
from kes.accounts.models import User
from kes.desk import Item, Section

SHOWN = 10


def unread_threads(user: User) -> Section:
    """Threads of the person's own groups with posts that the person has not read, the newest first."""
    readable = my_groups(user) & groups_with(user, "groups.view_thread")
    threads = with_unread(Thread.objects.filter(group__in=readable), user).filter(unread__gt=0)
    newest = threads.select_related("group", "last_author").order_by("-last_at", "-pk")
    return Section(
        key="threads",
        title=_("Unread threads"),
        empty=_("You have read everything."),
        items=[_item(thread) for thread in newest[:SHOWN]],
        total=threads.count(),
    )


def _item(thread: WithUnread) -> Item:
    return Item(
        url=f"{thread.get_absolute_url()}#new",
        title=thread.title,
        group=thread.group.name,
        note=str(thread.last_author or ""),
        at=thread.last_at,
        count=thread.unread,
    )
