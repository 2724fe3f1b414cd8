"""The permission table: its defaults, changing it for one group, and what cannot be taken away."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.access import permissions
from groups.directory.actions import role_permissions, set_permissions
from groups.directory.models import Group
from groups.roles import DESCRIPTIONS, PERMISSIONS, TABLE, VISITORS, RoleKind, Visibility
from kes.accounts.models import User
from kes.live.events import ACCESS, since
from tests.people import World

SignedIn = Callable[[User], Client]


def test_the_table_names_only_what_is_in_words() -> None:
    assert {codename for codenames in TABLE.values() for codename in codenames} == set(PERMISSIONS)
    assert set(VISITORS) == set(Visibility)
    assert set(TABLE) == set(DESCRIPTIONS) == set(RoleKind)


def test_who_does_more_may_also_do_what_the_others_do() -> None:
    observer, member, office, lead = (
        set(TABLE[kind])
        for kind in (RoleKind.OBSERVER, RoleKind.MEMBER, RoleKind.SECRETARIAT, RoleKind.FACILITATOR)
    )
    assert observer < member < office < lead


def test_strangers_never_write() -> None:
    reading = {"view_name", "view_group", "view_people", "view_thread", "view_version"}
    assert all(set(codenames) <= reading for codenames in VISITORS.values())


def test_a_new_group_starts_with_the_table(world: World) -> None:
    held = {RoleKind(role.kind): role_permissions(role) for role in world.group.roles.all()}
    assert held == {kind: set(codenames) for kind, codenames in TABLE.items()}


def test_the_page_shows_every_permission_of_every_role(world: World, signed_in: SignedIn) -> None:
    form = signed_in(world.alice).get(_roles(world.group)).context["form"]
    ticked = {name for name, field in form.fields.items() if field.initial}
    assert ticked == {f"{kind}-{codename}" for kind, codenames in TABLE.items() for codename in codenames}


def test_a_right_is_given_in_this_group_alone(world: World, signed_in: SignedIn) -> None:
    answer = signed_in(world.alice).post(_roles(world.group), _ticks(extra=["observer-post_reply"]))
    assert answer.status_code == 302
    assert "post_reply" in permissions(world.olga, world.group)
    assert "post_reply" not in role_permissions(world.hidden.roles.get(kind=RoleKind.OBSERVER))


def test_a_right_is_taken_at_once_and_open_pages_are_asked_again(world: World, signed_in: SignedIn) -> None:
    signed_in(world.alice).post(
        _roles(world.group), _ticks(without=["member-view_draft", "member-edit_draft"])
    )
    assert not {"view_draft", "edit_draft"} & permissions(world.bob, world.group)
    _seq, event = since(ACCESS, 0)[-1]
    assert (event.kind, event.data["people"]) == ("group.roles", None)
    assert event.data["changes"] == {"member": {"given": [], "taken": ["edit_draft", "view_draft"]}}


def test_facilitators_keep_the_right_to_manage(world: World, signed_in: SignedIn) -> None:
    signed_in(world.alice).post(_roles(world.group), {"sent": "empty"})
    assert permissions(world.alice, world.group) == {"view_name", "manage_group"}
    with pytest.raises(ValueError, match="manage_group"):
        set_permissions(world.group, by=world.alice, wanted={})


def test_rights_that_do_not_exist_are_not_given(world: World, signed_in: SignedIn) -> None:
    signed_in(world.alice).post(
        _roles(world.group), _ticks(extra=["member-delete_everything", "king-view_group"])
    )
    assert role_permissions(world.group.roles.get(kind=RoleKind.MEMBER)) == set(TABLE[RoleKind.MEMBER])


def test_saving_without_a_change_records_nothing(world: World, signed_in: SignedIn) -> None:
    before = len(since(ACCESS, 0))
    signed_in(world.alice).post(_roles(world.group), _ticks())
    assert len(since(ACCESS, 0)) == before


def _ticks(extra: list[str] | None = None, without: list[str] | None = None) -> dict[str, str]:
    names = [f"{kind}-{codename}" for kind, codenames in TABLE.items() for codename in codenames]
    return dict.fromkeys([name for name in names + (extra or []) if name not in (without or [])], "on")


def _roles(group: Group) -> str:
    return reverse("groups:roles", args=[group.pk])
