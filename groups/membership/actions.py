"""Taking people in, changing their role, ending their membership; sockets are asked again at once."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.directory.models import Group
from groups.membership import leaving
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import Organisation, User
from kes.live.events import record_access


@transaction.atomic
def add_member(
    group: Group,
    *,
    by: User | None,
    user: User,
    role: RoleKind = RoleKind.MEMBER,
    organisation: Organisation | None = None,
    sector: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Membership:
    """Take a person into the group; raises ValidationError when he already is in it in that time."""
    since = since or timezone.localdate()
    _lock(group)
    if Membership.objects.during(since, until).filter(group=group, user=user).exists():
        raise ValidationError(_("This person is already in the group in that time."))
    membership = Membership.objects.create(
        group=group,
        user=user,
        role=group.roles.get(kind=role),
        organisation=organisation,
        sector=sector,
        since=since,
        until=until,
    )
    record_access("member.added", by=by, group=group.pk, people=[user.pk], role=role)
    return membership


@transaction.atomic
def change_membership(
    membership: Membership, *, by: User, role: RoleKind, organisation: Organisation | None, sector: str
) -> None:
    """Change role, represented body or sector; raises ValidationError when no facilitator would be left."""
    _not_over(membership)
    if role != RoleKind.FACILITATOR:
        _keep_a_facilitator(membership)
    membership.role = membership.group.roles.get(kind=role)
    membership.organisation = organisation
    membership.sector = sector
    membership.save()
    record_access("member.changed", by=by, group=membership.group_id, people=[membership.user_id], role=role)


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    """End the membership now: yesterday was its last day, or it goes when it began today.

    What the person had as one of the group's people ends with it.
    """
    _not_over(membership)
    _keep_a_facilitator(membership)
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.since > yesterday:
        membership.delete()
    else:
        membership.until = yesterday
        membership.save()
    leaving.part_from(membership.user, by=by)
    record_access("member.removed", by=by, group=membership.group_id, people=[membership.user_id])


def _not_over(membership: Membership) -> None:
    if membership.until and membership.until < timezone.localdate():
        raise ValidationError(_("This membership has ended already."))


def _keep_a_facilitator(membership: Membership) -> None:
    _lock(membership.group)
    others = Membership.objects.current().filter(group=membership.group, role__kind=RoleKind.FACILITATOR)
    if membership.role.kind == RoleKind.FACILITATOR and not others.exclude(pk=membership.pk).exists():
        raise ValidationError(_("A group needs at least one facilitator."))


def _lock(group: Group) -> None:
    """One change of a group's people at a time: two facilitators cannot remove each other."""
    Group.objects.select_for_update().only("pk").get(pk=group.pk)
