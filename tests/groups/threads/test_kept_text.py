"""A text sent with an expired login returns to its form after signing in, and to nobody else."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from groups.threads.models import Post
from kes.accounts.models import User
from tests.groups.threads.talk import post_json, thread
from tests.people import PASSWORD, World

SignedIn = Callable[[User], Client]


def _sign_in(client: Client, user: User, url: str = "") -> Any:
    user.emailaddress_set.get_or_create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]
    return client.post(url or reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_the_text_waits_through_the_sign_in(world: World) -> None:
    subject, client = thread(world), Client()
    back = f"{subject.get_absolute_url()}#reply"
    answer = client.post(
        subject.replies_url, {"body": "Pisałem godzinę", "writer": world.bob.pk, "back": back}
    )
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
    landed = _sign_in(client, world.bob, answer["Location"])
    assert landed["Location"] == back
    assert "Pisałem godzinę</textarea>" in client.get(subject.get_absolute_url()).content.decode()
    assert Post.objects.count() == 1


def test_it_is_gone_once_it_was_sent(world: World) -> None:
    subject, client = thread(world), Client()
    client.post(subject.replies_url, {"body": "Pisałem godzinę", "writer": world.bob.pk})
    _sign_in(client, world.bob)
    client.post(subject.replies_url, {"body": "Pisałem godzinę"})
    page = client.get(subject.get_absolute_url()).content.decode()
    assert "Pisałem godzinę</textarea>" not in page and "Pisałem godzinę</p>" in page


def test_the_next_person_at_the_computer_does_not_see_it(world: World) -> None:
    subject, client = thread(world), Client()
    client.post(subject.replies_url, {"body": "Tylko moje", "writer": world.bob.pk})
    _sign_in(client, world.alice)
    assert "Tylko moje" not in client.get(subject.get_absolute_url()).content.decode()


def test_a_new_thread_and_an_edit_wait_too(world: World) -> None:
    subject, client = thread(world, by=world.bob), Client()
    new = reverse("groups:new_thread", args=[world.group.pk])
    edit = reverse("groups:edit_post", args=[subject.posts.get().pk])
    client.post(new, {"title": "Tytuł", "body": "Nowy wątek", "writer": world.bob.pk})
    client.post(edit, {"body": "Poprawka", "revision": 1, "writer": world.bob.pk})
    _sign_in(client, world.bob)
    assert "Nowy wątek</textarea>" in client.get(new).content.decode()
    assert "Poprawka</textarea>" in client.get(edit).content.decode()


def test_scripts_are_told_to_sign_in(world: World) -> None:
    answer = post_json(Client(), thread(world).replies_url, body="Ja")
    assert answer.status_code == 401 and answer.json()["errors"]


def test_the_login_page_says_nothing_about_hidden_threads(world: World) -> None:
    answers = [Client().post(reverse("groups:replies", args=[pk]), {"body": "Ja"}) for pk in (1, 999_999)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_an_accepted_form_is_named_to_the_browser(world: World, signed_in: SignedIn) -> None:
    subject = thread(world)
    answer = signed_in(world.bob).post(subject.replies_url, {"body": "Ja"})
    assert answer.cookies["accepted"].value == subject.replies_url
