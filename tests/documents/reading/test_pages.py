"""The page reads the draft as one text; the facilitator sets its numbering; versions freeze it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from documents.consultations.passages import Anchor, find_passage
from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.reading.actions import set_numbering
from documents.reading.texts import read_draft
from documents.structure.actions import move_part
from documents.versions.actions import cut_version
from kes.accounts.models import User
from tests.people import World

SignedIn = Callable[[User], Client]
TABLE = "Tabela: Wskaźniki\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.fixture
def plan(world: World) -> Document:
    parts = [
        ("Diagnoza", f"# Potrzeby\n\nZob. [](#cele).\n\n{TABLE}"),
        ("Cele", "Zob. [](#tabela-wskazniki)[^1]\n\n[^1]: A."),
    ]
    document = create_document(world.group, by=world.alice, title="Plan", parts=parts)
    set_numbering(document, by=world.alice, numbering="decimal")
    return document


def test_the_draft_is_read_with_numbers_and_references(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    page = signed_in(world.bob).get(plan.get_absolute_url()).content.decode()
    assert ">1. Diagnoza<" in page and '<span class="number">1.1.</span> Potrzeby' in page
    assert (
        'href="#c2">rozdział\u00a02</a>' in page
        and '<span class="number">Tabela\u00a01.</span> Wskaźniki' in page
    )


def test_moved_chapters_take_their_references_along(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    move_part(plan.parts.get(title="Cele"), by=world.alice, up=True)
    page = signed_in(world.bob).get(plan.get_absolute_url()).content.decode()
    assert ">1. Cele<" in page and 'href="#c1">rozdział\u00a01</a>' in page


def test_reading_changes_nothing_that_is_stored(plan: Document) -> None:
    before = list(plan.parts.values_list("html", "toc"))
    read_draft(plan)
    assert list(plan.parts.values_list("html", "toc")) == before


def test_who_writes_hears_of_references_to_nothing(world: World, signed_in: SignedIn) -> None:
    document = create_document(
        world.group, by=world.alice, title="Plan", parts=[("A", "Zob. [](#nie-ma-go).")]
    )
    asked = {
        who: signed_in(who).get(document.get_absolute_url()).content.decode()
        for who in (world.bob, world.olga)
    }
    assert "prowadzą donikąd" in asked[world.bob] and "prowadzą donikąd" not in asked[world.olga]


def test_the_numbering_is_set_by_those_who_manage_documents(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    address = reverse("documents:numbering", args=[plan.pk])
    assert signed_in(world.bob).post(address, {"numbering": "none"}).status_code == 403
    assert signed_in(world.alice).post(address, {"numbering": "roman"}).status_code == 400
    assert signed_in(world.alice).post(address, {"numbering": "chapters"}).status_code == 302
    plan.refresh_from_db()
    assert plan.numbering == "chapters"


def test_a_version_keeps_the_numbers_it_was_cut_with(plan: Document, world: World) -> None:
    version = cut_version(plan, by=world.alice, name="Pierwsza")
    set_numbering(plan, by=world.alice, numbering="none")
    first, second = version.parts.all()
    assert (first.heading, second.heading) == ("1. Diagnoza", "2. Cele")
    assert "rozdział\u00a02" in first.html and "tabela\u00a01" in second.html


def test_a_remark_finds_its_words_among_the_numbers(plan: Document, world: World) -> None:
    version = cut_version(plan, by=world.alice, name="Pierwsza")
    passage = find_passage(version, Anchor("c1-p1", 5, "c1-p1", 15))
    assert passage and passage.quote == "rozdział\u00a02" and passage.place == "1. Diagnoza › Potrzeby"


def test_the_editor_gets_what_a_reference_may_lead_to(
    plan: Document, world: World, signed_in: SignedIn
) -> None:
    address = reverse("documents:targets", args=[plan.parts.all()[0].pk])
    found = signed_in(world.bob).get(address).json()["targets"]
    assert [(one["slug"], one["label"]) for one in found] == [
        ("diagnoza", "rozdział\u00a01"), ("potrzeby", "podrozdział\u00a01.1"),
        ("tabela-wskazniki", "tabela\u00a01"), ("cele", "rozdział\u00a02"),
    ]  # fmt: skip
