"""Production does not start while somebody could sign in with a demonstration account."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

from kes.accounts.models import User
from kes.production import refuse_demo_accounts
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.PRODUCTION = True


def test_real_people_are_welcome() -> None:
    person("Alice Żak")
    refuse_demo_accounts()


def test_demonstration_accounts_are_named_with_what_to_do() -> None:
    User.objects.create_user("anna@ROPS.example", "kes-demo-2026", name="Anna")
    with pytest.raises(ImproperlyConfigured, match=r"\(1 with .*close_demo_accounts"):
        refuse_demo_accounts()


def test_closed_ones_harm_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("anna@rops.example", "kes-demo-2026", name="Anna")
    call_command("close_demo_accounts")
    assert capsys.readouterr().out == "Closed accounts: 1\n"
    refuse_demo_accounts()


def test_development_takes_them(settings: Settings) -> None:
    settings.PRODUCTION = False
    User.objects.create_user("anna@rops.example", "kes-demo-2026", name="Anna")
    refuse_demo_accounts()
