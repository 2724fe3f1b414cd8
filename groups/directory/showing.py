"""What the landing page shows of groups, and which topics an open desk follows."""

from django.db.models import QuerySet

from groups.access import groups_with, my_groups
from groups.directory.models import Group
from groups.roles import Visibility
from kes.accounts.models import User

SHOWN = 9


def public_groups() -> QuerySet[Group]:
    return Group.objects.filter(visibility=Visibility.PUBLIC)[:SHOWN]


def desk_topics(user: User) -> list[str]:
    """The person's own groups, and the threads in them."""
    mine = my_groups(user)
    groups = mine & groups_with(user, "groups.view_group")
    threads = mine & groups_with(user, "groups.view_thread")
    return [
        *(f"threads.{pk}" for pk in threads.values_list("pk", flat=True)),
        *(f"group.{pk}" for pk in groups.values_list("pk", flat=True)),
    ]
