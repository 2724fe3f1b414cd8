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
    found = _held(membership)
    if role != RoleKind.FACILITATOR:
        _keep_a_facilitator(found)
    found.role = found.group.roles.get(kind=role)
    found.organisation = organisation
    found.sector = sector
    found.save(update_fields=["role", "organisation", "sector"])
    record_access("member.changed", by=by, group=found.group_id, people=[found.user_id], role=role)


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    """End the membership now: yesterday was its last day, or it goes when it began today.

    What the person had as one of the group's people ends with it.
    """
    found = _held(membership)
    _keep_a_facilitator(found)
    yesterday = timezone.localdate() - timedelta(days=1)
    if found.since > yesterday:
        found.delete()
    else:
        found.until = yesterday
        found.save(update_fields=["until"])
    leaving.part_from(found.user, by=by)
    record_access("member.removed", by=by, group=found.group_id, people=[found.user_id])


def _held(membership: Membership) -> Membership:
    """As it is once the group is locked: whoever came before may have ended it, or ended it on its first day.

    Raises ValidationError then: what a late request says of a membership does not bring it back.
    """
    _lock(membership.group)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("group", "user", "role")
    found = rows.filter(pk=membership.pk).first()
    if found is None or (found.until and found.until < timezone.localdate()):
        raise ValidationError(_("This membership has ended already."))
    return found


def _keep_a_facilitator(membership: Membership) -> None:
    """The caller holds the group."""
    others = Membership.objects.current().filter(group=membership.group, role__kind=RoleKind.FACILITATOR)
    if membership.role.kind == RoleKind.FACILITATOR and not others.exclude(pk=membership.pk).exists():
        raise ValidationError(_("A group needs at least one facilitator."))


def _lock(group: Group) -> None:
    """One change of a group's people at a time: two facilitators cannot remove each other.

    Without its key: a row that refers to the group, as a chapter does to its owners', does not wait.
    """
    Group.objects.select_for_update(no_key=True).only("pk").get(pk=group.pk)
