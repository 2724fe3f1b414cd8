"""Whose membership somebody may touch: nobody gives, changes or takes a role that may do more than he may."""

from collections import defaultdict

from groups.directory.models import Group, GroupPermission
from groups.roles import RoleKind


def grantable(group: Group, held: frozenset[str]) -> list[RoleKind]:
    """The roles of the group whose permissions are all among `held`, in the order of the table."""
    given: dict[str, set[str]] = defaultdict(set)
    rows = GroupPermission.objects.filter(content_object=group)
    for kind, codename in rows.values_list("group__kes_role__kind", "permission__codename"):
        given[kind].add(codename)
    return [kind for kind in RoleKind if given[kind] <= held]
