"""Signing up, in and out, and a forgotten password, end to end through the mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kes.accounts.actions import deactivate
from kes.accounts.models import User
from tests.people import PASSWORD, person

NEW = "nowe-dobre-haslo-7"


@pytest.fixture(autouse=True)
def _no_limits_from_before() -> None:
    cache.clear()  # allauth counts attempts there


@pytest.fixture
def bob(db: None) -> User:
    bob = person("Bob Łuczak")
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    return bob


@pytest.mark.django_db
def test_signing_up_asks_for_a_name_and_confirms_the_address_by_mail(client: Client) -> None:
    client.cookies["django_language"] = "en"
    facts = {
        "name": " Łucja  Ćwiek",
        "email": "Lucja@Kes.test",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = client.post(reverse("account_signup"), facts)
    assert answer["Location"] == reverse("account_email_verification_sent")
    user = User.objects.get()
    assert (user.name, user.email.lower(), user.language) == ("Łucja Ćwiek", "lucja@kes.test", "en")
    assert _sign_in(client, "lucja@kes.test", PASSWORD) is False
    page = client.get(_link(mail.outbox[0].body))
    assert page.status_code == 200
    client.post(_link(mail.outbox[0].body))
    assert _sign_in(client, "lucja@kes.test", PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["name", "email", "password1"])
def test_signing_up_without_something_keeps_the_rest(client: Client, wrong: str) -> None:
    facts = {
        "name": "Łucja Ćwiek",
        "email": "lucja@kes.test",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    page = client.post(reverse("account_signup"), facts | {wrong: ""})
    assert wrong in page.context["form"].errors
    assert not User.objects.exists()


def test_an_address_that_has_an_account_is_not_given_away(client: Client, bob: User) -> None:
    facts = {"name": "Inny", "email": bob.email, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), facts)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert mail.outbox[0].to == [bob.email]


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Client, bob: User) -> None:
    wanted = reverse("profile")
    login = client.get(wanted)["Location"]
    assert login == f"{reverse('account_login')}?next={wanted}"
    assert wanted in client.get(login).content.decode()
    facts = {"login": "BOB@kes.test", "password": PASSWORD, "next": wanted}
    assert client.post(reverse("account_login"), facts)["Location"] == wanted


def test_it_never_leads_to_another_site(client: Client, bob: User) -> None:
    facts = {"login": bob.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(reverse("account_login"), facts)["Location"] == "/"


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(client: Client, bob: User) -> None:
    errors = [
        client.post(reverse("account_login"), {"login": login, "password": "wrong"}).context["form"].errors
        for login in (bob.email, "nobody@kes.test")
    ]
    assert errors[0] == errors[1] != {}


def test_signing_out_ends_the_session(client: Client, bob: User) -> None:
    client.force_login(bob)
    assert client.post(reverse("account_logout"))["Location"] == reverse("home")
    assert client.get(reverse("profile")).status_code == 302


def test_a_closed_account_neither_signs_in_nor_goes_on(client: Client, bob: User) -> None:
    client.force_login(bob)
    deactivate(bob)
    assert client.get(reverse("profile")).status_code == 302
    assert _sign_in(Client(), bob.email, PASSWORD) is False


def test_a_forgotten_password_is_set_anew_through_the_mail(client: Client, bob: User) -> None:
    client.post(reverse("account_reset_password"), {"email": bob.email})
    letter = mail.outbox[0]
    assert (letter.to, letter.subject.startswith("[KES] ")) == ([bob.email], True)
    form = client.get(_link(letter.body), follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer["Location"] == reverse("account_reset_password_from_key_done")
    assert _sign_in(Client(), bob.email, PASSWORD) is False
    assert _sign_in(Client(), bob.email, NEW)


def test_its_link_works_once(client: Client, bob: User) -> None:
    client.post(reverse("account_reset_password"), {"email": bob.email})
    link = _link(mail.outbox[0].body)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert Client().get(link, follow=True).context["token_fail"] is True


def test_a_guessed_link_sets_nothing(client: Client, bob: User) -> None:
    guessed = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "abc-def"})
    assert client.get(guessed).context["token_fail"] is True


def test_an_address_without_an_account_gets_the_same_answer(client: Client, bob: User) -> None:
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})["Location"]
        for email in (bob.email, "nobody@kes.test")
    ]
    assert answers[0] == answers[1]


def test_passwords_that_many_use_are_refused(client: Client, db: None) -> None:
    facts = {"name": "Ł", "email": "l@kes.test", "password1": "password123", "password2": "password123"}
    assert client.post(reverse("account_signup"), facts).context["form"].errors["password1"]


def _link(body: object) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", str(body))
    assert found, body
    return found[1]


def _sign_in(client: Client, email: str, password: str) -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session
