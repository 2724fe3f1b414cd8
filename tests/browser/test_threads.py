"""Alice and Bob in one thread, each on a process of their own: live, and nothing typed is ever lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Locator, Page, expect

from groups.membership.actions import end_membership
from groups.membership.models import Membership
from groups.threads.actions import open_thread, post_reply
from groups.threads.importing import import_speeches, read_speeches
from groups.threads.models import Thread
from groups.threads.reading import advance
from kes.accounts.models import User
from tests.browser.behind import behind
from tests.people import PASSWORD, World

Opened = Callable[..., Page]
BULLETIN = Path(__file__).resolve().parents[3] / "shared/data/komisja-konstytucyjna/biuletyn-13.jsonl"
SOON = 1000  # milliseconds: what happens elsewhere is on the screen within a second


@pytest.fixture
def thread(world: World) -> Thread:
    return open_thread(world.group, by=world.alice, title="Zasady", body="Od czego zaczynamy?")


def _reads(opened: Opened, who: User, thread: Thread) -> Page:
    """Somebody's page of the thread, once the others can see that he is there."""
    page = opened(who)
    page.goto(thread.get_absolute_url())
    expect(page.locator("live-presence li", has_text=who.name)).to_be_attached()
    return page


def _field(page: Page) -> Locator:
    return page.locator("reply-form [name=body]")


def _reply(page: Page, text: str) -> None:
    _field(page).fill(text)
    page.locator("reply-form [type=submit]").click()
    expect(_field(page)).to_have_value("")


def _numbers(page: Page) -> list[str]:
    return [post.get_attribute("id") or "" for post in page.locator("article.post").all()]


def test_a_reply_is_on_the_other_page_within_a_second_once_and_in_its_place(
    opened: Opened, world: World, thread: Thread
) -> None:
    alice, bob = _reads(opened, world.alice, thread), _reads(opened, world.bob, thread)
    _reply(bob, "Od **definicji**.")
    expect(alice.locator("#post-2 strong")).to_have_text("definicji", timeout=SOON)
    _reply(alice, "Zgoda.")
    expect(bob.locator("#post-3 .prose")).to_have_text("Zgoda.", timeout=SOON)
    for page in (alice, bob):
        assert _numbers(page) == ["post-1", "post-2", "post-3"]
    alice.reload()
    assert _numbers(alice) == ["post-1", "post-2", "post-3"]


def test_an_edit_and_a_deletion_appear_on_the_other_page(
    opened: Opened, world: World, thread: Thread
) -> None:
    alice, bob = _reads(opened, world.alice, thread), _reads(opened, world.bob, thread)
    _reply(bob, "Pierwsza myśl.")
    bob.locator("#post-2 a[href$='/edit/']").click()
    bob.locator("[name=body]").fill("Druga myśl.")
    bob.locator("main form [type=submit]").first.click()
    expect(alice.locator("#post-2 .prose")).to_have_text("Druga myśl.")
    expect(alice.locator("#post-2 .post-edited")).to_be_visible()
    bob.locator("#post-2 a[href$='/delete/']").click()
    bob.locator("main form .button--danger").click()
    expect(alice.locator("#post-2 .post-trace")).to_contain_text("Bob Łuczak")
    expect(alice.locator("#post-2")).not_to_contain_text("Druga myśl.")


def test_an_answer_with_a_quotation_stands_under_its_number(
    opened: Opened, world: World, thread: Thread
) -> None:
    bob = _reads(opened, world.bob, thread)
    bob.locator("#post-1 [data-quote]").click()
    expect(_field(bob)).to_have_value(re.compile(r"> Od czego zaczynamy\?"))
    expect(_field(bob)).to_be_focused()
    bob.keyboard.type("Od celu.")
    bob.locator("reply-form [type=submit]").click()
    expect(bob.locator("#post-2 blockquote")).to_contain_text("Od czego zaczynamy?")
    expect(bob.locator("#post-2 .in-reply-to")).to_contain_text("#1")
    expect(bob.locator("#post-2 .prose")).to_contain_text("Od celu.")


def test_who_is_here_and_who_is_typing(opened: Opened, world: World, thread: Thread) -> None:
    alice, bob = _reads(opened, world.alice, thread), _reads(opened, world.bob, thread)
    expect(alice.locator("live-presence li", has_text="Bob Łuczak")).to_be_attached()
    _field(bob).press_sequentially("Myślę")
    expect(alice.locator("typing-line")).to_contain_text("Bob Łuczak")
    bob.close()
    expect(alice.locator("live-presence li", has_text="Bob Łuczak")).not_to_be_attached()


