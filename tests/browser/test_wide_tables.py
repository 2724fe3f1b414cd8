"""A table with more columns than the sheet has room for: whole words, clicks, and the caret in view."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Part
from tests.browser.axe import check_accessibility
from tests.people import World

Opened = Callable[..., Page]
HEADS = [f"Niezarejestrowani{number}" for number in range(12)]
TABLE = "\n".join(
    [
        "Przed tabelą.\n",
        f"| {' | '.join(HEADS)} |",
        f"| {' | '.join('---' for _head in HEADS)} |",
        f"| {' | '.join(str(number) for number in range(12))} |",
        "\nZa tabelą stoi akapit, który jest dłuższy niż jeden wiersz i zostaje na kartce tam, gdzie był.",
    ]
)
LINES_OF_A_WORD = """(cell) => {
    const range = document.createRange()
    const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (text.nextNode()) if (text.currentNode.data.includes('Niezarejestrowani')) break
    range.selectNodeContents(text.currentNode)
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size
}"""
CARET = "getSelection().focusNode.parentElement.closest('.draft-cell').innerText"
INSIDE = """(cell) => {
    const frame = cell.closest('.draft-grid-scroll').getBoundingClientRect()
    const box = cell.getBoundingClientRect()
    return box.left >= frame.left - 1 && box.right <= frame.right + 1
}"""


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", TABLE)]).parts.get()


def _opened(opened: Opened, world: World, part: Part) -> Page:
    page = opened(world.alice)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(page.locator(".draft-grid-row").first.locator(".draft-cell")).to_have_count(12)
    return page


def test_a_click_puts_the_caret_into_the_cell_under_it(opened: Opened, world: World, part: Part) -> None:
    page = _opened(opened, world, part)
    for row in page.locator(".draft-grid-row").all():
        for cell in row.locator(".draft-cell").all():
            words = cell.inner_text()
            cell.click()
            assert page.evaluate(CARET) == words


def test_a_wide_table_keeps_its_words_whole_and_scrolls_with_the_caret(
    opened: Opened, world: World, part: Part
) -> None:
    page = _opened(opened, world, part)
    cells = page.locator(".draft-grid-row").first.locator(".draft-cell")
    assert [cell.evaluate(LINES_OF_A_WORD) for cell in cells.all()] == [1] * 12
    sheet = page.locator(".cm-editor").evaluate("(sheet) => sheet.getBoundingClientRect().right")
    ends = page.locator(".cm-content > .cm-line").last.evaluate(
        "(line) => line.getBoundingClientRect().right"
    )
    assert ends <= sheet + 1
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    last = cells.last
    assert not last.evaluate(INSIDE)
    cells.first.click()
    for _column in HEADS[1:]:
        page.keyboard.press("Tab")
    page.wait_for_function(INSIDE, arg=last.element_handle())
    check_accessibility(page)
