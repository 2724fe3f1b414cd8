"""Every component, in both themes and on a phone: accessible, no sideways scrolling, usable by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

Opened = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_gallery(opened: Opened, scheme: str, width: int) -> None:
    page = opened(None, width=width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/gallery/")
    page.locator(".menu--user summary").click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways(opened: Opened, width: int) -> None:
    page = opened(None, width=width)
    page.goto("/gallery/")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_chosen_theme_is_drawn_by_the_server(opened: Opened) -> None:
    page = opened(None)
    page.goto("/gallery/")
    page.locator(".menu--user summary").click()
    page.locator("theme-switch button[value=dark]").click()
    answer = page.reload()
    assert answer is not None and 'data-theme="dark"' in answer.text()


def test_escape_closes_the_menu_and_returns_the_focus(opened: Opened) -> None:
    page = opened(None)
    page.goto("/gallery/")
    page.locator(".menu--user summary").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".menu--user")).not_to_have_attribute("open", "")
    expect(page.locator(".menu--user summary")).to_be_focused()


def test_a_dialog_returns_the_focus_to_its_button(opened: Opened) -> None:
    page = opened(None)
    page.goto("/gallery/")
    page.locator("[data-open-dialog]").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("[data-open-dialog]")).to_be_focused()


def test_the_sheet_of_a_phone_opens_closes_and_returns_the_focus(opened: Opened) -> None:
    page = opened(None, width=390)
    page.goto("/gallery/")
    page.locator("[data-sheet-open]").click()
    expect(page.get_by_label("Proponowany zapis")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Proponowany zapis")).to_be_hidden()
    expect(page.locator("[data-sheet-open]")).to_be_focused()
