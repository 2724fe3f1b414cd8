"""What was asked with a page of yesterday's people in front of one: an ended membership stays ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groups.membership.actions import change_membership, end_membership
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.people import World

WEEK = timedelta(days=7)


@pytest.mark.parametrize("age", [WEEK, timedelta(0)], ids=["since last week", "since today"])
def test_a_late_change_of_a_membership_does_not_bring_a_removed_person_back(
    world: World, age: timedelta
) -> None:
    Membership.objects.filter(user=world.bob).update(since=timezone.localdate() - age)
    late = _membership(world.bob)
    end_membership(_membership(world.bob), by=world.alice)
    with pytest.raises(ValidationError, match="już się zakończyło"):
        _change(late, world, RoleKind.OBSERVER)
    assert not Membership.objects.current().filter(user=world.bob).exists()


@pytest.mark.parametrize("age", [WEEK, timedelta(0)], ids=["since last week", "since today"])
def test_whoever_ends_a_membership_a_second_time_is_told_so(world: World, age: timedelta) -> None:
    Membership.objects.filter(user=world.bob).update(since=timezone.localdate() - age)
    late = _membership(world.bob)
    end_membership(_membership(world.bob), by=world.alice)
    with pytest.raises(ValidationError, match="już się zakończyło"):
        end_membership(late, by=world.alice)


def test_what_others_changed_of_a_membership_meanwhile_stays(world: World) -> None:
    late, until = _membership(world.bob), timezone.localdate() + WEEK
    Membership.objects.filter(pk=late.pk).update(until=until)
    _change(late, world, RoleKind.OBSERVER)
    found = _membership(world.bob)
    assert (found.until, found.role.kind) == (until, RoleKind.OBSERVER)


def test_the_last_facilitator_is_known_from_the_roles_of_now(world: World) -> None:
    late = _membership(world.bob)
    _change(_membership(world.bob), world, RoleKind.FACILITATOR)
    _change(_membership(world.alice), world, RoleKind.MEMBER)
    with pytest.raises(ValidationError, match="co najmniej"):
        end_membership(late, by=world.alice)


def _membership(user: User) -> Membership:
    return Membership.objects.select_related("group", "user", "role").get(user=user)


def _change(membership: Membership, world: World, role: RoleKind) -> None:
    change_membership(membership, by=world.alice, role=role, organisation=None, sector="")
