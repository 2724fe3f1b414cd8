"""Documents begin from blueprints; a group keeps its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.blueprints.actions import save_blueprint
from documents.blueprints.models import Blueprint
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from kes.accounts.models import User
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def own(world: World) -> Blueprint:
    parts = [("Wstęp", "Treść."), ("Zakończenie", "")]
    document = create_document(world.group, by=world.alice, title="Wzór", parts=parts)
    first = document.parts.all()[0]
    first.instructions = "Napisz krótko."
    first.save()
    return save_blueprint(document, by=world.alice, name="Nasz szablon")


def new(world: World, client: Client, **said: str) -> Document:
    client.post(reverse("documents:new_document", args=[world.group.pk]), {"title": "Nowy", **said})
    return Document.objects.get(title="Nowy")


def test_a_document_begins_from_a_ready_blueprint_with_instructions(
    world: World, signed_in: SignedIn
) -> None:
    bob = signed_in(world.bob)
    document = new(world, bob, blueprint="plan-lokalny", chapters="Pominięty")
    assert document.parts.count() == 7
    diagnosis = document.parts.all()[0]
    assert "Zasoby" in diagnosis.instructions and "### Wnioski" in diagnosis.text
    page = bob.get(reverse("documents:edit_part", args=[diagnosis.pk])).content.decode()
    assert "Pod każdą liczbą podaj źródło" in page


def test_instructions_are_no_part_of_the_text(world: World, signed_in: SignedIn) -> None:
    bob = signed_in(world.bob)
    document = new(world, bob, blueprint="uchwala")
    text = bob.get(reverse("documents:markdown", args=[document.pk])).content.decode()
    assert "§ 1." in text and "Jeden paragraf to jedna myśl" not in text


def test_without_a_blueprint_the_named_chapters_are_made(world: World, signed_in: SignedIn) -> None:
    document = new(world, signed_in(world.bob), blueprint="", chapters="Jeden\nDwa")
    assert [part.title for part in document.parts.all()] == ["Jeden", "Dwa"]


@pytest.mark.parametrize("texts, written", [("", ""), ("on", "Treść.")])
def test_a_document_becomes_a_blueprint_and_a_document_again(
    world: World, own: Blueprint, signed_in: SignedIn, texts: str, written: str
) -> None:
    source, alice = Document.objects.get(title="Wzór"), signed_in(world.alice)
    alice.post(reverse("documents:save_blueprint", args=[source.pk]), {"name": "Drugi", "texts": texts})
    made = Blueprint.objects.get(name="Drugi")
    document = new(world, alice, blueprint=f"own-{made.pk}")
    found = [(part.title, part.instructions, part.text) for part in document.parts.all()]
    assert found == [("Wstęp", "Napisz krótko.", written), ("Zakończenie", "", "")]


def test_a_blueprint_of_another_group_cannot_be_chosen(
    world: World, own: Blueprint, signed_in: SignedIn
) -> None:
    url = reverse("documents:new_document", args=[world.hidden.pk])
    answer = signed_in(world.stranger).post(url, {"title": "Nowy", "blueprint": f"own-{own.pk}"})
    assert answer.status_code == 200
    assert not Document.objects.filter(title="Nowy").exists()


def test_a_blueprint_is_changed_and_deleted(world: World, own: Blueprint, signed_in: SignedIn) -> None:
    alice, rows = signed_in(world.alice), list(own.chapters.all())
    said: dict[str, Any] = {"name": "Lepszy", "about": "", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "2"}
    said |= {"form-0-id": rows[0].pk, "form-0-title": "Wstęp", "form-0-instructions": "Napisz więcej."}
    said |= {"form-1-id": rows[1].pk, "form-1-title": "Zakończenie", "form-1-DELETE": "on"}
    said |= {"form-2-title": "Załącznik", "form-2-instructions": "", "form-2-text": "Spis."}
    url = reverse("documents:blueprint", args=[own.pk])
    assert alice.post(url, said | {"form-0-title": ""}).status_code == 200
    assert alice.post(url, said).status_code == 302
    own.refresh_from_db()
    found = [(row.title, row.instructions, row.text) for row in own.chapters.all()]
    assert (own.name, found) == ("Lepszy", [("Wstęp", "Napisz więcej.", ""), ("Załącznik", "", "Spis.")])
    alice.post(reverse("documents:delete_blueprint", args=[own.pk]))
    assert not Blueprint.objects.exists()
    assert Document.objects.filter(title="Wzór").exists()


def test_who_manages_documents_changes_the_instructions_of_a_chapter(
    world: World, own: Blueprint, signed_in: SignedIn
) -> None:
    part = Document.objects.get(title="Wzór").parts.all()[0]
    url = reverse("documents:rename_part", args=[part.pk])
    signed_in(world.bob).post(url, {"title": "Początek", "instructions": "Nie wolno"})
    part.refresh_from_db()
    assert (part.title, part.instructions) == ("Początek", "Napisz krótko.")
    signed_in(world.alice).post(url, {"title": "Początek", "instructions": "Wolno"})
    part.refresh_from_db()
    assert part.instructions == "Wolno"
