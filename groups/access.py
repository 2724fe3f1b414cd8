"""The door to everything in a group: the only way to fetch groups, threads, posts and memberships."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groups.directory.models import Group, GroupPermission
from groups.membership.models import Membership
from groups.roles import PERMISSIONS, VISITORS, Visibility
from groups.threads.models import Post, Thread
from kes.access import Refused, Visitor, demand, find
from kes.accounts.models import User

ALL = frozenset({"view_name", *PERMISSIONS})


def permissions(visitor: Visitor, group: Group) -> frozenset[str]:
    """What the visitor may do in this group today, as codenames of groups/roles.py."""
    if visitor.is_authenticated and visitor.is_superuser:
        return ALL
    open_to_all = VISITORS[Visibility(group.visibility)]
    if not visitor.is_authenticated or not visitor.is_active:
        return frozenset(open_to_all)
    roles = Membership.objects.current().filter(user=visitor, group=group).values("role__auth_group")
    held = set(
        GroupPermission.objects.filter(content_object=group, group__in=roles).values_list(
            "permission__codename", flat=True
        )
    )
    if held:
        held.add("view_name")
    return frozenset(held | set(open_to_all))


def group_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_group") -> Group:
    group = find(Group.objects.select_related("parent"), pk=pk)
    check(visitor, group, permission, visible="view_name")
    return group


def thread_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_thread") -> Thread:
    thread = find(Thread.objects.select_related("group"), pk=pk)
    check(visitor, thread.group, permission, visible="view_thread")
    return thread


def thread_with_rights(visitor: Visitor, pk: int | str) -> tuple[Thread, frozenset[str]]:
    """The thread and what the visitor may do in its group, for a page that shows the buttons."""
    thread = find(Thread.objects.select_related("group", "author"), pk=pk)
    held = permissions(visitor, thread.group)
    demand(held, "view_thread", visible="view_thread")
    return thread, held


def post_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_thread") -> Post:
    post = find(Post.objects.select_related("thread__group", "author"), pk=pk)
    check(visitor, post.thread.group, permission, visible="view_thread")
    return post


def changeable_post_for(visitor: Visitor, pk: int | str) -> Post:
    """The post for those who may edit or delete it: its author while the thread is open, and moderators."""
    post = find(Post.objects.select_related("thread__group", "author"), pk=pk)
    own = visitor.is_authenticated and post.author_id == visitor.pk and not post.thread.closed
    permission = "groups.post_reply" if own else "groups.moderate_threads"
    check(visitor, post.thread.group, permission, visible="view_thread")
    return post


def membership_for(visitor: Visitor, pk: int | str, permission: str = "groups.view_people") -> Membership:
    membership = find(Membership.objects.select_related("group", "user", "role"), pk=pk)
    check(visitor, membership.group, permission, visible="view_people")
    return membership


def check(visitor: Visitor, group: Group, permission: str, *, visible: str) -> None:
    """Raise Http404 or Refused unless the visitor holds `permission` ("groups.x") in the group."""
    demand(permissions(visitor, group), permission.removeprefix("groups."), visible=visible)


def groups_with(visitor: Visitor, permission: str) -> QuerySet[Group]:
    """The groups in which the visitor holds `permission`: for lists, the desk and searches."""
    codename = permission.removeprefix("groups.")
    if visitor.is_authenticated and visitor.is_superuser:
        return Group.objects.all()
    visible = [kind for kind, codenames in VISITORS.items() if codename in codenames]
    allowed = Q(visibility__in=visible)
    if visitor.is_authenticated and visitor.is_active:
        held = GroupPermission.objects.filter(
            permission__codename=codename,
            group__kes_role__memberships__in=Membership.objects.current().filter(user=visitor),
        )
        if codename == "view_name":
            allowed |= Q(pk__in=Membership.objects.current().filter(user=visitor).values("group"))
        allowed |= Q(pk__in=held.values("content_object"))
    return Group.objects.filter(allowed)


def belongs(visitor: Visitor, group: Group) -> bool:
    """Whether the visitor is in the group today, whatever the group shows to everybody."""
    return my_groups(visitor).filter(pk=group.pk).exists()


def my_groups(visitor: Visitor) -> QuerySet[Group]:
    """The groups that the visitor belongs to today."""
    if not visitor.is_authenticated or not visitor.is_active:
        return Group.objects.none()
    return Group.objects.filter(pk__in=Membership.objects.current().filter(user=visitor).values("group"))


def people_with(group: Group, permission: str) -> QuerySet[User]:
    """The people in the group today whose role holds `permission`, by name."""
    codename = permission.removeprefix("groups.")
    roles = GroupPermission.objects.filter(content_object=group, permission__codename=codename)
    holding = Membership.objects.current().filter(group=group, role__auth_group__in=roles.values("group"))
    return User.objects.filter(is_active=True, pk__in=holding.values("user")).order_by("sort_name")


def may_create(visitor: Visitor) -> bool:
    """Groups are created by administrators, and below a group by those who manage it."""
    return visitor.is_authenticated and (
        visitor.is_staff or groups_with(visitor, "groups.manage_group").exists()
    )


def check_may_create(visitor: Visitor) -> None:
    """Raises Refused."""
    if not may_create(visitor):
        raise Refused(_("Only administrators, and facilitators of a parent group, can create groups."))
