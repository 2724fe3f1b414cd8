"""A part written in a plain form: joined by words with what others wrote meanwhile, nothing lost."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.drafts.rewriting import rewrite
from documents.plain.forms import with_picture
from kes.accounts.models import User
from tests.documents.images.making import png
from tests.people import World

SignedIn = Callable[[User], Client]
TEXT = "W gminie mieszka wiele osób.\n\nDrugi akapit jest krótki."


@pytest.fixture
def part(world: World) -> Part:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", TEXT)])
    return document.parts.get()


def _text(part: Part) -> str:
    return text_document(part.pk)[0].text


def _send(client: Client, part: Part, text: str, base: int = 1, **more: object) -> HttpResponse:
    fields = {"text": text.replace("\n", "\r\n"), "base_seq": base, **more}
    answer: HttpResponse = client.post(reverse("documents:plain_part", args=[part.pk]), fields)  # type: ignore[assignment]
    return answer


def test_the_form_holds_the_text_and_the_number_it_was_read_at(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    page = signed_in(world.bob).get(reverse("documents:plain_part", args=[part.pk])).content.decode()
    assert "W gminie mieszka wiele osób." in page
    assert re.search(r'name="base_seq" value="1"', page)


def test_opening_it_writes_nothing(world: World, part: Part, signed_in: SignedIn) -> None:
    signed_in(world.bob).get(reverse("documents:plain_part", args=[part.pk]))
    _send(signed_in(world.bob), part, TEXT)
    part.refresh_from_db()
    assert part.head_seq == 1


def test_what_others_wrote_meanwhile_stays(world: World, part: Part, signed_in: SignedIn) -> None:
    rewrite(part, by=world.alice, text=TEXT.replace("wiele", "12 400"))
    answer = _send(signed_in(world.bob), part, TEXT.replace("krótki", "dłuższy"))
    assert answer.status_code == 302
    assert _text(part) == TEXT.replace("wiele", "12 400").replace("krótki", "dłuższy")


def test_two_wordings_of_one_passage_both_stay_and_are_shown(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    rewrite(part, by=world.alice, text=TEXT.replace("wiele", "mało"))
    page = _send(signed_in(world.bob), part, TEXT.replace("wiele", "tysiące")).content.decode()
    assert "Ktoś zmienił te same słowa" in page
    assert "mało" in _text(part)
    assert "tysiące" in _text(part)
    assert 'name="base_seq" value="3"' in page


def test_a_locked_part_keeps_what_was_typed_on_the_page(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    lock_part(part, by=world.alice, locked=True)
    answer = _send(signed_in(world.bob), part, "Moje słowa.")
    assert answer.status_code == 423
    assert "Moje słowa." in answer.content.decode()
    assert _text(part) == TEXT


def test_a_picture_goes_where_its_line_stands(world: World, part: Part, signed_in: SignedIn) -> None:
    file = SimpleUploadedFile("mapa.png", png())
    _send(signed_in(world.bob), part, "Jeden.\n\n[obraz]\n\nDwa.", picture=file, description="Mapa gminy")
    assert re.fullmatch(r"Jeden\.\n\n!\[Mapa gminy\]\(/files/[\w-]{36}\)\n\nDwa\.", _text(part))


def test_a_picture_without_a_place_goes_to_the_end() -> None:
    assert with_picture("Jeden.\n", "![](x)") == "Jeden.\n\n![](x)\n"
    assert with_picture("", "![](x)") == "![](x)\n"


def test_a_file_that_is_no_picture_is_refused_and_the_words_stay(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    file = SimpleUploadedFile("mapa.png", b"<svg/>")
    page = _send(signed_in(world.bob), part, "Moje słowa.", picture=file).content.decode()
    assert "SVG" in page
    assert "Moje słowa." in page
    assert _text(part) == TEXT


@pytest.mark.parametrize("base", ["", "-1", "99", "x"])
def test_a_number_that_no_page_gave_saves_nothing(
    world: World, part: Part, signed_in: SignedIn, base: str
) -> None:
    page = _send(signed_in(world.bob), part, "Moje słowa.", base=base).content.decode()  # type: ignore[arg-type]
    assert "Moje słowa." in page
    assert _text(part) == TEXT


def test_a_reader_has_no_form(world: World, part: Part, signed_in: SignedIn) -> None:
    assert signed_in(world.olga).get(reverse("documents:plain_part", args=[part.pk])).status_code == 403
    assert _send(signed_in(world.olga), part, "x").status_code == 403
