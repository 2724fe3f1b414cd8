"""The directory and a group's home: who sees which groups, and how much of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.directory.actions import create_group
from groups.directory.models import Group
from groups.directory.tree import tree
from groups.membership.actions import add_member
from groups.roles import Visibility
from groups.threads.models import Thread
from kes.accounts.models import User
from tests.people import World

SignedIn = Callable[[User], Client]
DIRECTORY = "groups:directory"


@pytest.fixture
def committee(world: World) -> Group:
    """A public committee, above the group of Alice and Bob."""
    fields = {"kind": Group.Kind.COMMITTEE, "visibility": Visibility.PUBLIC}
    committee = create_group(by=None, name="Komitet", description="Opiniuje *programy*.", **fields)
    Group.objects.filter(pk=world.group.pk).update(parent=committee)
    return committee


def test_a_hidden_group_is_listed_for_its_people_only(
    world: World, signed_in: SignedIn, client: Client
) -> None:
    assert "Ukryta" not in _names(client)
    assert "Ukryta" not in _names(signed_in(world.bob))
    assert "Ukryta" in _names(signed_in(world.stranger))


def test_children_stand_under_their_parent(world: World, committee: Group, client: Client) -> None:
    branches = client.get(reverse(DIRECTORY)).context["branches"]
    assert [(branch.group.name, [child.group.name for child in branch.children]) for branch in branches] == [
        ("Komitet", ["Reintegracja"])
    ]


def test_a_child_of_a_hidden_parent_stands_by_itself(world: World, client: Client) -> None:
    Group.objects.filter(pk=world.group.pk).update(parent=world.hidden)
    assert [branch.group.name for branch in client.get(reverse(DIRECTORY)).context["branches"]] == [
        "Reintegracja"
    ]


def test_a_ring_of_parents_hangs_nobody(world: World) -> None:
    Group.objects.filter(pk=world.group.pk).update(parent=world.hidden)
    Group.objects.filter(pk=world.hidden.pk).update(parent=world.group)
    assert tree(Group.objects.all(), mine=set(), open_to=set()) == []


def test_kinds_are_filtered_and_an_unknown_kind_shows_all(
    world: World, committee: Group, client: Client
) -> None:
    assert _names(client, "committee") == ["Komitet"]
    assert _names(client, "partnership") == []
    assert _names(client, "nonsense") == ["Komitet", "Reintegracja"]


def test_my_own_groups_come_first(world: World, committee: Group, signed_in: SignedIn) -> None:
    page = signed_in(world.bob).get(reverse(DIRECTORY))
    assert [group.name for group in page.context["mine"]] == ["Reintegracja"]
    assert page.content.index(b'id="mine"') < page.content.index(b'id="all"')


def test_groups_are_in_polish_order(world: World, client: Client) -> None:
    for name in ("Łąka", "Lipa", "Ćma", "Cyprys", "Żuraw", "Źródło", "Zamek"):
        create_group(by=None, name=name, kind=Group.Kind.PARTNERSHIP, visibility=Visibility.PUBLIC)
    names = [name for name in _names(client) if name != "Reintegracja"]
    assert names == ["Cyprys", "Ćma", "Lipa", "Łąka", "Zamek", "Źródło", "Żuraw"]


def test_a_group_visible_by_name_shows_outsiders_its_name_and_description_only(
    world: World, client: Client, signed_in: SignedIn
) -> None:
    Group.objects.filter(pk=world.group.pk).update(description_html="<p>Osoby po kryzysie.</p>")
    Thread.objects.create(group=world.group, title="Tajne sprawy")
    for visitor in (client, signed_in(world.charlie)):
        page = visitor.get(_home(world.group))
        text = page.content.decode()
        assert (page.status_code, "Osoby po kryzysie." in text) == (200, True)
        assert not [word for word in ("Alice", "Bob Łuczak", "Tajne sprawy") if word in text]
        assert visitor.get(reverse("groups:people", args=[world.group.pk])).status_code in {403, 404}


def test_members_see_people_threads_and_groups_below(
    world: World, committee: Group, signed_in: SignedIn
) -> None:
    Thread.objects.create(group=world.group, title="Klauzule społeczne")
    text = signed_in(world.olga).get(_home(world.group)).content.decode()
    assert all(word in text for word in ("Alice Żak", "Bob Łuczak", "Klauzule społeczne", "Komitet"))
    assert "Reintegracja" in signed_in(world.olga).get(_home(committee)).content.decode()


def test_a_hidden_group_does_not_exist_for_outsiders(
    world: World, client: Client, signed_in: SignedIn
) -> None:
    for visitor in (client, signed_in(world.bob)):
        for name in ("group", "people", "settings", "roles", "add_member"):
            status = visitor.get(reverse(f"groups:{name}", args=[world.hidden.pk])).status_code
            assert status in ({302, 404} if visitor is client else {404}), name


def test_the_name_of_a_hidden_parent_is_not_told(world: World, signed_in: SignedIn) -> None:
    Group.objects.filter(pk=world.group.pk).update(parent=world.hidden)
    assert "Ukryta" not in signed_in(world.bob).get(_home(world.group)).content.decode()


def test_a_child_that_one_may_not_see_is_not_listed(world: World, committee: Group, client: Client) -> None:
    Group.objects.filter(pk=world.hidden.pk).update(parent=committee)
    assert [group.name for group in client.get(_home(committee)).context["children"]] == ["Reintegracja"]


def test_the_directory_asks_as_little_for_many_groups_as_for_few(
    world: World, signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(20):
        group = create_group(by=None, name=f"Grupa {number}", kind=Group.Kind.COMMITTEE)
        add_member(group, by=None, user=world.bob)
    client = signed_in(world.bob)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(reverse(DIRECTORY))


def _names(client: Client, kind: str = "") -> list[str]:
    def below(branches: list[object]) -> list[str]:
        return [name for one in branches for name in (one.group.name, *below(one.children))]  # type: ignore[attr-defined]

    return below(client.get(reverse(DIRECTORY), {"kind": kind}).context["branches"])


def _home(group: Group) -> str:
    return reverse("groups:group", args=[group.pk])
