"""A person's e-mail addresses: added, confirmed by mail, made the primary one, removed; each signs in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, World

SECOND = "alicja@gmina.example"
URL = reverse("account_email")


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
