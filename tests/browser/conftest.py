"""Browser tests: Debian's Chromium, several people at once, each on a process of their own."""

import os
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from deploy.bootstrap.packages import chromium
from kes.accounts.models import User
from tests.people import World
from tests.people import world as make_world
from tests.services.fixtures import *  # noqa: F403
from tests.services.joining import session_cookie
from tests.services.stack import Options, Stack

# Playwright's synchronous interface keeps an event loop in this thread; the ORM works between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def stack_options() -> Options:
    """Development settings: a browser refuses production's Secure cookies without TLS."""
    return Options(production=False, nginx=False)


@pytest.fixture(scope="session", autouse=True)
def announcements_leave_this_thread() -> Iterator[None]:
    """Playwright runs a loop in this thread: `async_to_sync` refuses to work there and no news goes out."""
    with ThreadPoolExecutor(1) as pool, pytest.MonkeyPatch.context() as patch:

        def elsewhere(function: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
            return lambda *arguments: pool.submit(async_to_sync(function), *arguments).result()

        patch.setattr("kes.live.events.async_to_sync", elsewhere)
        yield


@pytest.fixture(scope="session")
def browser(running_stack: Stack) -> Iterator[Browser]:
    # Chromium's own sandbox cannot be made by root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """`opened(bob)`: a page of Bob's own browser; `opened(None)`: a visitor's. Each is on the next process.

    A test fails when a script of any page threw an error.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_for(user: User | None, *, width: int = 1280, height: int = 800, language: str = "pl-PL") -> Page:
        web = stack.webs[len(contexts) % len(stack.webs)]
        context = browser.new_context(
            base_url=web.address,
            locale=language,
            timezone_id="Europe/Warsaw",
            viewport={"width": width, "height": height},
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user:
            name, _, value = session_cookie(user).partition("=")
            context.add_cookies([{"name": name, "value": value, "url": web.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def world(db: None) -> World:
    """In PostgreSQL; what the unit tests keep of theirs is put back into SQLite."""
    return make_world()
