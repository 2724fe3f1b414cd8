"""Comments and suggestions between two people: live, on their words after edits, cut and paste; credited."""

import re
from collections.abc import Callable
from copy import copy
from typing import TypeVar

import pytest
from django.db.models import Model
from playwright.sync_api import Locator, Page, expect

from documents.comments.actions import open_thread
from documents.comments.models import Comment, CommentThread
from documents.comments.passages import at_units
from documents.drafts.actions import create_document
from documents.drafts.models import Document, Part, PartUpdate
from documents.drafts.projection import text_document
from documents.suggestions.models import Suggestion
from groups.directory.actions import role_permissions, set_permissions
from groups.roles import RoleKind
from kes.accounts.models import User
from tests.browser.axe import violations
from tests.people import World
from tests.people import world as make_world

Opened = Callable[..., Page]
Row = TypeVar("Row", bound=Model)
WRITING_KEYS = [
    "Control+b",
    "Control+Shift+1",
    "Control+Shift+8",
    "Control+z",
    "Control+y",
    "Control+Shift+6",
]
FOREIGN_TEXT = """(name) => {
    const text = document.querySelector('.cm-content')
    const { left, top } = text.querySelector('.cm-line').getBoundingClientRect()
    const data = new DataTransfer()
    data.setData('text/plain', 'obce')
    data.setData('text/html', '<p><b>obce</b></p>')
    const common = { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 }
    const event = name === 'paste'
        ? new ClipboardEvent('paste', { ...common, clipboardData: data })
        : new DragEvent('drop', { ...common, dataTransfer: data })
    text.dispatchEvent(event)
}"""
TEXT = "W gminie działa jedna spółdzielnia 😀 i dwa stowarzyszenia.\n\nBrakuje lokalu na zakład.\n"


@pytest.fixture
def world(db: None) -> World:
    found = make_world()
    held = {RoleKind(role.kind): role_permissions(role) for role in found.group.roles.all()}
    held[RoleKind.OBSERVER] |= {"comment_draft", "suggest_edit"}
    set_permissions(found.group, by=found.alice, wanted=held)
    return found


@pytest.fixture
def part(world: World) -> Part:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", TEXT)])
    return document.parts.get()


def _editor(opened: Opened, who: User, part: Part, **window: int) -> Page:
    page = opened(who, **window)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(page.locator(".cm-content")).to_be_visible()
    return page


def _reader(opened: Opened, who: User, document: Document) -> Page:
    page = opened(who)
    page.goto(document.get_absolute_url())
    page.locator(".part-comments summary").first.click()
    return page


