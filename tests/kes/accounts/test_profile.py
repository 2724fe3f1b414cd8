"""The profile: name, language, organisations; the language switch; the first page."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kes import desk
from kes.accounts.models import Affiliation, Organisation, User
from kes.live.events import record
from tests.people import World, person

SignedIn = Callable[[User], Client]


@pytest.fixture
def bob(db: None) -> User:
    return person("Bob Łuczak")


@pytest.fixture
def rops(db: None) -> Organisation:
    return Organisation.objects.create(name="Regionalny Ośrodek Polityki Społecznej", kind="rops")


def test_name_and_language_are_saved_and_the_page_speaks_it(bob: User, signed_in: SignedIn) -> None:
    page = signed_in(bob).post(
        reverse("profile"), {"name": " Bob  Maria Łuczak ", "language": "en"}, follow=True
    )
    bob.refresh_from_db()
    assert (bob.name, bob.language, bob.sort_name) == ("Bob Maria Łuczak", "en", "l~uczak bob maria")
    assert 'lang="en"' in page.content.decode()
    assert [str(message) for message in page.context["messages"]] == ["Your profile was saved."]


@pytest.mark.parametrize("facts", [{"name": "", "language": "pl"}, {"name": "Bob", "language": "de"}])
def test_a_profile_that_makes_no_sense_is_shown_again(
    bob: User, signed_in: SignedIn, facts: dict[str, str]
) -> None:
    assert signed_in(bob).post(reverse("profile"), facts).context["form"].errors
    bob.refresh_from_db()
    assert (bob.name, bob.language) == ("Bob Łuczak", "pl")


def test_a_profile_cannot_make_one_an_administrator(bob: User, signed_in: SignedIn) -> None:
    facts = {
        "name": "Bob",
        "language": "pl",
        "is_superuser": "on",
        "is_staff": "on",
        "email": "root@kes.test",
    }
    signed_in(bob).post(reverse("profile"), facts)
    bob.refresh_from_db()
    assert (bob.is_superuser, bob.is_staff, bob.email) == (False, False, "bob@kes.test")


def test_an_organisation_is_joined_with_a_function_and_left(
    bob: User, rops: Organisation, signed_in: SignedIn
) -> None:
    client = signed_in(bob)
    client.post(reverse("add_affiliation"), {"organisation": rops.pk, "function": "koordynator"})
    affiliation = bob.affiliations.get()
    assert (affiliation.organisation, affiliation.function) == (rops, "koordynator")
    assert "koordynator" in client.get(reverse("profile")).content.decode()
    client.post(reverse("remove_affiliation", args=[affiliation.pk]))
    assert not bob.affiliations.exists()


def test_an_organisation_is_not_joined_twice(bob: User, rops: Organisation, signed_in: SignedIn) -> None:
    Affiliation.objects.create(user=bob, organisation=rops)
    page = signed_in(bob).post(reverse("add_affiliation"), {"organisation": rops.pk})
    assert page.context["affiliation_form"].errors["organisation"]
    assert bob.affiliations.count() == 1


def test_nobody_leaves_an_organisation_for_somebody_else(
    bob: User, rops: Organisation, signed_in: SignedIn
) -> None:
    theirs = Affiliation.objects.create(user=person("Alice Żak"), organisation=rops)
    assert signed_in(bob).post(reverse("remove_affiliation", args=[theirs.pk])).status_code == 404
    assert Affiliation.objects.filter(pk=theirs.pk).exists()


def test_a_new_organisation_is_put_on_the_list_and_joined(bob: User, signed_in: SignedIn) -> None:
    facts = {"name": "Fundacja „Świt”", "kind": "ngo", "function": "prezeska"}
    assert signed_in(bob).post(reverse("new_organisation"), facts).status_code == 302
    assert bob.organisations.get().name == "Fundacja „Świt”"


def test_an_organisation_that_is_listed_is_not_made_again(
    bob: User, rops: Organisation, signed_in: SignedIn
) -> None:
    facts = {"name": " regionalny  ośrodek POLITYKI społecznej", "kind": "rops"}
    assert signed_in(bob).post(reverse("new_organisation"), facts).context["form"].errors["name"]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["profile", "add_affiliation", "new_organisation"])
def test_a_visitor_is_asked_to_sign_in(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


class TestLanguage:
    def test_a_visitor_chooses_and_stays_where_he_was(self, client: Client, db: None) -> None:
        answer = client.post(reverse("set_language"), {"language": "en", "next": "/groups/"})
        assert answer["Location"] == "/groups/"
        assert 'lang="en"' in client.get("/groups/").content.decode()

    def test_a_person_keeps_it_in_the_profile(self, bob: User, signed_in: SignedIn) -> None:
        signed_in(bob).post(reverse("set_language"), {"language": "en", "next": "/"})
        bob.refresh_from_db()
        assert bob.language == "en"
        assert 'lang="en"' in signed_in(bob).get("/").content.decode()

    @pytest.mark.parametrize("language", ["de", "", "../pl"])
    def test_an_unknown_one_changes_nothing(self, bob: User, signed_in: SignedIn, language: str) -> None:
        signed_in(bob).post(reverse("set_language"), {"language": language})
        bob.refresh_from_db()
        assert bob.language == "pl"

    def test_it_leads_to_no_other_site(self, client: Client, db: None) -> None:
        answer = client.post(reverse("set_language"), {"language": "en", "next": "https://evil.example/"})
        assert answer["Location"] == "/"

    def test_a_shared_computer_speaks_the_language_of_who_signs_in(self, bob: User, client: Client) -> None:
        client.cookies["django_language"] = "en"
        client.post(reverse("account_login"), {"login": bob.email, "password": "correct-horse-battery"})
        assert 'lang="pl"' in client.get("/").content.decode()


class TestFirstPage:
    def test_visitors_see_what_it_is_and_the_public_groups(self, client: Client, world: World) -> None:
        world.group.visibility = "public"
        world.group.save()
        text = client.get("/").content.decode()
        assert "Reintegracja" in text
        assert reverse("account_signup") in text
        assert "Ukryta" not in text

    def test_a_desk_with_nothing_on_it_says_so_in_each_section(self, bob: User, signed_in: SignedIn) -> None:
        page = signed_in(bob).get("/")
        assert len(page.context["sections"]) >= 4
        assert page.content.decode().count('class="empty-title"') == len(page.context["sections"])

    def test_a_desk_follows_its_own_topic_and_those_of_its_groups(
        self, world: World, signed_in: SignedIn
    ) -> None:
        topics = [f"desk.{world.bob.pk}"] + [
            f"{kind}.{world.group.pk}" for kind in ("threads", "group", "documents")
        ]
        assert list(desk.topics(world.bob)) == topics
        assert f'topic="{topics[1]}"' in signed_in(world.bob).get("/").content.decode()

    def test_what_happens_while_a_desk_is_made_is_heard_of_afterwards(
        self, world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        topic = f"desk.{world.bob.pk}"

        def something_happens(user: User) -> list[desk.Section]:
            with transaction.atomic():
                record("comment.opened", by=world.alice, topics=[topic])
            return []

        monkeypatch.setattr(desk, "sections", something_happens)
        before = desk.topics(world.bob)[topic]
        page = signed_in(world.bob).get("/").content.decode()
        assert f'topic="{topic}" seq="{before}"' in page
        assert desk.topics(world.bob)[topic] == before + 1
