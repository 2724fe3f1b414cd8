"""Pictures of a document: kept once, shown to those who see a text with them, to nobody else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from documents.consultations.models import Consultation
from documents.drafts.actions import add_part, create_document, lock_part
from documents.drafts.models import Document, Part
from documents.drafts.rewriting import rewrite
from documents.images.actions import markdown_of, store_image
from documents.images.models import Image
from documents.images.pictures import MOST_BYTES, Unusable
from documents.versions.actions import cut_version, keep_version
from documents.versions.models import Version
from groups.directory.models import Group
from groups.roles import Visibility
from kes.accounts.models import User
from kes.live.models import Event
from kes.markup import render
from tests.documents.consultations.making import consultation_of
from tests.documents.images.making import photo, png
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "Tekst.")])


@pytest.fixture
def part(document: Document) -> Part:
    return document.parts.get()


@pytest.fixture
def image(world: World, document: Document) -> Iterator[Image]:
    kept = store_image(document, by=world.alice, content=png(), name="mapa gminy.png")
    yield kept
    kept.file.delete(save=False)


def _bring(client: Client, part: Part, content: bytes, name: str = "x.png") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    answer: HttpResponse = client.post(reverse("documents:add_image", args=[part.pk]), {"file": file})  # type: ignore[assignment]
    return answer


def test_a_picture_whose_file_is_gone_is_not_there(world: World, image: Image, signed_in: SignedIn) -> None:
    Path(settings.MEDIA_ROOT, image.file.name or "").unlink()
    assert signed_in(world.bob).get(image.get_absolute_url()).status_code == 404


def test_a_picture_brought_by_a_writer_is_kept_and_shown(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    answer = _bring(signed_in(world.bob), part, png(40, 30)).json()  # type: ignore[attr-defined]
    assert (answer["width"], answer["height"]) == (40, 30)
    shown = signed_in(world.olga).get(answer["address"])
    assert shown.content.startswith(b"\x89PNG")
    assert Event.objects.get(kind="image.added").actor == world.bob


def test_a_picture_is_sent_as_nothing_but_a_picture(world: World, image: Image, signed_in: SignedIn) -> None:
    shown = signed_in(world.bob).get(image.get_absolute_url())
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "private, max-age=86400"
    assert shown["Content-Disposition"] == f'inline; filename="{image.pk}.png"'
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_browser_that_has_it_is_told_so_but_only_after_the_door(
    world: World, image: Image, signed_in: SignedIn
) -> None:
    known = {"If-None-Match": f'"{image.sha256}"'}
    assert signed_in(world.bob).get(image.get_absolute_url(), headers=known).status_code == 304
    assert signed_in(world.charlie).get(image.get_absolute_url(), headers=known).status_code == 404


def test_the_same_picture_is_kept_once_in_a_document(world: World, document: Document, image: Image) -> None:
    again = store_image(document, by=world.bob, content=png(), name="inna nazwa.png")
    assert again == image
    other = create_document(world.group, by=world.alice, title="Drugi", parts=[("Wstęp", "")])
    assert store_image(other, by=world.bob, content=png(), name="mapa.png") != image


def test_it_lies_in_the_folder_of_files_under_a_name_that_tells_nothing(image: Image) -> None:
    path = Path(image.file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert path.name == f"{image.pk}.png"
    assert path.stat().st_mode & 0o007 == 0


def test_a_reader_and_an_outsider_bring_none(world: World, part: Part, signed_in: SignedIn) -> None:
    assert _bring(signed_in(world.olga), part, png()).status_code == 403
    assert _bring(signed_in(world.charlie), part, png()).status_code == 404
    assert not Image.objects.exists()


def test_a_locked_part_takes_none(world: World, part: Part, signed_in: SignedIn) -> None:
    lock_part(part, by=world.alice, locked=True)
    assert _bring(signed_in(world.bob), part, png()).status_code == 423


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "Plik jest pusty."),
        (b"<svg/>", "SVG"),
        (bytes(MOST_BYTES + 1), "większy niż 15 MB"),
        (b"nic", "To nie jest obraz"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    world: World, part: Part, signed_in: SignedIn, content: bytes, words: str
) -> None:
    answer = _bring(signed_in(world.bob), part, content)
    assert answer.status_code == 400
    assert words in answer.json()["reason"]  # type: ignore[attr-defined]


def test_a_request_without_a_file_is_refused_in_words(world: World, part: Part, signed_in: SignedIn) -> None:
    answer = signed_in(world.bob).post(reverse("documents:add_image", args=[part.pk]))
    assert (answer.status_code, answer.json()["reason"]) == (400, "Nie nadszedł żaden obraz.")


def test_a_document_has_room_for_so_many(
    world: World, document: Document, image: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.images.actions.MOST", 1)
    with pytest.raises(Unusable, match="1"):
        store_image(document, by=world.bob, content=photo(), name="x.jpg")


def _consulted(world: World, image: Image, kind: Consultation.Kind) -> None:
    text = f"Mapa:\n\n{markdown_of(image, 'Mapa')}"
    other = create_document(world.group, by=world.alice, title="Inny", parts=[("Mapa", text)])
    consultation_of(cut_version(other, by=world.alice, name="Do uwag"), world.alice, kind=kind)


@pytest.mark.parametrize(
    "kind, outsider, visitor",
    [
        (Consultation.Kind.PUBLIC, 200, 200),
        (Consultation.Kind.INSTITUTIONAL, 200, 200),
        (Consultation.Kind.INTERNAL, 404, 404),
    ],
)
def test_a_consultation_shows_the_pictures_of_its_text(
    world: World,
    image: Image,
    signed_in: SignedIn,
    kind: Consultation.Kind,
    outsider: int,
    visitor: int,
) -> None:
    _consulted(world, image, kind)
    assert signed_in(world.charlie).get(image.get_absolute_url()).status_code == outsider
    assert Client().get(image.get_absolute_url()).status_code == visitor


def test_a_picture_that_no_consulted_text_shows_stays_inside(
    world: World, document: Document, image: Image
) -> None:
    other = store_image(document, by=world.alice, content=photo(), name="tajne.jpg")
    _consulted(world, image, Consultation.Kind.PUBLIC)
    assert Client().get(other.get_absolute_url()).status_code == 404


def test_words_of_a_description_cannot_end_it_early(world: World, document: Document, image: Image) -> None:
    part = add_part(document, by=world.alice, title="Mapa", text=markdown_of(image, "a ] b\n[c](x) \\"))
    html = render(part.text, profile="document", prefix="c1").html
    assert f'src="{image.get_absolute_url()}"' in html
    assert 'alt="a ] b [c](x) \\"' in html


def test_the_draft_of_a_day_gone_by_shows_its_pictures_to_its_readers_alone(
    world: World, document: Document, part: Part, image: Image
) -> None:
    Group.objects.filter(pk=world.group.pk).update(visibility=Visibility.PUBLIC)
    rewrite(part, by=world.alice, text=markdown_of(image, "Mapa"))
    keep_version(document, by=None, reason=Version.Reason.HOURLY)
    assert Client().get(image.get_absolute_url()).status_code == 404
    cut_version(document, by=world.alice, name="Pierwsza")
    assert Client().get(image.get_absolute_url()).status_code == 200
