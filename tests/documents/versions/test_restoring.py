"""Bringing a version back: an ordinary edit, preceded by a version, with what others wrote meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Document, PartUpdate
from documents.drafts.projection import bring_up_to_date, text_document
from documents.drafts.rewriting import rewrite
from documents.versions.actions import cut_version
from documents.versions.models import Version
from kes.accounts.models import User
from kes.live.models import Event
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Cele", "Pierwszy cel.\n\nDrugi cel."), ("Środki", "Sto złotych.")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


@pytest.fixture
def version(world: World, document: Document) -> Version:
    version = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(document.parts.get(title="Cele"), by=world.bob, text="Trzeci cel.")
    rewrite(document.parts.get(title="Środki"), by=world.bob, text="Dwieście złotych.")
    return version


def url(version: Version, title: str = "") -> str:
    part = f"?part={version.parts.get(title=title).pk}" if title else ""
    return reverse("documents:restore_version", args=[version.pk]) + part


def texts(document: Document) -> list[str]:
    return [bring_up_to_date(part).text for part in document.parts.all()]


def test_the_page_shows_what_will_change_before_it_changes(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    page = signed_in(world.bob).get(url(version)).content.decode()
    assert "<ins" in page
    assert "Pierwszy" in page
    assert texts(document) == ["Trzeci cel.", "Dwieście złotych."]


def test_the_whole_is_brought_back_as_ordinary_rows_after_a_version(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    answer = signed_in(world.bob).post(url(version))
    assert answer["Location"] == document.get_absolute_url()
    assert texts(document) == ["Pierwszy cel.\n\nDrugi cel.", "Sto złotych."]
    kept = Version.objects.get(kind="automatic")
    assert (kept.reason, kept.author) == ("restore", world.bob)
    assert [part.text for part in kept.parts.all()] == ["Trzeci cel.", "Dwieście złotych."]
    assert PartUpdate.objects.filter(seq=3, author=world.bob).count() == 2
    assert Event.objects.filter(kind="version.restored", actor=world.bob).exists()


def test_one_chapter_is_brought_back_alone(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    signed_in(world.bob).post(url(version, "Środki"))
    assert texts(document) == ["Trzeci cel.", "Sto złotych."]


def test_what_others_write_after_the_question_stays(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    bob = signed_in(world.bob)
    asked = bob.get(url(version, "Cele"))
    part = document.parts.get(title="Cele")
    hidden: dict[str, Any] = {f"head-{part.pk}": 2}
    assert f'name="head-{part.pk}" value="2"' in asked.content.decode()
    rewrite(part, by=world.alice, text="Trzeci cel.\n\nDopisane w tej chwili.")
    bob.post(url(version, "Cele"), hidden)
    text = text_document(part.pk)[0].text
    assert text == "Pierwszy cel.\n\nDrugi cel.\n\nDopisane w tej chwili."


@pytest.mark.parametrize("number", ["999999", "9" * 30, "9" * 5000])
def test_a_number_that_the_chapter_never_reached_is_refused_in_words(
    world: World, document: Document, version: Version, signed_in: SignedIn, number: str
) -> None:
    part = document.parts.get(title="Cele")
    answer = signed_in(world.bob).post(url(version, "Cele"), {f"head-{part.pk}": number})
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert texts(document) == ["Trzeci cel.", "Dwieście złotych."]
    assert not Version.objects.filter(kind="automatic").exists()


def test_a_title_comes_back_with_its_text(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    document.parts.filter(title="Cele").update(title="Zadania")
    signed_in(world.bob).post(url(version))
    assert set(document.parts.values_list("title", flat=True)) == {"Cele", "Środki"}


def test_a_locked_chapter_stays_and_is_named(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    lock_part(document.parts.get(title="Cele"), by=world.alice, locked=True)
    bob = signed_in(world.bob)
    assert "<li>Cele</li>" in bob.get(url(version)).content.decode()
    bob.post(url(version))
    assert texts(document) == ["Trzeci cel.", "Sto złotych."]


def test_a_locked_chapter_alone_is_refused_in_words(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    lock_part(document.parts.get(title="Cele"), by=world.alice, locked=True)
    answer = signed_in(world.bob).post(url(version, "Cele"))
    assert answer.status_code == 200
    assert not Version.objects.filter(kind="automatic").exists()


def test_a_chapter_that_is_gone_is_named(
    world: World, document: Document, version: Version, signed_in: SignedIn
) -> None:
    document.parts.get(title="Cele").delete()
    page = signed_in(world.bob).get(url(version)).content.decode()
    assert "<li>Cele</li>" in page


def test_nothing_to_bring_back_is_said(world: World, document: Document, signed_in: SignedIn) -> None:
    version = cut_version(document, by=world.alice, name="Ostatnia")
    assert '<form class="form"' not in signed_in(world.bob).get(url(version)).content.decode()


def test_a_reader_may_not_and_an_unknown_chapter_is_not_there(
    world: World, version: Version, signed_in: SignedIn
) -> None:
    assert signed_in(world.olga).get(url(version)).status_code == 403
    assert signed_in(world.bob).get(url(version) + "?part=99999").status_code == 404
