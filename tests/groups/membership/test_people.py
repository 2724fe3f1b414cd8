"""The people of a group: the list, adding, changing, ending; wrong dates, wrong people, wrong groups."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.access import permissions
from groups.directory.models import Group
from groups.membership.actions import add_member
from groups.membership.models import Membership
from groups.roles import RoleKind
from kes.accounts.models import Organisation, User
from tests.people import World, person

SignedIn = Callable[[User], Client]
TODAY = timezone.localdate
YESTERDAY = timedelta(days=1)


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Spółdzielnia „Źródełko”", kind=Organisation.Kind.PES)


def test_people_are_listed_by_surname_in_polish_order(world: World, signed_in: SignedIn) -> None:
    for name in ("Ewa Zych", "Jan Łoś", "Iza Lis", "Adam Ćma"):
        add_member(world.group, by=None, user=person(name))
    people = signed_in(world.olga).get(_people(world.group)).context["current"]
    assert [membership.user.name.split()[1] for membership in people] == [
        "Ćma", "Ćwik", "Lis", "Łoś", "Łuczak", "Zych", "Żak",
    ]  # fmt: skip


def test_the_list_shows_role_body_sector_and_term(
    world: World, organisation: Organisation, signed_in: SignedIn
) -> None:
    since = date(2026, 3, 1)
    add_member(
        world.group, by=None, user=world.charlie, organisation=organisation, sector="economic", since=since
    )
    client = signed_in(world.olga)
    client.cookies["django_language"] = "en"
    text = client.get(_people(world.group)).content.decode()
    assert all(
        words in text for words in ("Charlie Śliwa", "member", "Źródełko", "economic", "March 1, 2026")
    )


def test_former_and_coming_people_are_shown_to_those_who_manage(world: World, signed_in: SignedIn) -> None:
    past, coming = person("Piotr Dawny"), person("Paweł Przyszły")
    add_member(world.group, by=None, user=past, since=date(2024, 1, 1), until=TODAY() - YESTERDAY)
    add_member(world.group, by=None, user=coming, since=TODAY() + YESTERDAY)
    for who, seen in ((world.alice, True), (world.bob, False)):
        text = signed_in(who).get(_people(world.group)).content.decode()
        assert ("Piotr Dawny" in text, "Paweł Przyszły" in text) == (seen, seen)


def test_a_person_is_added_by_e_mail_whatever_its_capitals(
    world: World, organisation: Organisation, signed_in: SignedIn
) -> None:
    facts = _facts("Charlie@KES.test", organisation=organisation.pk, sector="social")
    assert signed_in(world.alice).post(_add(world.group), facts).status_code == 302
    membership = Membership.objects.get(group=world.group, user=world.charlie)
    assert (membership.role.kind, membership.organisation, membership.sector) == (
        "member",
        organisation,
        "social",
    )


def test_an_e_mail_without_an_account_is_said_so_and_the_rest_is_kept(
    world: World, organisation: Organisation, signed_in: SignedIn
) -> None:
    client = signed_in(world.alice)
    client.cookies["django_language"] = "en"
    page = client.post(_add(world.group), _facts("nikt@kes.test", organisation=organisation.pk))
    assert "Nobody with this e-mail has an account" in page.content.decode()
    assert 'value="nikt@kes.test"' in page.content.decode()
    assert page.context["form"]["organisation"].value() == str(organisation.pk)


def test_a_closed_account_cannot_be_added(world: World, signed_in: SignedIn) -> None:
    User.objects.filter(pk=world.charlie.pk).update(is_active=False)
    assert "email" in _errors(signed_in(world.alice), world.group, _facts(world.charlie.email))


def test_nobody_is_added_twice(world: World, signed_in: SignedIn) -> None:
    assert "email" in _errors(signed_in(world.alice), world.group, _facts(world.bob.email))


@pytest.mark.parametrize(
    "since, until, fits",
    [
        ("2024-01-01", "2024-12-31", True),
        ("2024-01-01", "2025-01-01", False),
        ("2025-06-30", "", False),
        ("2025-07-01", "", True),
    ],
)
def test_terms_of_one_person_do_not_overlap(
    world: World, signed_in: SignedIn, since: str, until: str, fits: bool
) -> None:
    add_member(world.group, by=None, user=world.charlie, since=date(2025, 1, 1), until=date(2025, 6, 30))
    facts = _facts(world.charlie.email, since=since, until=until)
    answer = signed_in(world.alice).post(_add(world.group), facts)
    assert (answer.status_code == 302) is fits


@pytest.mark.parametrize(
    "fields, wrong",
    [
        ({"since": "2026-05-02", "until": "2026-05-01"}, "until"),
        ({"since": "31.02.2026"}, "since"),
        ({"since": ""}, "since"),
        ({"role": "king"}, "role"),
        ({"sector": "fourth"}, "sector"),
        ({"organisation": "999999"}, "organisation"),
        ({"organisation": "x"}, "organisation"),
        ({"email": "not an address"}, "email"),
    ],
)
def test_what_makes_no_sense_is_shown_at_its_field(
    world: World, signed_in: SignedIn, fields: dict[str, str], wrong: str
) -> None:
    facts = _facts(world.charlie.email) | fields
    assert list(_errors(signed_in(world.alice), world.group, facts)) == [wrong]
    assert not Membership.objects.filter(group=world.group, user=world.charlie).exists()


@pytest.mark.parametrize("who, status", [("bob", 403), ("olga", 403), ("charlie", 404), ("stranger", 404)])
def test_only_those_who_manage_people_change_them(
    world: World, signed_in: SignedIn, who: str, status: int
) -> None:
    client, bob = signed_in(getattr(world, who)), _membership(world.bob)
    answers = [
        client.get(_change(bob)),
        client.post(_change(bob), {"role": "facilitator"}),
        client.post(_end(bob)),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert client.post(_add(world.group), _facts(world.charlie.email)).status_code in {403, 404}
    assert _membership(world.bob).role.kind == RoleKind.MEMBER


def test_role_body_and_sector_are_changed_from_now_on(
    world: World, organisation: Organisation, signed_in: SignedIn
) -> None:
    facts = {"role": "observer", "organisation": organisation.pk, "sector": "science"}
    assert signed_in(world.alice).post(_change(_membership(world.bob)), facts).status_code == 302
    membership = _membership(world.bob)
    assert (membership.role.kind, membership.organisation, membership.sector) == (
        "observer",
        organisation,
        "science",
    )
    assert "post_reply" not in permissions(world.bob, world.group)


def test_ending_takes_the_rights_today_and_keeps_the_trace(world: World, signed_in: SignedIn) -> None:
    Membership.objects.filter(user=world.bob).update(since=date(2025, 1, 1))
    assert signed_in(world.alice).post(_end(_membership(world.bob))).status_code == 302
    assert _membership(world.bob).until == TODAY() - YESTERDAY
    assert permissions(world.bob, world.group) == {"view_name"}


def test_what_has_ended_is_not_ended_or_changed_again(world: World, signed_in: SignedIn) -> None:
    ended = date(2025, 6, 30)
    Membership.objects.filter(user=world.bob).update(since=date(2025, 1, 1), until=ended)
    client = signed_in(world.alice)
    client.post(_end(_membership(world.bob)))
    assert client.post(_change(_membership(world.bob)), {"role": "observer"}).context["form"].errors["role"]
    assert (_membership(world.bob).until, _membership(world.bob).role.kind) == (ended, RoleKind.MEMBER)


def test_the_last_facilitator_stays(world: World, signed_in: SignedIn) -> None:
    client, alice = signed_in(world.alice), _membership(world.alice)
    page = client.post(_end(alice), follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert client.post(_change(alice), {"role": "member"}).context["form"].errors["role"]
    assert "manage_group" in permissions(world.alice, world.group)


def test_with_a_second_facilitator_the_first_may_go(world: World, signed_in: SignedIn) -> None:
    add_member(world.group, by=None, user=world.charlie, role=RoleKind.FACILITATOR)
    signed_in(world.alice).post(_end(_membership(world.alice)))
    assert not Membership.objects.current().filter(user=world.alice).exists()


def test_the_secretariat_makes_nobody_a_facilitator_and_removes_none(
    world: World, signed_in: SignedIn
) -> None:
    add_member(world.group, by=None, user=world.charlie, role=RoleKind.SECRETARIAT)
    add_member(world.group, by=None, user=world.stranger, role=RoleKind.FACILITATOR)
    client = signed_in(world.charlie)
    assert (
        client.post(_change(_membership(world.charlie)), {"role": "facilitator"})
        .context["form"]
        .errors["role"]
    )
    assert client.post(_end(_membership(world.alice))).status_code == 403
    assert client.post(_change(_membership(world.alice)), {"role": "observer"}).status_code == 403
    assert client.post(_change(_membership(world.bob)), {"role": "observer"}).status_code == 302


def test_a_membership_of_another_group_is_out_of_reach(world: World, signed_in: SignedIn) -> None:
    theirs = Membership.objects.get(group=world.hidden)
    client = signed_in(world.alice)
    assert client.post(_end(theirs)).status_code == 404
    assert client.get(_change(theirs)).status_code == 404
    assert client.get(reverse("groups:membership", args=[2**62])).status_code == 404


def test_nothing_is_ended_by_following_a_link(world: World, signed_in: SignedIn) -> None:
    assert signed_in(world.alice).get(_end(_membership(world.bob))).status_code == 405


def _facts(email: str, **more: object) -> dict[str, object]:
    return {"email": email, "role": "member", "since": "2026-01-01", **more}


def _errors(client: Client, group: Group, facts: dict[str, object]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = client.post(_add(group), facts).context["form"].errors
    return errors


def _membership(user: User) -> Membership:
    return Membership.objects.select_related("role").get(user=user, group__name="Reintegracja")


def _people(group: Group) -> str:
    return reverse("groups:people", args=[group.pk])


def _add(group: Group) -> str:
    return reverse("groups:add_member", args=[group.pk])


def _change(membership: Membership) -> str:
    return reverse("groups:membership", args=[membership.pk])


def _end(membership: Membership) -> str:
    return reverse("groups:end_membership", args=[membership.pk])
