"""Two people write while a third divides and orders the chapters; nobody loses a word."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.projection import text_document
from tests.browser.axe import violations
from tests.people import World

Opened = Callable[..., Page]
TEXT = "Wstęp.\n\n### Ludność\n\nLudzie.\n\n### Praca\n\nPraca i płaca."


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Diagnoza", TEXT), ("Cele", "Cel."), ("Działania", "Działanie.")]
    return create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)


def _texts(document: Document) -> dict[str, str]:
    return {part.title: text_document(part.pk)[0].text for part in document.parts.all()}


def _types_at_end(page: Page, words: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def _wait_for(page: Page, document: Document, words: str) -> None:
    for _ in range(100):
        if any(words in text for text in _texts(document).values()):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never stored: {words}")


def _drag_to_top(page: Page, place: int) -> None:
    """Drag the chapter at `place`, from 0, while no news is shown.

    When the page changes under a pressed mouse, Chromium sends a movement of its own. Playwright takes it for
    the one that it sent, sees no drag begin, and never ends the drag.
    """
    held: list[Route] = []
    page.route("**/chapters/", lambda route: held.append(route))
    page.wait_for_timeout(800)  # what was asked for before has come, and is shown
    handle = page.locator(".chapter-handle").nth(place)
    handle.drag_to(page.locator(".chapter").nth(0), target_position={"x": 40, "y": 2})
    for route in held:
        route.continue_()
    page.unroute("**/chapters/")


def _titles(page: Page) -> list[str]:
    return page.locator(".chapter .row-title a").all_inner_texts()


def test_two_people_write_while_a_third_divides_and_orders(
    opened: Opened, world: World, document: Document
) -> None:
    diagnosis, goals = document.parts.all()[:2]
    alice, bob = opened(world.alice), opened(world.bob)
    writer = opened(world.bob)
    alice.goto(f"/documents/{document.pk}/chapters/")
    for page, part in ((bob, diagnosis), (writer, goals)):
        page.goto(f"/parts/{part.pk}/edit/")
        expect(page.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    _types_at_end(writer, " Dopisek do celu.")

    # divided by the keyboard alone, at the heading "Praca"
    alice.locator("#chapter-" + str(diagnosis.pk)).locator("summary").press("Enter")
    alice.get_by_role("link", name="Podziel na dwa").press("Enter")
    alice.get_by_role("radio", name="Nagłówek: Praca").press("Space")
    alice.get_by_role("button", name="Podziel").press("Enter")
    expect(alice.locator(".chapter")).to_have_count(4)

    expect(bob.locator("part-news")).to_contain_text("Praca")
    expect(bob.locator(".cm-content")).not_to_contain_text("płaca")
    _types_at_end(bob, " Dalej piszę tutaj.")
    _wait_for(bob, document, "Dalej piszę tutaj.")  # who leaves before is warned; the next opening sends it
    bob.locator("part-news a").click()
    expect(bob.locator(".cm-content")).to_contain_text("Praca i płaca.")
    _types_at_end(bob, " I tutaj.")

    # ordered by dragging, and by the arrow keys
    _drag_to_top(alice, 3)
    expect(alice.locator(".chapter").first).to_contain_text("Działania")
    alice.locator(".chapter", has_text="Cele").locator(".chapter-handle").press("ArrowUp")
    expect(alice.locator("[data-said]")).to_contain_text("Cele: miejsce 3 z 4")
    expect(alice.locator("chapter-order ol")).not_to_have_attribute("aria-busy", "true")
    alice.reload()
    assert _titles(alice) == ["Działania", "Diagnoza", "Cele", "Praca"]

    _wait_for(bob, document, "I\u00a0tutaj.")
    _wait_for(writer, document, "Dopisek do celu.")
    for page in (bob, writer):
        expect(page.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    assert _texts(document) == {
        "Działania": "Działanie.",
        "Diagnoza": "Wstęp.\n\n### Ludność\n\nLudzie. Dalej piszę tutaj.",
        "Cele": "Cel. Dopisek do celu.",
        "Praca": "Praca i płaca. I\u00a0tutaj.",  # the editor binds a one-letter word
    }


def test_words_for_a_joined_chapter_are_kept_and_their_author_is_shown_the_way(
    opened: Opened, world: World, document: Document
) -> None:
    _first, goals, last = document.parts.all()
    alice, bob = opened(world.alice), opened(world.bob)
    bob.goto(f"/parts/{last.pk}/edit/")
    expect(bob.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    bob.context.set_offline(True)
    _types_at_end(bob, " Pisane bez sieci.")
    alice.goto(f"/documents/{document.pk}/chapters/")
    row = alice.locator("#chapter-" + str(goals.pk))
    row.locator("summary").click()
    row.get_by_role("button", name="Połącz z następnym").click()
    alice.locator("dialog").get_by_role("button", name="Połącz").click()
    expect(alice.locator(".chapter")).to_have_count(2)
    bob.context.set_offline(False)
    expect(bob.locator("draft-editor .draft-state")).to_have_attribute(
        "data-kind", re.compile("read-only|locked|refused|pending|waiting")
    )
    expect(bob.locator(".cm-content")).to_contain_text("Pisane bez sieci.")
    bob.reload()
    expect(bob.locator("main")).to_contain_text("Pisane bez sieci.")
    bob.get_by_role("link", name="Cele").last.click()
    expect(bob.locator(".cm-content")).to_contain_text("Działanie.")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_structure_are_accessible(
    opened: Opened, world: World, document: Document, width: int
) -> None:
    page = opened(world.alice, width=width)
    for address in ("chapters", "assignments", "stage", "template"):
        page.goto(f"/documents/{document.pk}/{address}/")
        assert violations(page) == []