def test_an_expired_login_keeps_the_text_over_the_sign_in(
    opened: Opened, world: World, thread: Thread
) -> None:
    EmailAddress.objects.create(user=world.bob, email=world.bob.email, primary=True, verified=True)
    bob = _reads(opened, world.bob, thread)
    bob.context.clear_cookies(name="sessionid")
    _field(bob).fill("Długo pisany tekst.")
    bob.locator("reply-form [type=submit]").click()
    link = bob.locator("[data-form-error] a")
    expect(_field(bob)).to_have_value("Długo pisany tekst.")
    link.click()
    bob.locator("[name=login]").fill(world.bob.email)
    bob.locator("[name=password]").fill(PASSWORD)
    bob.locator("main form [type=submit]").click()
    expect(_field(bob)).to_have_value("Długo pisany tekst.")
    bob.locator("reply-form [type=submit]").click()
    expect(bob.locator("#post-2 .prose")).to_have_text("Długo pisany tekst.")


def test_a_closed_tab_keeps_the_text(opened: Opened, world: World, thread: Thread) -> None:
    bob = _reads(opened, world.bob, thread)
    _field(bob).press_sequentially("Niewysłane")
    bob.close(run_before_unload=True)
    again = bob.context.new_page()
    again.goto(thread.get_absolute_url())
    expect(_field(again)).to_have_value("Niewysłane")


def test_a_removed_member_stops_receiving_and_is_told(opened: Opened, world: World, thread: Thread) -> None:
    alice, bob = _reads(opened, world.alice, thread), _reads(opened, world.bob, thread)
    behind(end_membership, Membership.objects.get(user=world.bob), by=world.alice)
    expect(bob.locator("#messages .message")).to_be_visible()
    _reply(alice, "Tylko dla nas.")
    expect(alice.locator("#post-2")).to_be_visible()
    # a message after it, on a topic that is still open, would have come by now
    bob.wait_for_timeout(500)
    expect(bob.locator("#post-2")).not_to_be_attached()
    bob.reload()
    expect(bob.locator("article.post")).to_have_count(0)


def test_the_keyboard_alone_opens_a_thread_and_answers(opened: Opened, world: World, thread: Thread) -> None:
    bob = opened(world.bob)
    bob.goto(f"/groups/{world.group.pk}/threads/")
    _tab_to(bob, ".row-title a")
    bob.keyboard.press("Enter")
    expect(bob.locator("#post-1")).to_be_visible()
    _tab_to(bob, "#post-1 [data-reply]")
    bob.keyboard.press("Enter")
    expect(_field(bob)).to_be_focused()
    bob.keyboard.type("Z klawiatury.")
    _tab_to(bob, "reply-form [type=submit]")
    bob.keyboard.press("Enter")
    expect(bob.locator("#post-2 .prose")).to_have_text("Z klawiatury.")
    expect(bob.locator("#post-1 [data-reply]")).to_be_focused()


def _tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{most} times Tab do not lead to {selector}")


@pytest.mark.skipif(not BULLETIN.exists(), reason="the material in ../shared is not here")
def test_a_thread_of_745_posts_opens_at_the_first_unread_one_and_grows_without_a_jump(
    opened: Opened, world: World
) -> None:
    thread = import_speeches(world.group, read_speeches(BULLETIN), title="Biuletyn 13", by=world.alice)
    advance(thread, world.bob, 300)
    bob = _reads(opened, world.bob, thread)
    assert bob.locator("article.post").count() < 120
    expect(bob.locator("#new")).to_be_in_viewport()
    expect(bob.locator("#new + #post-301")).to_be_in_viewport()
    first = bob.locator("article.post").first.get_attribute("id")
    earlier = bob.locator("[data-load=earlier] a")
    earlier.scroll_into_view_if_needed()
    before = bob.locator(f"#{first}").bounding_box()
    earlier.click()
    expect(bob.locator("article.post").first).not_to_have_id(first or "")
    after = bob.locator(f"#{first}").bounding_box()
    assert before and after
    assert abs(after["y"] - before["y"]) < 2
    behind(post_reply, thread, by=world.alice, body="Ostatnie słowo.")
    expect(bob.locator(".new-posts")).to_be_visible()
    bob.locator(".new-posts").click()
    expect(bob.locator("#post-746")).to_be_in_viewport()
