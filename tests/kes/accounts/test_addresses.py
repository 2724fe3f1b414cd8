"""A person's e-mail addresses: added, confirmed by mail, made the primary one, removed; each signs in.

Whoever confirms an address has it, also when somebody had signed up with it before and never confirmed it.
"""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.membership.models import Membership
from kes.accounts.models import User
from tests.people import PASSWORD, World

SECOND = "alicja@gmina.example"
URL = reverse("account_email")


@pytest.fixture(autouse=True)
def _no_limits_from_before() -> None:
    cache.clear()  # allauth counts letters there


@pytest.fixture
def alice(world: World, client: Client) -> Client:
    client.force_login(world.alice)
    return client


def test_the_page_is_reached_from_the_profile_and_shows_the_primary_address(
    world: World, alice: Client
) -> None:
    assert f'href="{URL}"' in alice.get(reverse("profile")).content.decode()
    EmailAddress.objects.create(user=world.alice, email=world.alice.email, verified=True, primary=True)
    page = alice.get(URL).content.decode()
    assert world.alice.email in page
    assert "podstawowy" in page and "potwierdzony" in page
    assert "data-confirm=" in page.split('name="action_remove"')[1].split(">")[0]


def test_a_second_address_is_confirmed_by_mail_and_signs_in(world: World, alice: Client) -> None:
    alice.post(URL, {"action_add": "", "email": SECOND})
    assert "niepotwierdzony" in alice.get(URL).content.decode()
    (letter,) = mail.outbox
    assert letter.to == [SECOND]
    found = re.search(r"http://[^/]+(/\S+)", str(letter.body))
    assert found
    alice.post(found[1])
    assert EmailAddress.objects.get(email=SECOND).verified
    stranger = Client()
    answer = stranger.post(reverse("account_login"), {"login": SECOND, "password": PASSWORD})
    assert answer.status_code == 302
    assert stranger.session["_auth_user_id"] == str(world.alice.pk)


def test_the_primary_address_can_be_changed_and_only_others_removed(world: World, alice: Client) -> None:
    first = world.alice.email
    EmailAddress.objects.create(user=world.alice, email=world.alice.email, verified=True, primary=True)
    EmailAddress.objects.create(user=world.alice, email=SECOND, verified=True)
    alice.post(URL, {"action_primary": "", "email": SECOND})
    world.alice.refresh_from_db()
    assert world.alice.email == SECOND
    alice.post(URL, {"action_remove": "", "email": SECOND})
    assert EmailAddress.objects.filter(email=SECOND).exists()
    alice.post(URL, {"action_remove": "", "email": first})
    assert not EmailAddress.objects.filter(email=first).exists()


def test_a_wrong_address_is_refused_in_place(world: World, alice: Client) -> None:
    page = alice.post(URL, {"action_add": "", "email": "to nie jest adres"}).content.decode()
    assert 'value="to nie jest adres"' in page
    assert "aria-invalid" in page
    assert not EmailAddress.objects.filter(user=world.alice, email__contains="nie jest").exists()


def _sign_up(email: str) -> User:
    """A stranger's account, its address never confirmed."""
    facts = {"name": "Obcy", "email": email, "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), facts)
    mail.outbox.clear()
    cache.clear()
    return User.objects.get(email=email)


def _confirm_second(world: World, alice: Client) -> None:
    EmailAddress.objects.create(user=world.alice, email=world.alice.email, verified=True, primary=True)
    alice.post(URL, {"action_add": "", "email": SECOND})
    found = re.search(r"http://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert found
    alice.post(found[1])


def test_a_strangers_unconfirmed_account_gives_way_to_whoever_confirms(world: World, alice: Client) -> None:
    stranger = _sign_up(SECOND)
    _confirm_second(world, alice)
    assert not User.objects.filter(pk=stranger.pk).exists()
    assert list(EmailAddress.objects.filter(email=SECOND).values_list("user", flat=True)) == [world.alice.pk]
    alice.post(URL, {"action_primary": "", "email": SECOND})
    world.alice.refresh_from_db()
    assert world.alice.email == SECOND


def test_so_does_one_that_stood_in_the_way_before(world: World, alice: Client) -> None:
    EmailAddress.objects.create(user=world.alice, email=world.alice.email, verified=True, primary=True)
    mine = EmailAddress.objects.create(user=world.alice, email=SECOND)
    EmailAddress.objects.filter(pk=mine.pk).update(verified=True)
    stranger = User.objects.create_user(SECOND, PASSWORD, name="Obcy")
    alice.post(URL, {"action_primary": "", "email": SECOND})
    assert User.objects.get(email=SECOND) == world.alice
    assert not User.objects.filter(pk=stranger.pk).exists()


@pytest.mark.parametrize("how", ["signed in", "member", "office", "confirmed another"])
def test_an_account_that_somebody_uses_keeps_its_address_and_the_person_reads_so(
    world: World, alice: Client, how: str
) -> None:
    other = _sign_up(SECOND)
    if how == "signed in":
        User.objects.filter(pk=other.pk).update(last_login=timezone.now())
    elif how == "member":
        Membership.objects.create(group=world.group, user=other, role=world.group.roles.get(kind="member"))
    elif how == "office":
        User.objects.filter(pk=other.pk).update(is_staff=True)
    else:
        EmailAddress.objects.create(user=other, email="obcy@gmina.example", verified=True)
    _confirm_second(world, alice)
    before = world.alice.email
    page = alice.post(URL, {"action_primary": "", "email": SECOND}, follow=True)
    assert page.status_code == 200
    assert "error" in [message.level_tag for message in page.context["messages"]]
    assert User.objects.get(pk=world.alice.pk).email == before
    assert EmailAddress.objects.get(user=world.alice, primary=True).email == before
    assert User.objects.get(email=SECOND) == other


def test_an_address_that_is_not_confirmed_takes_nothing_from_anybody(world: World, alice: Client) -> None:
    stranger = _sign_up(SECOND)
    alice.post(URL, {"action_add": "", "email": SECOND})
    page = alice.post(URL, {"action_primary": "", "email": SECOND}, follow=True)
    assert page.status_code == 200
    assert User.objects.get(email=SECOND) == stranger
