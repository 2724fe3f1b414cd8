"""Chapters are divided, joined, ordered, moved and binned, and no word, author or address is lost."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from documents.access import part_for
from documents.assignments.actions import Assignment, assign_part
from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Document, Part, PartUpdate
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.rewriting import rewrite
from documents.drafts.text.anchors import RelativePosition, to_relative
from documents.drafts.text.units import unit_index
from documents.images.actions import markdown_of, store_image
from documents.structure.actions import (
    join_parts,
    order_parts,
    remove_part,
    restore_part,
    split_part,
    transfer_part,
)
from documents.structure.forms import encoded
from kes.access import Refused
from kes.accounts.models import User
from kes.live.models import Event
from tests.documents.images.making import png
from tests.people import World

SignedIn = Callable[[User], Client]
TEXT = "Wstęp 😀.\n\n### Ludność\n\nZażółć gęślą.\n\n### Praca\n\nJaźń.\n"


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", TEXT), ("Cele", "Cel."), ("Działania", "")]
    return create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)


def part(document: Document, title: str) -> Part:
    return document.parts.select_related("document__group").get(title=title)


def at(found: Part, words: str) -> RelativePosition:
    document, _seq = text_document(found.pk)
    return to_relative(document, unit_index(document.text, document.text.index(words)))


def texts(document: Document) -> list[tuple[str, str]]:
    return [(one.title, text_document(one.pk)[0].text) for one in document.parts.all()]


def test_a_chapter_is_divided_at_a_heading(world: World, document: Document) -> None:
    new = split_part(part(document, "Diagnoza"), by=world.bob, at=at(part(document, "Diagnoza"), "Praca"))
    assert texts(document) == [
        ("Diagnoza", "Wstęp 😀.\n\n### Ludność\n\nZażółć gęślą."),
        ("Praca", "Jaźń.\n"),
        ("Cele", "Cel."),
        ("Działania", ""),
    ]
    assert [one.position for one in document.parts.all()] == [1, 2, 3, 4]
    event = Event.objects.get(kind="part.split")
    assert (event.actor, event.data["new"], event.data["new_title"]) == (world.bob, str(new.pk), "Praca")


def test_the_new_chapter_keeps_authors_owners_and_places_of_the_text(
    world: World, document: Document
) -> None:
    found = part(document, "Diagnoza")
    assign_part(found, by=world.alice, wanted=Assignment(owner=world.bob, status=Part.Status.WORK))
    rewrite(found, by=world.bob, text=TEXT.replace("Jaźń", "Nasza jaźń"))
    place = at(found, "jaźń")
    new = split_part(found, by=world.alice, at=at(found, "Praca"), title="Rynek pracy")
    assert (new.owner, new.status, new.title) == (world.bob, Part.Status.WORK, "Rynek pracy")
    authors = PartUpdate.objects.filter(part=new).values_list("author", flat=True)
    assert list(authors)[:2] == [world.alice.pk, world.bob.pk]
    assert at(new, "jaźń") == place


def test_what_a_colleague_wrote_meanwhile_moves_along(world: World, document: Document) -> None:
    found = part(document, "Diagnoza")
    place = at(found, "Praca")
    rewrite(found, by=world.bob, text=TEXT.replace("Jaźń.", "Jaźń. Dopisek.").replace("Wstęp", "Nowy wstęp"))
    split_part(found, by=world.alice, at=place)
    (_title, first), (_new, second) = texts(document)[:2]
    assert first.startswith("Nowy wstęp 😀.")
    assert second == "Jaźń. Dopisek.\n"


@pytest.mark.parametrize("words", ["Wstęp", "Ludność"])
def test_nothing_is_divided_where_a_piece_would_be_empty(
    world: World, document: Document, words: str
) -> None:
    found = part(document, "Cele") if words == "Wstęp" else part(document, "Diagnoza")
    place = RelativePosition(None, -1)
    with pytest.raises(ValidationError):
        split_part(found, by=world.alice, at=place)
    assert document.parts.count() == 3


def test_chapters_are_joined_and_the_second_waits_in_the_bin(world: World, document: Document) -> None:
    first, second = part(document, "Diagnoza"), part(document, "Cele")
    join_parts(first, by=world.bob)
    assert texts(document) == [("Diagnoza", TEXT + "\n### Cele\n\nCel.\n"), ("Działania", "")]
    gone = Part.every.get(pk=second.pk)
    assert (gone.closed, gone.joined_to, gone.text or text_document(gone.pk)[0].text) == (
        "removed",
        first,
        "Cel.",
    )
    restore_part(Part.every.select_related("document").get(pk=second.pk), by=world.alice)
    assert [title for title, _text in texts(document)] == ["Diagnoza", "Cele", "Działania"]


def test_a_closed_chapter_is_neither_divided_nor_joined(world: World, document: Document) -> None:
    lock_part(part(document, "Cele"), by=world.alice, locked=True)
    with pytest.raises(ValidationError, match="Cele"):
        join_parts(part(document, "Diagnoza"), by=world.alice)
    with pytest.raises(ValidationError, match="Cele"):
        split_part(part(document, "Cele"), by=world.alice, at=RelativePosition(None))
    with pytest.raises(ValidationError):
        join_parts(part(document, "Działania"), by=world.alice)
    assert texts(document)[0] == ("Diagnoza", TEXT)


def test_chapters_are_ordered_and_their_addresses_follow(world: World, document: Document) -> None:
    for one in document.parts.all():
        bring_up_to_date(one)
    keys = {one.title: one.pk for one in document.parts.all()}
    order_parts(document, by=world.bob, order=[keys["Działania"], keys["Diagnoza"]])
    assert [one.title for one in document.parts.all()] == ["Działania", "Diagnoza", "Cele"]
    moved = part(document, "Diagnoza")
    assert moved.toc[0] == [1, "c2-h1", "Ludność"]
    assert 'id="c2-h1"' in moved.html and "c1-" not in moved.html
    addressed = moved.html
    Part.objects.filter(pk=moved.pk).update(projected_seq=0)
    assert bring_up_to_date(part(document, "Diagnoza")).html == addressed


def test_an_order_that_somebody_else_changed_meanwhile_loses_no_chapter(
    world: World, document: Document
) -> None:
    keys = [one.pk for one in document.parts.all()]
    split_part(part(document, "Diagnoza"), by=world.alice, at=at(part(document, "Diagnoza"), "Praca"))
    remove_part(part(document, "Cele"), by=world.alice)
    order_parts(document, by=world.bob, order=keys[::-1])
    assert [one.title for one in document.parts.all()] == ["Działania", "Diagnoza", "Praca"]
    assert [one.position for one in document.parts.all()] == [1, 2, 3]


def test_a_removed_chapter_is_read_taken_back_and_not_written(world: World, document: Document) -> None:
    found = part(document, "Cele")
    remove_part(found, by=world.alice)
    assert [title for title, _text in texts(document)] == ["Diagnoza", "Działania"]
    assert part_for(world.olga, found.pk).removed
    for permission in ("groups.edit_draft", "groups.comment_draft"):
        with pytest.raises(Refused):
            part_for(world.alice, found.pk, permission)
    with pytest.raises(ValidationError):
        rewrite(found, by=world.alice, text="Za późno")
    restore_part(Part.every.select_related("document").get(pk=found.pk), by=world.alice)
    assert [title for title, _text in texts(document)] == ["Diagnoza", "Cele", "Działania"]


def test_a_chapter_moves_to_another_document_with_its_history(world: World, document: Document) -> None:
    target = create_document(world.hidden, by=world.stranger, title="Program", parts=[("Wstęp", "")])
    found = part(document, "Diagnoza")
    transfer_part(found, by=world.alice, target=target)
    assert texts(target) == [("Wstęp", ""), ("Diagnoza", TEXT)]
    assert [(one.position, one.title) for one in document.parts.all()] == [(1, "Cele"), (2, "Działania")]
    with pytest.raises(Http404):
        part_for(world.bob, found.pk)


def test_pictures_of_a_moved_chapter_are_seen_where_it_is_now(world: World, document: Document) -> None:
    target = create_document(world.hidden, by=world.stranger, title="Program", parts=[])
    picture = store_image(document, by=world.alice, content=png(), name="mapa.png")
    found = part(document, "Cele")
    rewrite(found, by=world.alice, text=f"Cel. {markdown_of(picture, 'Mapa')}")
    transfer_part(found, by=world.alice, target=target)
    copy = target.images.get()
    assert copy.sha256 == picture.sha256
    assert texts(target) == [("Cele", f"Cel. ![Mapa]({copy.get_absolute_url()})")]


def test_the_page_lists_chapters_with_what_one_may_do(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    remove_part(part(document, "Działania"), by=world.alice)
    url = reverse("documents:chapters", args=[document.pk])
    pages = {
        who: signed_in(getattr(world, who)).get(url).content.decode() for who in ("alice", "bob", "olga")
    }
    split = reverse("documents:split_part", args=[part(document, "Diagnoza").pk])
    assert [split in pages[who] for who in ("alice", "bob", "olga")] == [True, True, False]
    assert ["Działania" in pages[who] for who in ("alice", "bob", "olga")] == [True, False, False]


def test_the_form_of_division_offers_every_place_and_keeps_what_was_typed(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    found, bob = part(document, "Diagnoza"), signed_in(world.bob)
    url = reverse("documents:split_part", args=[found.pk])
    page = bob.get(url).content.decode()
    assert page.count('type="radio"') == 4
    refused = bob.post(url, {"at": "bzdura", "title": "Mój tytuł"}).content.decode()
    assert "Mój tytuł" in refused and document.parts.count() == 3
    bob.post(url, {"at": encoded(at(found, "Praca")), "title": "Mój tytuł"})
    assert [one.title for one in document.parts.all()] == ["Diagnoza", "Mój tytuł", "Cele", "Działania"]


def test_the_place_of_the_caret_is_chosen_already(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    found, bob = part(document, "Diagnoza"), signed_in(world.bob)
    url = reverse("documents:split_part", args=[found.pk])
    page = bob.get(url, {"at": encoded(at(found, "Praca"))}).content.decode()
    assert re.search(r'value="[^"]+"[^>]*checked', page)
    assert "checked" not in bob.get(url, {"at": "bzdura!"}).content.decode()
    rewrite(found, by=world.bob, text="Raz.\nDwa.\n\nTrzy.")
    page = bob.get(url, {"at": encoded(at(found, "Dwa"))}).content.decode()
    assert page.count('type="radio"') == 2


def test_a_version_is_kept_before_chapters_change(world: World, document: Document) -> None:
    join_parts(part(document, "Diagnoza"), by=world.bob)
    kept = document.versions.get()
    assert (kept.kind, kept.reason) == ("automatic", "structure")
    assert [one.text for one in kept.parts.all()] == [TEXT, "Cel.", ""]


def test_only_documents_that_one_manages_are_offered_as_targets(
    world: World, document: Document, signed_in: SignedIn
) -> None:
    hidden = create_document(world.hidden, by=world.stranger, title="Obcy program", parts=[])
    other = create_document(world.group, by=world.alice, title="Nasz program", parts=[])
    url = reverse("documents:transfer_part", args=[part(document, "Cele").pk])
    alice = signed_in(world.alice)
    page = alice.get(url).content.decode()
    assert "Nasz program" in page and "Obcy program" not in page
    assert alice.post(url, {"target": hidden.pk}).status_code == 200
    assert alice.post(url, {"target": other.pk}).status_code == 302
    assert [one.title for one in other.parts.all()] == ["Cele"]
