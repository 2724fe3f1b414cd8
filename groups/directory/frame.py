"""What the pages of one group share: its heading, tabs, and the people and groups in it."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When

from groups.access import groups_with, permissions
from groups.directory.models import Group
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.access import Visitor


def frame(visitor: Visitor, group: Group) -> dict[str, Any]:
    """For templates/groups/_header.html; a parent that the visitor cannot see is not named."""
    above = groups_with(visitor, "view_name").filter(pk=group.parent_id) if group.parent_id else None
    parent = above.first() if above is not None else None
    return {"group": group, "held": permissions(visitor, group), "parent": parent}


def children(visitor: Visitor, group: Group) -> QuerySet[Group]:
    return groups_with(visitor, "view_name").filter(parent=group)


def people_of(group: Group) -> QuerySet[Membership]:
    """Today's people, those who lead first, then in the order of the alphabet."""
    places = [When(role__kind=kind, then=place) for place, kind in enumerate(RoleKind)]
    people = Membership.objects.current().filter(group=group).select_related("user", "role", "organisation")
    return people.order_by(Case(*places, output_field=IntegerField()), "user__sort_name")
