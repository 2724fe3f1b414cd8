"""Production does not start while somebody could sign in with a demonstration account."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kes.accounts.models import User
from kes.production import refuse_demo_accounts
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)


def _demo(email: str) -> User:
    user = User.objects.create_user(email, "kes-demo-2026", name="Anna")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.PRODUCTION = True


def test_real_people_are_welcome() -> None:
    person("Alice Żak")
    refuse_demo_accounts()


def test_demonstration_accounts_are_named_with_what_to_do() -> None:
    _demo("anna@ROPS.example")
    with pytest.raises(ImproperlyConfigured, match=r"\(1 with .*close_demo_accounts"):
        refuse_demo_accounts()


def test_closed_ones_harm_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    _demo("anna@rops.example")
    call_command("close_demo_accounts")
    assert capsys.readouterr().out == "Closed accounts: 1\n"
    refuse_demo_accounts()


def test_development_takes_them(settings: Settings) -> None:
    settings.PRODUCTION = False
    _demo("anna@rops.example")
    refuse_demo_accounts()


def test_a_sign_up_that_nobody_confirmed_does_not_stop_the_site(client: Client) -> None:
    sent = {
        "name": "Ewa",
        "email": "ewa@gmina.example",
        **dict.fromkeys(("password1", "password2"), "tajne-haslo-9"),
    }
    assert client.post(reverse("account_signup"), sent).status_code == 302
    assert User.objects.filter(email="ewa@gmina.example", is_active=True).exists()
    refuse_demo_accounts()
