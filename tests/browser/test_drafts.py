"""Two people write one part: live, with named cursors, through a lost network and a killed server."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Document, Part
from documents.drafts.projection import text_document
from documents.imports.splitting import best_level, pieces, title_of
from groups.membership.actions import end_membership
from groups.membership.models import Membership
from kes.accounts.models import User
from tests.browser.axe import violations
from tests.browser.behind import behind
from tests.people import World
from tests.services.stack import Stack

Opened = Callable[..., Page]
CONSTITUTION = Path(__file__).resolve().parents[3] / "shared/data/konstytucja/konstytucja-rp-1997.md"


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", "### Ludność\n\nW gminie mieszka **12 400** osób."), ("Cele", "")]
    return create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)


def _writes(opened: Opened, who: User, part: Part, **window: int) -> Page:
    page = opened(who, **window)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(_paper(page)).to_be_visible()
    expect(_state(page)).to_have_attribute("data-kind", re.compile("saved|read-only"))
    return page


def _paper(page: Page) -> Locator:
    return page.locator(".cm-content")


def _state(page: Page) -> Locator:
    return page.locator("draft-editor .draft-state")


def _type_at_end(page: Page, text: str) -> None:
    _paper(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def _context(page: Page) -> BrowserContext:
    return page.context


def test_what_one_types_the_other_sees_and_both_are_told_it_is_saved(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    _type_at_end(alice, "Zażółć gęślą jaźń.")
    expect(_paper(bob)).to_contain_text("Zażółć gęślą jaźń.")
    _type_at_end(bob, " Druga osoba.")
    expect(_paper(alice)).to_contain_text("Druga osoba.")
    expect(alice.locator(".cm-content, .draft-people, [data-presence]").first).to_be_visible()
    for page in (alice, bob):
        expect(_state(page)).to_have_attribute("data-kind", "saved")
    assert text_document(part.pk)[0].text == "Zażółć gęślą jaźń. Druga osoba."


def test_text_typed_offline_is_kept_over_a_reload_and_arrives_once(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    _context(alice).set_offline(True)
    _type_at_end(alice, "Bez sieci. ")
    expect(_state(alice)).to_have_attribute("data-kind", re.compile("offline|saving"))
    _type_at_end(bob, "Z siecią. ")
    _context(alice).set_offline(False)
    expect(_state(alice)).to_have_attribute("data-kind", "saved", timeout=20_000)
    for page in (alice, bob):
        expect(_paper(page)).to_contain_text("Bez sieci.")
        expect(_paper(page)).to_contain_text("Z siecią.")
    assert text_document(part.pk)[0].text.count("Bez sieci. ") == 1


def test_a_killed_server_loses_nothing_that_was_typed(
    opened: Opened, stack: Stack, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    alice = _writes(opened, world.alice, part)
    stack.webs[0].kill()
    _type_at_end(alice, "Napisane przy martwym serwerze.")
    expect(_state(alice)).to_have_attribute("data-kind", re.compile("offline|saving"))
    stack.webs[0].start()
    expect(_state(alice)).to_have_attribute("data-kind", "saved", timeout=30_000)
    assert text_document(part.pk)[0].text == "Napisane przy martwym serwerze."


def test_headings_look_like_headings_and_marks_are_hidden(
    opened: Opened, world: World, document: Document
) -> None:
    page = _writes(opened, world.bob, document.parts.get(title="Diagnoza"))
    heading = _paper(page).get_by_role("heading", name="Ludność")
    expect(heading).to_be_visible()
    expect(heading).not_to_contain_text("#")
    expect(_paper(page)).to_contain_text("12 400")
    expect(_paper(page)).not_to_contain_text("**12 400**")


def test_the_toolbar_makes_bold_and_a_list_with_the_keyboard_alone(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    page = _writes(opened, world.bob, part)
    _type_at_end(page, "ważne")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    expect(_state(page)).to_have_attribute("data-kind", "saved")
    page.wait_for_timeout(600)
    assert text_document(part.pk)[0].text == "**ważne**"


def test_a_reader_sees_the_text_live_and_cannot_type(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    bob, olga = _writes(opened, world.bob, part), _writes(opened, world.olga, part)
    _type_at_end(bob, "Dla wszystkich.")
    expect(_paper(olga)).to_contain_text("Dla wszystkich.")
    _paper(olga).click()
    olga.keyboard.type("x")
    olga.wait_for_timeout(500)
    assert text_document(part.pk)[0].text == "Dla wszystkich."


def test_locking_a_part_and_removing_a_member_stop_writing_at_once(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get(title="Cele")
    bob = _writes(opened, world.bob, part)
    behind(lock_part, part, by=world.alice, locked=True)
    expect(_state(bob)).to_have_attribute("data-kind", "read-only")
    behind(lock_part, part, by=world.alice, locked=False)
    expect(_state(bob)).to_have_attribute("data-kind", "saved")
    behind(end_membership, Membership.objects.get(user=world.bob), by=world.alice)
    expect(_state(bob)).to_have_attribute("data-kind", "ended")


@pytest.mark.skipif(not CONSTITUTION.exists(), reason="the material in ../shared is not here")
def test_two_people_edit_two_articles_of_the_constitution_at_once(opened: Opened, world: World) -> None:
    text = CONSTITUTION.read_text(encoding="utf-8")
    parts = [(piece.title, piece.text) for piece in pieces(text, best_level(text))]
    document = create_document(world.group, by=world.alice, title=title_of(text), parts=parts)
    fifth = document.parts.get(text__contains="### Art. 5.\n")
    late = document.parts.get(text__contains="### Art. 200.\n")
    alice, bob = _writes(opened, world.alice, fifth), _writes(opened, world.bob, late)
    _type_at_end(alice, "\nDopisek do rozdziału z artykułem piątym.")
    _type_at_end(bob, "\nDopisek do rozdziału z artykułem dwusetnym.")
    for page in (alice, bob):
        expect(_state(page)).to_have_attribute("data-kind", "saved")
    alice.goto(document.get_absolute_url())
    expect(alice.get_by_text("Dopisek do rozdziału z artykułem piątym.")).to_be_visible()
    expect(alice.get_by_text("Dopisek do rozdziału z artykułem dwusetnym.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_editor_and_the_reading_page_are_accessible(
    opened: Opened, world: World, document: Document, width: int
) -> None:
    page = _writes(opened, world.bob, document.parts.get(title="Diagnoza"), width=width)
    assert violations(page) == []
    page.goto(document.get_absolute_url())
    assert violations(page) == []
