"""Creating and changing groups, and what their roles may do."""

from typing import Any

from django.contrib.auth.models import Group as AuthGroup
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from guardian.shortcuts import assign_perm, remove_perm

from groups.access import ALL
from groups.directory.models import Group, GroupPermission
from groups.membership.actions import add_member
from groups.membership.models import Role
from groups.roles import PERMISSIONS, TABLE, RoleKind
from groups.threads.text import to_html
from kes.accounts.models import User
from kes.live.events import record, record_access


@transaction.atomic
def create_group(*, by: User | None, **fields: Any) -> Group:
    """Create a group with its four roles and their permissions from the table."""
    group = Group(**fields)
    group.description_html = to_html(group.description)
    group.save()
    _give_roles(group)
    record("group.created", by=by, topics=[f"group.{group.pk}"], about=group, group=group.pk)
    return group


@transaction.atomic
def found_group(*, by: User, **fields: Any) -> Group:
    """Create a group and make its founder the first facilitator."""
    group = create_group(by=by, **fields)
    add_member(group, by=by, user=by, role=RoleKind.FACILITATOR)
    return group


@transaction.atomic
def change_group(group: Group, *, by: User, **fields: Any) -> None:
    """Change name, description, parent or visibility; a new visibility is asked of everybody again."""
    changed = sorted(name for name, value in fields.items() if getattr(group, name) != value)
    for name, value in fields.items():
        setattr(group, name, value)
    group.description_html = to_html(group.description)
    group.save()
    about = {"fields": changed}
    record("group.changed", by=by, topics=[f"group.{group.pk}"], about=group, group=group.pk, data=about)
    if "visibility" in changed:
        record_access("group.visibility", by=by, group=group.pk, people=None, visibility=group.visibility)


@transaction.atomic
def set_permissions(group: Group, *, by: User, wanted: dict[RoleKind, set[str]]) -> None:
    """Make the roles of this group hold exactly `wanted`; raises ValueError when nobody could undo it."""
    if "manage_group" not in wanted.get(RoleKind.FACILITATOR, set()):
        raise ValueError("facilitators must keep manage_group")
    changes: dict[str, dict[str, list[str]]] = {}
    for role in group.roles.select_related("auth_group"):
        held = role_permissions(role)
        new = wanted.get(RoleKind(role.kind), set()) & set(PERMISSIONS)
        for codename in new - held:
            assign_perm(codename, role.auth_group, group)
        for codename in held - new:
            remove_perm(codename, role.auth_group, group)
        if new != held:
            changes[role.kind] = {"given": sorted(new - held), "taken": sorted(held - new)}
    if changes:
        record_access("group.roles", by=by, group=group.pk, people=None, changes=changes)


def _give_roles(group: Group) -> None:
    """The table's rows as object permissions, in a few queries instead of one for each."""
    known = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Group))
    permissions = {permission.codename: permission for permission in known}
    rows = []
    for kind, codenames in TABLE.items():
        auth_group = AuthGroup.objects.create(name=f"group.{group.pk}.{kind}")
        Role.objects.create(group=group, kind=kind, auth_group=auth_group)
        given = (permissions[codename] for codename in codenames)
        rows += [GroupPermission(permission=one, group=auth_group, content_object=group) for one in given]
    GroupPermission.objects.bulk_create(rows)


def role_permissions(role: Role) -> set[str]:
    rows = GroupPermission.objects.filter(content_object=role.group_id, group=role.auth_group_id)
    return set(rows.values_list("permission__codename", flat=True)) & set(ALL)
