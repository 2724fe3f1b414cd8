"""What a Polish visitor sees: no page, letter or script of the demonstration speaks English."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from documents.consultations.models import Consultation
from documents.demo.load import load
from groups.directory.models import Group
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.kes import messages
from tests.kes.visits import english, name, said, walk, words

pytestmark = pytest.mark.sweep

PASSWORD = "kes-demo-2026"


@pytest.fixture(scope="module", autouse=True)
def todays_polish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(LOCALE_PATHS=[messages.compiled(tmp_path_factory.mktemp("locale"))]):
        yield


@pytest.fixture(scope="module")
def demo(todays_polish: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Its content is Polish, so whatever is English on a page is ours."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(password=PASSWORD)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
class TestDemonstration:
    def test_a_visitor_reads_polish(self) -> None:
        visits = list(walk(Client(), ["/", "/accounts/signup/", "/accounts/inactive/", "/remarks/none/"]))
        assert {"consultation", "report", "group", "account_login"} <= {name(visit) for visit in visits}
        assert english(visits) == []

    def test_a_member_reads_polish(self) -> None:
        visits = list(walk(signed_in(someone(RoleKind.MEMBER)), ["/", "/groups/", "/profile/"]))
        assert {"thread", "document", "edit_part", "profile"} <= {name(visit) for visit in visits}
        assert english(visits) == []

    def test_a_facilitator_reads_polish(self) -> None:
        running = Consultation.objects.filter(report__published=None)
        people = f"/groups/{a_group().pk}/people/"
        starts = ["/", "/groups/", people, *(found.get_absolute_url() for found in running)]
        visits = list(walk(signed_in(someone(RoleKind.FACILITATOR)), starts))
        assert {"desk", "edit_report", "roles", "add_member", "new_version"} <= {
            name(visit) for visit in visits
        }
        assert english(visits) == []

    def test_english_is_noticed(self) -> None:
        client = Client()
        client.cookies["django_language"] = "en"
        visits = [(address, said(client.get(address))) for address in ("/", "/consultations/")]
        assert {address for address, _words in english(visits)} == {"/", "/consultations/"}

    def test_forms_complain_in_polish(self) -> None:
        client, group = signed_in(someone(RoleKind.FACILITATOR)), a_group()
        forms = [f"/groups/{group.pk}/{form}/" for form in ("threads/new", "people/add", "documents/new")]
        open_one = next(found for found in Consultation.objects.all() if found.takes_remarks)
        forms += [f"/consultations/{open_one.slug}/remarks/", "/profile/"]
        answers = [(form, said(client.post(form, {"sent": "empty"}))) for form in forms]
        assert [form for form, text in answers if "Prosimy sprawdzić formularz" not in text] == []
        assert english(answers) == []

    def test_the_sign_up_form_complains_in_polish(self) -> None:
        wrong = {"email": "x", "password1": "abc", "password2": "abd"}
        answer = said(Client().post("/accounts/signup/", wrong))
        assert "Należy podać poprawny adres e-mail." in answer
        assert "Twoje hasło" not in answer
        assert english([("/accounts/signup/", answer)]) == []

    def test_refusals_are_polish(self) -> None:
        member = signed_in(someone(RoleKind.MEMBER))
        refused = [member.get(f"/groups/{a_group().pk}/roles/"), Client().get("/threads/0/"), csrf_failure()]
        assert [answer.status_code for answer in refused] == [403, 404, 403]
        assert english([("refused", said(answer)) for answer in refused]) == []


@pytest.mark.django_db
class TestLetters:
    def test_sign_up_and_lost_passwords(self) -> None:
        client = Client()
        person = {"name": "Anna Nowak", "email": "anna@kes.example"}
        client.post("/accounts/signup/", person | dict.fromkeys(("password1", "password2"), PASSWORD))
        for address in ("anna@kes.example", "nobody@kes.example"):
            client.post("/accounts/password/reset/", {"email": address})
        Client().post("/accounts/signup/", person | dict.fromkeys(("password1", "password2"), PASSWORD))
        assert [letter.subject for letter in mail.outbox[:3]] == [
            "[KES] Prosimy potwierdzić adres e-mail",
            "[KES] Nowe hasło",
            "[KES] Nie ma konta z\xa0tym adresem",
        ]
        assert english([(str(letter.subject), words(str(letter.body))) for letter in mail.outbox]) == []


def test_scripts_get_every_polish_text() -> None:
    catalogue = Client().get("/jsi18n/").content.decode()
    polish = {form for message in messages.catalogue("djangojs") for form in messages.polish_forms(message)}
    lost = [form for form in polish if form.isascii() and '"' not in form and "<" not in form]
    assert lost
    assert [form for form in lost if form not in catalogue] == []
    assert "nplurals" not in catalogue.split("pluralidx")[0]


def someone(role: RoleKind) -> User:
    found = User.objects.filter(memberships__role__kind=role, memberships__group=a_group()).first()
    assert found
    return found


def a_group() -> Group:
    return Group.objects.filter(consultations__isnull=False).order_by("pk").distinct()[0]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def csrf_failure() -> HttpResponseBase:
    return Client(enforce_csrf_checks=True).post("/accounts/login/", {})
