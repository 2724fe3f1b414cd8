"""The latest threads on the group's home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.directory.models import Group
from groups.home import Panel
from groups.threads.reading import with_unread
from kes.access import Visitor

SHOWN = 5


def latest_threads(visitor: Visitor, group: Group, held: frozenset[str]) -> Panel | None:
    if "view_thread" not in held:
        return None
    threads = group.threads.select_related("last_author").order_by("-last_at", "-pk")
    return Panel(
        key="threads",
        title=_("Threads"),
        empty=_("Nobody has opened a thread yet."),
        row="groups/threads/_row.html",
        item_name="thread",
        items=list(with_unread(threads, visitor)[:SHOWN]),
        url=reverse("groups:threads", args=[group.pk]),
        total=group.threads.count(),
        topic=f"threads.{group.pk}",
    )
