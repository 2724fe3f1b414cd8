"""What a visitor reads when a page is refused: why, in his language, and the way on."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import World

REPLY = {"body": "Długi tekst, którego szkoda."}


@pytest.mark.parametrize("address, status", [("people/", 403), ("threads/", 403), ("nothing/", 404)])
def test_a_visitor_is_offered_to_sign_in_and_to_come_back(world: World, address: str, status: int) -> None:
    path = f"/groups/{world.group.pk}/{address}?page=2&x=ą"
    answer = Client().get(path)
    assert answer.status_code == status
    assert (
        f'href="{reverse("account_login")}?next=/groups/{world.group.pk}/{address}%3Fpage%3D2%26x%3D'
        in text_of(answer.content)
    )


def test_somebody_signed_in_is_not_offered_to_sign_in(world: World) -> None:
    client = Client()
    client.force_login(world.charlie)
    for address in (f"/groups/{world.group.pk}/people/", f"/groups/{world.hidden.pk}/"):
        assert "?next=" not in text_of(client.get(address).content)


def test_a_hidden_group_and_one_that_never_was_look_the_same(world: World) -> None:
    client = Client()
    client.force_login(world.charlie)
    hidden, missing = (client.get(f"/groups/{pk}/") for pk in (world.hidden.pk, 999_999))
    assert hidden.status_code == missing.status_code == 404
    assert _without_numbers(hidden.content) == _without_numbers(missing.content)


@pytest.mark.parametrize(
    "language, words", [("pl", "Formularz jest nieaktualny"), ("en", "The form is out of date")]
)
def test_a_form_without_its_token_is_refused_in_the_visitors_language(
    world: World, language: str, words: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.bob)
    client.cookies["django_language"] = language
    answer = client.post(f"/groups/{world.group.pk}/threads/new/", {"title": "Nowy", **REPLY})
    assert answer.status_code == 403
    assert words in text_of(answer.content) and f'lang="{language}"' in text_of(answer.content)
    assert not world.group.threads.exists()


def text_of(content: bytes) -> str:
    return content.decode().replace("\xa0", " ")


def _without_numbers(content: bytes) -> str:
    """Nonces and tokens differ from page to page."""
    return re.sub(r'(nonce|value|action|href)="[^"]*"', "", text_of(content))
