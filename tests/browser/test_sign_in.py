"""Signing in and out, up, a forgotten password by mail, the language and the colours."""

import email
import re
from collections.abc import Callable
from email import policy

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from kes.accounts.models import User
from tests.people import PASSWORD, World
from tests.services.stack import Stack

Opened = Callable[..., Page]
NEW_PASSWORD = "battery-staple-horse"


def _sign_in(page: Page, address: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(password)
    page.locator("main form [type=submit]").click()


def _known(user: User) -> None:
    """Somebody whose address is confirmed."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def _letter(stack: Stack, to: str) -> str:
    """The newest letter to somebody, from the console where development sends its mail."""
    said = "\n".join(web.said() for web in stack.webs)
    letters = [text for text in re.split(r"\n-{70,}\n", said) if f"\nTo: {to}" in text]
    raw = letters[-1][letters[-1].index("Content-Type:") :]
    body = email.message_from_string(raw, policy=policy.default).get_body()
    assert body
    return str(body.get_content())


def _link(letter: str) -> str:
    found = re.search(r"https?://\S+", letter)
    assert found
    return found[0]


def test_a_wrong_password_is_told_and_the_right_one_opens_the_desk(opened: Opened, world: World) -> None:
    _known(world.bob)
    page = opened(None)
    _sign_in(page, world.bob.email, "not-this-one")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("[name=login]")).to_have_value(world.bob.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form [type=submit]").click()
    expect(page.locator(".menu--user summary")).to_contain_text("Bob Łuczak")
    expect(page).to_have_url(re.compile("/$"))


def test_somebody_new_signs_up_and_confirms_the_address(opened: Opened, stack: Stack, world: World) -> None:
    page = opened(None)
    page.goto("/accounts/signup/")
    page.locator("[name=name]").fill("Żaneta Nowa")
    page.locator("[name=email]").fill("zaneta@kes.example")
    page.locator("[name=password1]").fill(NEW_PASSWORD)
    page.locator("[name=password2]").fill(NEW_PASSWORD)
    page.locator("main form [type=submit]").click()
    expect(page).to_have_url(re.compile("confirm-email"))
    page.goto(_link(_letter(stack, "zaneta@kes.example")))
    page.locator("main form [type=submit]").click()
    expect(page).not_to_have_url(re.compile("confirm-email"))
    _sign_in(page, "zaneta@kes.example", NEW_PASSWORD)
    expect(page.locator(".menu--user summary")).to_contain_text("Żaneta Nowa")


def test_a_forgotten_password_is_set_again_by_mail(opened: Opened, stack: Stack, world: World) -> None:
    _known(world.bob)
    page = opened(None)
    page.goto("/accounts/login/")
    page.locator("a[href='/accounts/password/reset/']").click()
    page.locator("[name=email]").fill(world.bob.email)
    page.locator("main form [type=submit]").click()
    expect(page).to_have_url(re.compile("reset/done"))
    page.goto(_link(_letter(stack, world.bob.email)))
    page.locator("[name=password1]").fill(NEW_PASSWORD)
    page.locator("[name=password2]").fill(NEW_PASSWORD)
    page.locator("main form [type=submit]").click()
    expect(page).to_have_url(re.compile("key/done"))
    _sign_in(page, world.bob.email, NEW_PASSWORD)
    expect(page.locator(".menu--user summary")).to_contain_text("Bob Łuczak")


def test_language_and_colours_stay_as_they_were_chosen(opened: Opened, world: World) -> None:
    page = opened(world.bob)
    page.goto("/groups/")
    page.locator(".menu--user summary").click()
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("Groups")
    page.locator(".menu--user summary").click()
    page.locator("theme-switch button[value=dark]").click()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_signing_out_closes_the_live_connection_of_the_other_tab(opened: Opened, world: World) -> None:
    page = opened(world.bob)
    closed: list[str] = []
    page.on("websocket", lambda socket: socket.on("close", lambda _socket: closed.append(socket.url)))
    page.goto(f"/groups/{world.group.pk}/threads/")
    expect(page.locator("#connection")).to_have_attribute("data-state", "online")
    other = page.context.new_page()
    other.goto("/")
    other.locator(".menu--user summary").click()
    other.locator("form[action='/accounts/logout/'] button").click()
    expect(other.locator("a[href='/accounts/login/']").first).to_be_visible()
    expect(page.locator("#connection")).not_to_have_attribute("data-state", "online")
    assert closed
