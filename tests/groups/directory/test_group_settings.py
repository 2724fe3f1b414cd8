"""Creating and changing groups: who may, where, and what forged fields come to."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.access import permissions
from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.membership.models import Membership
from groups.roles import RoleKind, Visibility
from kes.accounts.models import User
from tests.people import World

SignedIn = Callable[[User], Client]
NEW = "groups:new_group"
FACTS = {"name": "Nowa grupa", "kind": "working_group", "visibility": "named", "description": "**Po co**"}


@pytest.fixture
def office(world: World) -> User:
    world.charlie.is_staff = True
    world.charlie.save()
    return world.charlie


def test_the_office_creates_a_group_at_the_top_and_leads_it(office: User, signed_in: SignedIn) -> None:
    answer = signed_in(office).post(reverse(NEW), FACTS)
    group = Group.objects.get(name="Nowa grupa")
    assert (answer.status_code, answer["Location"], group.parent) == (302, group.get_absolute_url(), None)
    assert Membership.objects.get(group=group).user == office
    assert "manage_group" in permissions(office, group)
    assert "<strong>Po co</strong>" in group.description_html


def test_a_facilitator_creates_a_group_below_his_own_only(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.alice)
    assert client.post(reverse(NEW), FACTS).context["form"].errors["parent"]
    assert client.post(reverse(NEW), FACTS | {"parent": world.hidden.pk}).context["form"].errors["parent"]
    assert client.post(reverse(NEW), FACTS | {"parent": world.group.pk}).status_code == 302
    assert Group.objects.get(name="Nowa grupa").parent == world.group


@pytest.mark.parametrize("who", ["bob", "olga", "charlie"])
def test_others_create_nothing(world: World, signed_in: SignedIn, who: str) -> None:
    client = signed_in(getattr(world, who))
    assert client.get(reverse(NEW)).status_code == 403
    assert client.post(reverse(NEW), FACTS | {"parent": world.group.pk}).status_code == 403
    assert not Group.objects.filter(name="Nowa grupa").exists()


@pytest.mark.parametrize("name", ["new_group", "settings", "roles", "add_member"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(world: World, client: Client, name: str) -> None:
    path = reverse(f"groups:{name}", args=[] if name == "new_group" else [world.group.pk])
    assert client.get(path)["Location"] == f"{reverse('account_login')}?next={path}"


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"kind": "junta"}, {"visibility": "secret"}, {"parent": "x"}]
)
def test_a_form_that_makes_no_sense_is_shown_again_with_what_was_typed(
    office: User, signed_in: SignedIn, fields: dict[str, str]
) -> None:
    page = signed_in(office).post(reverse(NEW), FACTS | fields)
    assert list(page.context["form"].errors) == list(fields)
    assert "**Po co**" in page.content.decode()


def test_settings_change_the_group_and_tell_its_members(world: World, signed_in: SignedIn) -> None:
    facts = FACTS | {"name": "Reintegracja i praca", "visibility": "public"}
    assert signed_in(world.alice).post(_settings(world.group), facts).status_code == 302
    world.group.refresh_from_db()
    assert (world.group.name, world.group.visibility) == ("Reintegracja i praca", Visibility.PUBLIC)
    assert "view_thread" in permissions(world.charlie, world.group)


@pytest.mark.parametrize("who, status", [("bob", 403), ("olga", 403), ("charlie", 403), ("stranger", 403)])
def test_only_those_who_manage_change_settings(
    world: World, signed_in: SignedIn, who: str, status: int
) -> None:
    client = signed_in(getattr(world, who))
    assert client.get(_settings(world.group)).status_code == status
    assert client.post(_settings(world.group), FACTS).status_code == status
    assert client.post(reverse("groups:roles", args=[world.group.pk])).status_code == status


def test_a_group_cannot_be_put_under_itself_or_its_child(world: World, signed_in: SignedIn) -> None:
    child = create_group(by=None, name="Podgrupa", kind=Group.Kind.WORKING_GROUP, parent=world.group)
    add_member(child, by=None, user=world.alice, role=RoleKind.FACILITATOR)
    for parent in (world.group, child):
        page = signed_in(world.alice).post(_settings(world.group), FACTS | {"parent": parent.pk})
        assert page.context["form"].errors["parent"]


def test_who_does_not_manage_the_parent_leaves_the_group_where_it_is(
    world: World, signed_in: SignedIn
) -> None:
    Group.objects.filter(pk=world.group.pk).update(parent=world.hidden)
    client = signed_in(world.alice)
    assert "Ukryta" not in client.get(_settings(world.group)).content.decode()
    assert client.post(_settings(world.group), FACTS | {"parent": ""}).status_code == 302
    world.group.refresh_from_db()
    assert (world.group.name, world.group.parent) == ("Nowa grupa", world.hidden)


def test_scripts_in_a_description_stay_text(office: User, signed_in: SignedIn) -> None:
    signed_in(office).post(reverse(NEW), FACTS | {"description": "<script>alert(1)</script>"})
    assert "<script" not in Group.objects.get(name="Nowa grupa").description_html


def _settings(group: Group) -> str:
    return reverse("groups:settings", args=[group.pk])
