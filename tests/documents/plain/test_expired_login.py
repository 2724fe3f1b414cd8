"""Whoever was signed out while writing gets the words back, can send them again, and no other site can."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from tests.documents.images.making import png
from tests.people import PASSWORD, World

WORDS = "Godzina pracy.\r\n\r\n<b>Drugi</b> akapit."
HERE = "http://testserver"


@pytest.fixture
def part(world: World) -> Part:
    document = create_document(
        world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "Stary tekst.")]
    )
    return document.parts.get()


@pytest.fixture
def client(world: World, part: Part) -> Client:
    """A browser in which Alice opened the form, and whose login has expired since."""
    world.alice.emailaddress_set.get_or_create(email=world.alice.email, verified=True, primary=True)  # type: ignore[attr-defined]
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.alice)
    browser.get(_url(part))
    del browser.cookies["sessionid"]
    return browser


def _url(part: Part) -> str:
    return reverse("documents:plain_part", args=[part.pk])


def _send(client: Client, part: Part, token: str, *, origin: str = HERE, **more: Any) -> Any:
    fields = {"text": WORDS, "base_seq": 1, "csrfmiddlewaretoken": token} | more
    return client.post(_url(part), fields, headers={"origin": origin})


def _sign_in(client: Client, world: World) -> None:
    """In another tab."""
    token = _token(client.get(reverse("account_login")))
    sent = {"login": world.alice.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post(reverse("account_login"), sent).status_code == 302


def _token(page: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def _stored(part: Part) -> str:
    return text_document(part.pk)[0].text


def test_the_words_come_back_and_are_sent_again_after_signing_in(
    world: World, part: Part, client: Client
) -> None:
    refused = _send(client, part, client.cookies["csrftoken"].value)
    page = refused.content.decode()
    assert refused.status_code == 401
    assert "Godzina pracy." in page and "&lt;b&gt;Drugi&lt;/b&gt;" in page
    assert re.search(r'name="base_seq" value="1"', page) and 'target="_blank"' in page
    _sign_in(client, world)
    stale = _send(client, part, _token(refused))
    assert stale.status_code == 403 and "Godzina pracy." in stale.content.decode()
    assert _stored(part) == "Stary tekst."
    assert _send(client, part, _token(stale)).status_code == 302
    assert _stored(part) == WORDS.replace("\r\n", "\n")


def test_a_whole_chapter_of_the_greatest_length_comes_back(part: Part, client: Client) -> None:
    page = _send(client, part, client.cookies["csrftoken"].value, text="ż" * 1_000_000)
    assert page.status_code == 401 and "ż" * 1_000_000 in page.content.decode()
    assert "sessionid" not in client.cookies


def test_a_file_that_did_not_come_along_is_told_of(part: Part, client: Client) -> None:
    token = client.cookies["csrftoken"].value
    without = _send(client, part, token)
    with_picture = _send(client, part, token, picture=SimpleUploadedFile("mapa.png", png()))
    assert (without.context["files"], with_picture.context["files"]) == (False, True)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_words_of_another_site_are_neither_saved_nor_shown(
    world: World, part: Part, client: Client, origin: str
) -> None:
    _sign_in(client, world)
    answer = _send(client, part, "x" * 32, origin=origin)
    assert answer.status_code == 403 and "Godzina pracy." not in answer.content.decode()
    assert _stored(part) == "Stary tekst."


def test_what_is_sent_without_a_secret_is_not_saved(world: World, part: Part, client: Client) -> None:
    _sign_in(client, world)
    assert _send(client, part, "").status_code == 403
    assert _stored(part) == "Stary tekst."


@pytest.mark.parametrize(
    "name, keys, field",
    [
        ("edit_report", ["plan"], "course"),
        ("answer", ["plan", 1], "answer"),
        ("decide_suggestion", [1], "answer"),
    ],
)
def test_other_long_texts_come_back_too(client: Client, name: str, keys: list[Any], field: str) -> None:
    address = reverse(f"documents:{name}", args=keys)
    sent = {field: WORDS, "decision": "reject", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    answer = client.post(address, sent)
    assert answer.status_code == 401
    assert f'<textarea name="{field}"' in answer.content.decode()
    assert '<input type="hidden" name="decision" value="reject">' in answer.content.decode()


def test_scripts_hear_it_in_json(client: Client) -> None:
    url = reverse("documents:decide_suggestion", args=[1])
    sent = {"decision": "reject", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    answer = client.post(url, sent, headers={"accept": "application/json"})
    assert answer.status_code == 401 and answer.json()["errors"]