def _select(page: Page, words: str) -> None:
    """Find the words as a person does, with the keyboard; the search leaves them selected."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+f")
    field = page.locator(".cm-search input[name=search]")
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


def _comment(page: Page, words: str, body: str) -> None:
    _select(page, words)
    page.keyboard.press("Control+Shift+m")
    box = page.locator(".comment-new textarea")
    expect(box).to_be_focused()
    box.fill(body)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment-new")).to_have_count(0)


def _give_observers(world: World, *permissions: str) -> None:
    held = {RoleKind(role.kind): role_permissions(role) for role in world.group.roles.all()}
    held[RoleKind.OBSERVER] -= {"comment_draft", "suggest_edit"}
    held[RoleKind.OBSERVER] |= set(permissions)
    set_permissions(world.group, by=world.alice, wanted=held)


def _tab_to_the_text(page: Page) -> None:
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cm-content')"):
            return
    raise AssertionError("Tab never comes to the text")


def _marked(page: Page) -> Locator:
    return page.locator(".draft-commented")


def test_a_comment_appears_live_and_stays_on_its_words(world: World, part: Part, opened: Opened) -> None:
    alice, bob = _editor(opened, world.alice, part), _editor(opened, world.bob, part)
    olga = _reader(opened, world.olga, part.document)
    _comment(bob, "dwa stowarzyszenia", "Czy na pewno dwa?")
    expect(_marked(alice)).to_have_text("dwa stowarzyszenia")
    expect(olga.locator(".comment .prose")).to_have_text("Czy na pewno dwa?", timeout=3000)
    _select(alice, "W gminie")
    alice.keyboard.type("Jak podaje GUS, w gminie")
    expect(_marked(bob)).to_have_text("dwa stowarzyszenia")
    _marked(alice).click()
    alice.locator(".comment-thread [data-reply]").click()
    alice.locator(".comment-form textarea").fill("Trzy, wczoraj powstało nowe.")
    alice.keyboard.press("Control+Enter")
    expect(olga.locator(".comment .prose").last).to_contain_text("Trzy, wczoraj")
    alice.locator(".comment-thread [data-settle]").click()
    # it says so, until the page comes anew with the new text: then only what is open is listed
    expect(olga.locator(".comment-thread[data-state=open]")).to_have_count(0)
    expect(_marked(bob)).to_have_count(0)


def test_after_cut_and_paste_the_comment_is_on_the_words_again(
    world: World, part: Part, opened: Opened
) -> None:
    alice, bob = _editor(opened, world.alice, part), _editor(opened, world.bob, part)
    _comment(bob, "Brakuje lokalu na zakład", "Był przecież lokal.")
    expect(_marked(alice)).to_have_text("Brakuje lokalu na zakład")
    _select(alice, "Brakuje lokalu na zakład.")
    alice.keyboard.press("Control+x")
    expect(_marked(alice)).to_have_count(0)
    alice.keyboard.press("Control+Home")
    alice.keyboard.press("Control+v")
    for page in (alice, bob):
        expect(_marked(page)).to_have_text("Brakuje lokalu na zakład", timeout=15_000)
    assert CommentThread.objects.get().place in {"moved", "kept"}


def test_words_that_are_gone_are_kept_with_their_comment(world: World, part: Part, opened: Opened) -> None:
    alice = _editor(opened, world.alice, part)
    _comment(alice, "Brakuje lokalu na zakład", "Ważne!")
    _select(alice, "Brakuje lokalu na zakład.")
    alice.keyboard.press("Delete")
    alice.wait_for_timeout(4000)
    alice.goto(f"/parts/{part.pk}/comments/?show=lost")
    expect(alice.locator(".comment-words del")).to_have_text("Brakuje lokalu na zakład")


def test_a_suggestion_made_by_one_is_accepted_by_the_other(world: World, part: Part, opened: Opened) -> None:
    alice, olga = _editor(opened, world.alice, part), _editor(opened, world.olga, part)
    expect(olga.locator(".draft-mode[aria-pressed=true]")).to_have_text("Sugeruję")
    _select(olga, "dwa stowarzyszenia")
    olga.keyboard.type("trzy stowarzyszenia")
    expect(olga.locator(".draft-mode-note")).to_contain_text("1 zmiana")
    olga.locator(".draft-mode-tools input").fill("Dane z rejestru")
    olga.get_by_role("button", name="Wyślij propozycje").click()
    proposal = alice.locator(".draft-proposal")
    expect(proposal).to_contain_text("Olga Ćwik", timeout=5000)
    expect(alice.locator(".draft-struck")).to_have_text("dwa")
    assert text_document(part.pk)[0].text == TEXT
    alice.locator(".draft-proposal-by").click()
    alice.locator(".suggestion [data-decide=accept]").click()
    expect(alice.locator(".cm-content")).to_contain_text("i trzy stowarzyszenia.")
    expect(olga.locator(".cm-content")).to_contain_text("i trzy stowarzyszenia.")
    expect(alice.locator(".draft-proposal")).to_have_count(0)
    made = Suggestion.objects.get()
    assert PartUpdate.objects.get(part=part, seq=made.applied_seq or 0).author == world.olga
    assert (made.decided_by, made.reason) == (world.alice, "Dane z rejestru")


def test_unsent_suggestions_survive_a_closed_tab(world: World, part: Part, opened: Opened) -> None:
    olga = _editor(opened, world.olga, part)
    _select(olga, "jedna")
    olga.keyboard.type("druga")
    expect(olga.locator(".draft-mode-note")).to_contain_text("1 zmiana")
    olga.wait_for_timeout(500)
    olga.reload()
    expect(olga.locator(".cm-content")).to_contain_text("działa druga spółdzielnia")
    expect(olga.locator(".draft-mode-note")).to_contain_text("1 zmiana")
    assert text_document(part.pk)[0].text == TEXT


def _repeat(thread: CommentThread, times: int) -> None:
    """More threads like this one, without a thousand transactions."""
    comment = thread.comments.get()
    more = CommentThread.objects.bulk_create(_copy(thread) for _time in range(times))
    Comment.objects.bulk_create(_copy(comment, thread=other) for other in more)


def _copy(row: Row, **changes: object) -> Row:
    other = copy(row)
    other.pk, other._state.adding = None, True
    for name, value in changes.items():
        setattr(other, name, value)
    return other


@pytest.mark.parametrize("threads", [0, 1, 1000])
def test_panels_hold_to_the_rules_of_accessibility(
    world: World, part: Part, opened: Opened, threads: int
) -> None:
    if threads:
        first = open_thread(part, by=world.bob, body="Uwaga nr 1", passage=at_units(part, 2, 8))
        _repeat(first, threads - 1)
    page = _editor(opened, world.alice, part)
    page.get_by_role("button", name="Komentarze").click()
    if threads:
        expect(page.locator(".comment-thread").first).to_be_visible()
    assert page.locator(".comment-thread").count() == min(threads, 30)
    assert violations(page) == []
    page.get_by_role("button", name="Propozycje").first.click()
    assert violations(page) == []
    page.goto(f"/parts/{part.pk}/comments/")
    assert violations(page) == []
    if threads > 30:
        page.get_by_text("Więcej komentarzy").click()
        expect(page.locator(".comment-thread")).to_have_count(60)


def test_who_may_only_comment_does_it_with_keys_alone(world: World, part: Part, opened: Opened) -> None:
    _give_observers(world, "comment_draft")
    alice, olga = _editor(opened, world.alice, part), _editor(opened, world.olga, part)
    _tab_to_the_text(olga)
    for key in ("Control+Home", "ArrowDown", *["Control+Shift+ArrowRight"] * 3, "Control+Shift+m"):
        olga.keyboard.press(key)
    box = olga.locator(".comment-new textarea")
    expect(box).to_be_focused()
    olga.keyboard.type("Jakiego lokalu?")
    olga.keyboard.press("Control+Enter")
    expect(box).to_have_count(0)
    expect(olga.locator(".cm-content")).to_be_focused()
    expect(_marked(alice)).to_have_text("Brakuje lokalu na")
    assert violations(olga) == []


@pytest.mark.parametrize("rights", [{"comment_draft"}, set[str]()], ids=["commenter", "reader"])
def test_who_may_only_read_changes_no_letter(
    world: World, part: Part, opened: Opened, rights: set[str]
) -> None:
    _give_observers(world, *rights)
    olga = _editor(opened, world.olga, part)
    text = olga.locator(".cm-content")
    expect(text).to_have_attribute("aria-readonly", "true")
    expect(text).to_have_attribute("inputmode", "none")
    shown = text.inner_text()
    _tab_to_the_text(olga)
    olga.keyboard.press("Control+a")
    olga.keyboard.press("Control+x")
    for key in ("x", "Enter", "Shift+Enter", "Backspace", "Delete", "Tab", "Shift+Tab", *WRITING_KEYS):
        olga.keyboard.press(key)
        assert text.inner_text() == shown, key
    text.focus()
    for event in ("paste", "drop"):
        olga.evaluate(FOREIGN_TEXT, event)
        assert text.inner_text() == shown, event
    olga.keyboard.press("Control+v")
    olga.wait_for_timeout(500)
    assert text.inner_text() == shown
    assert text_document(part.pk)[0].text == TEXT
    assert PartUpdate.objects.filter(part=part).count() == 1


def test_somebody_is_called_with_the_keyboard_alone(world: World, part: Part, opened: Opened) -> None:
    bob = _editor(opened, world.bob, part)
    _select(bob, "lokalu")
    bob.keyboard.press("Control+Shift+m")
    expect(bob.locator(".comment-new textarea")).to_be_focused()
    bob.keyboard.type("Co na to @ali")
    expect(bob.get_by_role("option", name="Alice Żak")).to_be_visible()
    bob.keyboard.press("Enter")
    expect(bob.locator(".comment-new textarea")).to_have_value(re.compile("Co na to @Alice Żak "))
    bob.keyboard.press("Control+Enter")
    alice = opened(world.alice)
    alice.goto("/")
    expect(alice.get_by_text("wspomniano o Tobie")).to_be_visible()
