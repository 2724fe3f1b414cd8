"""Pages of documents: lists, new and imported documents, chapters, Markdown out."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document
from documents.drafts.models import Document, DocumentVisit
from documents.imports.splitting import best_level, pieces
from kes.accounts.models import User
from kes.live.models import Event
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", "### Ludność\n\nZażółć *gęślą*."), ("Cele", "")]
    return create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)


@pytest.fixture
def bob(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.bob)


def test_an_empty_list_says_what_to_do(world: World, bob: Client) -> None:
    page = bob.get(reverse("documents:documents", args=[world.group.pk])).content.decode()
    assert reverse("documents:new_document", args=[world.group.pk]) in page


def test_a_new_document_has_the_chapters_that_were_named(world: World, bob: Client) -> None:
    url = reverse("documents:new_document", args=[world.group.pk])
    bob.post(url, {"title": "Program", "chapters": "Diagnoza\n\n Cele \n"})
    document = Document.objects.get(title="Program")
    assert [part.title for part in document.parts.all()] == ["Diagnoza", "Cele"]
    assert Event.objects.filter(kind="document.created", actor=world.bob).exists()


def test_a_document_is_read_with_contents_and_stable_addresses(document: Document, bob: Client) -> None:
    page = bob.get(document.get_absolute_url()).content.decode()
    assert 'id="c1-h1"' in page
    assert 'href="#c1-h1"' in page
    assert "<em>gęślą</em>" in page


def test_reading_leaves_a_visit_and_writes_nothing_into_the_log(
    world: World, document: Document, bob: Client
) -> None:
    bob.get(document.get_absolute_url())
    assert DocumentVisit.objects.filter(document=document, user=world.bob).exists()
    assert [part.head_seq for part in document.parts.all()] == [1, 0]


def test_the_markdown_that_goes_out_comes_in_the_same(world: World, document: Document, bob: Client) -> None:
    answer = bob.get(reverse("documents:markdown", args=[document.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="plan-lokalny.md"'
    file = SimpleUploadedFile("plan.md", answer.content)
    staged = bob.post(reverse("documents:import_document", args=[world.group.pk]), {"file": file})
    text = answer.content.decode()
    kept = {f"keep-{number}": "1" for number, _piece in enumerate(pieces(text, best_level(text)), start=1)}
    bob.post(staged["Location"], {"action": "create", "shape": "accepted:2", **kept})
    copy = Document.objects.exclude(pk=document.pk).get()
    assert copy.title == "Plan lokalny"
    assert list(copy.parts.values_list("title", "text")) == list(document.parts.values_list("title", "text"))


def test_chapters_are_added_renamed_and_moved(document: Document, bob: Client) -> None:
    bob.post(reverse("documents:new_part", args=[document.pk]), {"title": "Działania"})
    last = document.parts.get(title="Działania")
    bob.post(reverse("documents:rename_part", args=[last.pk]), {"title": "Nasze działania"})
    bob.post(reverse("documents:move_part", args=[last.pk]), {"direction": "up"})
    titles = [part.title for part in document.parts.all()]
    assert titles == ["Diagnoza", "Nasze działania", "Cele"]


def test_a_chapter_that_moves_takes_its_addresses_along(document: Document, bob: Client) -> None:
    bob.post(reverse("documents:move_part", args=[document.parts.get(title="Cele").pk]), {"direction": "up"})
    diagnosis = document.parts.get(title="Diagnoza")
    assert diagnosis.toc == [[1, "c2-h1", "Ludność"]]


def test_a_chapter_without_a_title_is_refused_and_the_form_comes_back(
    document: Document, bob: Client
) -> None:
    answer = bob.post(reverse("documents:new_part", args=[document.pk]), {"title": " "})
    assert answer.status_code == 400
    assert document.parts.count() == 2


def test_the_editor_is_told_whether_one_may_write(
    world: World, document: Document, bob: Client, signed_in: SignedIn
) -> None:
    url = reverse("documents:edit_part", args=[document.parts.first().pk])  # type: ignore[union-attr]
    assert 'can-write="true"' in bob.get(url).content.decode()
    assert 'can-write="false"' in signed_in(world.olga).get(url).content.decode()
