"""The door: what permissions hold today, and in which groups; memberships run from and to days."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from groups.access import group_for, groups_with, membership_for, my_groups, permissions, post_for, thread_for
from groups.directory.models import Group
from groups.membership.models import Membership
from groups.roles import TABLE, VISITORS, RoleKind, Visibility
from groups.threads.models import Post, Thread
from kes.access import Refused, Visitor
from kes.accounts.models import User
from tests.people import World

DAY = timedelta(days=1)
NOBODY = AnonymousUser()


@pytest.mark.parametrize("who, role", [("alice", "facilitator"), ("bob", "member"), ("olga", "observer")])
def test_people_hold_what_the_table_gives_their_role(world: World, who: str, role: str) -> None:
    assert permissions(getattr(world, who), world.group) == {"view_name", *TABLE[RoleKind(role)]}


@pytest.mark.parametrize("visibility", list(Visibility))
def test_outsiders_hold_what_the_groups_visibility_gives(world: World, visibility: Visibility) -> None:
    Group.objects.filter(pk=world.group.pk).update(visibility=visibility)
    world.group.refresh_from_db()
    for visitor in (world.charlie, NOBODY):
        assert permissions(visitor, world.group) == set(VISITORS[visibility])


@pytest.mark.parametrize(
    "since, until, inside",
    [
        (-9 * DAY, -DAY, False),
        (-9 * DAY, 0 * DAY, True),
        (0 * DAY, None, True),
        (DAY, None, False),
        (DAY, 9 * DAY, False),
        (-9 * DAY, 9 * DAY, True),
    ],
)
def test_a_membership_holds_from_its_first_to_its_last_day(
    world: World, since: timedelta, until: timedelta | None, inside: bool
) -> None:
    today = timezone.localdate()
    term = {"since": today + since, "until": None if until is None else today + until}
    Membership.objects.filter(user=world.bob).update(**term)
    assert ("post_reply" in permissions(world.bob, world.group)) is inside
    assert (world.group in groups_with(world.bob, "groups.post_reply")) is inside
    assert (world.group in my_groups(world.bob)) is inside
    assert world.bob.has_perm("groups.post_reply", world.group) is inside


def test_a_closed_account_is_an_outsider(world: World) -> None:
    world.bob.is_active = False
    assert permissions(world.bob, world.group) == {"view_name"}
    assert world.group not in groups_with(world.bob, "groups.post_reply")


def test_an_administrator_may_everything_everywhere(world: World) -> None:
    world.charlie.is_superuser = True
    assert permissions(world.charlie, world.hidden) >= set(TABLE[RoleKind.FACILITATOR])
    assert world.hidden in groups_with(world.charlie, "groups.manage_group")


def test_lists_and_single_groups_agree(world: World) -> None:
    """What groups_with() lists is what permissions() says, for everybody and every permission."""
    Group.objects.create(name="Otwarta", kind=Group.Kind.COMMITTEE, visibility=Visibility.PUBLIC)
    visitors: list[Visitor] = [world.alice, world.bob, world.olga, world.charlie, world.stranger, NOBODY]
    for visitor in visitors:
        for codename in ("view_name", *TABLE[RoleKind.FACILITATOR]):
            one_by_one = {
                group.pk for group in Group.objects.all() if codename in permissions(visitor, group)
            }
            listed = {group.pk for group in groups_with(visitor, f"groups.{codename}")}
            assert listed == one_by_one, (visitor, codename)


def test_a_right_asked_without_a_group_is_not_held(world: World) -> None:
    assert not world.alice.has_perm("groups.post_reply")
    assert not world.alice.has_perm("groups.post_reply", world.bob)


def test_what_one_may_not_see_does_not_exist(world: World) -> None:
    thread = Thread.objects.create(group=world.group, title="Klauzule")
    post = Post.objects.create(thread=thread, number=1, author=world.bob, body="x", html="x")
    membership = Membership.objects.get(user=world.bob)
    for door, pk in ((thread_for, thread.pk), (post_for, post.pk), (membership_for, membership.pk)):
        assert door(world.olga, pk).pk == pk
        for visitor in (world.charlie, NOBODY):
            with pytest.raises(Http404):
                door(visitor, pk)


def test_what_one_sees_but_may_not_do_is_refused(world: World) -> None:
    thread = Thread.objects.create(group=world.group, title="Klauzule")
    with pytest.raises(Refused):
        thread_for(world.olga, thread.pk, "groups.post_reply")
    with pytest.raises(Refused):
        group_for(world.charlie, world.group.pk, "groups.view_group")
    with pytest.raises(Http404):
        group_for(world.charlie, world.hidden.pk, "groups.view_group")


@pytest.mark.parametrize("pk", [0, -1, 2**70, "x", "", "1; drop table", None])
def test_an_id_that_makes_no_sense_does_not_exist(world: World, pk: int | str) -> None:
    with pytest.raises(Http404):
        group_for(world.alice, pk)


def test_asking_costs_one_query(world: World, django_assert_num_queries: object) -> None:
    user = User.objects.get(pk=world.bob.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        permissions(user, world.group)
