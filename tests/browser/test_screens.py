"""Every screen, light and dark, on a desk and on a phone: accessible, Polish, nothing sideways, no errors.

In each run every other screen is light on the desk and dark on the phone, the rest the other way round; what
they are made of is the same. `make nightly` looks at all four. `KES_PICTURES=folder` keeps a picture of each,
for people to look at; `KES_SCREENS="desk-one receipt"` looks at these alone.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from kes.accounts.models import User
from tests.browser.axe import violations
from tests.browser.behind import behind
from tests.browser.screens import AREAS, Screen
from tests.browser.town import Town, build
from tests.services.joining import empty, session_cookie
from tests.services.stack import Stack

WIDE, PHONE, NARROW = 1280, 390, 320
Look = tuple[int, Literal["light", "dark"]]
LOOKS: list[Look] = [(WIDE, "light"), (PHONE, "dark"), (WIDE, "dark"), (PHONE, "light")]
SETTLE = """() => {
    scrollTo(0, 0)
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}"""
WIDE_ONES = """() => [...document.querySelectorAll('main *:not(.table-scroll *)')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .slice(0, 5).map((element) => `${element.tagName}.${element.className}`)"""
CLOSE_ONES = """() => {
    const seen = (element) => element.checkVisibility() && element.getClientRects().length &&
        element.getBoundingClientRect().height > 1 && getComputedStyle(element).position === 'static'
    const apart = (one, other) => other.getBoundingClientRect().top - one.getBoundingClientRect().bottom
    const asked = '.content :is(h2, h3):not(.prose *), .content > *, .content .section > *'
    return [...document.querySelectorAll(asked)]
        .filter(seen)
        .map((element) => [element, element.nextElementSibling])
        .filter(([one, next]) => next && seen(next) && Math.abs(apart(one, next)) < 4)
        .slice(0, 5)
        .map((pair) => pair.map((element) => `${element.tagName}.${element.className}`).join(' and '))
}"""
ENGLISH = re.compile(r"\b(the|and|with|your|you|this|Save|Cancel|Send|Open|Close|New)\b")


@pytest.fixture(scope="module")
def town(running_stack: Stack) -> Town:
    """Built once; no test of this file changes it."""
    running_stack.heal()
    behind(empty)
    return behind(build)


@pytest.fixture(scope="module")
def pages(browser: Browser, running_stack: Stack, town: Town) -> Iterator[dict[str, Page]]:
    """A page of everybody's own browser."""
    contexts = {name: _context(browser, running_stack, user) for name, user in town.people.items()}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def _context(browser: Browser, stack: Stack, user: User | None) -> BrowserContext:
    address = stack.webs[0].address
    context = browser.new_context(base_url=address, locale="pl-PL", timezone_id="Europe/Warsaw")
    context.set_default_timeout(20_000)
    if user:
        name, _, value = session_cookie(user).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
    return context


@pytest.mark.parametrize("area", AREAS)
def test_every_screen_is_accessible_polish_and_fits(town: Town, pages: dict[str, Page], area: str) -> None:
    problems = []
    wanted = os.environ.get("KES_SCREENS", "").split()
    for turn, screen in enumerate(behind(AREAS[area], town)):
        if wanted and screen.name not in wanted:
            continue
        found = _problems(pages[screen.who], screen, _looks(turn))
        problems += [f"{screen.name}: {problem}" for problem in found]
    assert not problems, "\n".join(problems)


def _looks(turn: int) -> list[Look]:
    if {"KES_NIGHTLY", "KES_PICTURES"} & set(os.environ):
        return LOOKS
    return LOOKS[2:] if turn % 2 else LOOKS[:2]


def _problems(page: Page, screen: Screen, looks: Sequence[Look]) -> Iterator[str]:
    said: list[str] = []
    listen = _listener(said)
    page.on("console", listen)
    page.on("pageerror", (fail := lambda error: said.append(str(error))))
    yield from _look(page, screen, looks)
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", fail)
    yield from said


def _listener(said: list[str]) -> Callable[[ConsoleMessage], None]:
    def listen(message: ConsoleMessage) -> None:
        # Chromium says of a page that is a 404 that it is one
        if message.type in ("error", "warning") and "status of 40" not in message.text:
            said.append(message.text)

    return listen


def _look(page: Page, screen: Screen, looks: Sequence[Look]) -> Iterator[str]:
    _put_on(page, looks[0])
    answer = page.goto(screen.path)
    assert answer
    if answer.status != screen.status:
        yield f"answers {answer.status}"
        return
    if screen.menu:
        page.locator(screen.menu).first.click()
    page.locator(screen.ready).first.wait_for()
    yield from _words(page)
    for width, scheme in looks:
        _put_on(page, (width, scheme))
        page.evaluate(SETTLE)
        yield from (f"{width} {scheme}: {line}" for line in violations(page))
        _keep_picture(page, f"{screen.name}-{width}-{scheme}")
    if near := page.evaluate(CLOSE_ONES):
        yield f"nothing between them: {near}"
    for width in (PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            yield f"{over} pixels wider than {width}: {page.evaluate(WIDE_ONES)}"


def _put_on(page: Page, look: Look) -> None:
    width, scheme = look
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def _words(page: Page) -> Iterator[str]:
    """Words that only English has, in what the product itself says."""
    text = page.evaluate(
        """() => {
            const words = document.body.cloneNode(true)
            words.querySelectorAll('script, style, [lang=en], .prose').forEach((element) => element.remove())
            return words.textContent
        }"""
    )
    if found := ENGLISH.search(text):
        yield f"English: {text[max(0, found.start() - 40) : found.end() + 40].strip()!r}"


def _keep_picture(page: Page, name: str) -> None:
    if folder := os.environ.get("KES_PICTURES"):
        size = {"x": 0, "y": 0, "width": page.evaluate("innerWidth"), "height": 1600}
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True, clip=size)  # type: ignore[arg-type]
