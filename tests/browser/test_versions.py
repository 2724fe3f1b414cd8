"""Versions in the browser: comparing, bringing back while somebody types, who wrote what in colours."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from documents.drafts.actions import create_document, mark_seen
from documents.drafts.models import Document, DocumentVisit, Part, PartUpdate
from documents.drafts.projection import text_document
from documents.drafts.rewriting import rewrite
from documents.versions.actions import cut_version
from documents.versions.models import Version
from kes.accounts.models import User
from tests.browser.axe import violations
from tests.people import World

Opened = Callable[..., Page]


@pytest.fixture
def document(world: World) -> Document:
    parts = [("Cele", "Pierwszy cel.\n\nDrugi cel.\n\nTrzeci cel.")]
    return create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)


def _writes(opened: Opened, who: User, part: Part) -> Page:
    page = opened(who)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(_paper(page)).to_be_visible()
    expect(page.locator("draft-editor .draft-state")).to_have_attribute(
        "data-kind", re.compile("saved|read-only")
    )
    return page


def _paper(page: Page) -> Locator:
    return page.locator(".cm-content")


def test_a_version_is_compared_and_brought_back_while_somebody_types(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get()
    version = cut_version(document, by=world.alice, name="Pierwsza")
    rewrite(part, by=world.bob, text="Pierwszy cel.\n\nZmieniony.\n\nTrzeci cel.")
    bob = _writes(opened, world.bob, part)
    alice = opened(world.alice)
    alice.goto(f"/documents/{document.pk}/history/")
    alice.get_by_role("button", name="Pokaż różnice").click()
    expect(alice.locator(".redline ins").first).to_contain_text("Zmieniony")
    alice.get_by_role("button", name="Następna zmiana").click()
    expect(alice.locator("[data-place]")).to_have_text(re.compile(r"^Zmiana 1 z\s\d"))
    expect(alice.locator("#change-1")).to_be_focused()
    assert violations(alice) == []

    alice.goto(f"/versions/{version.pk}/restore/")
    expect(alice.get_by_role("heading", name="Co się zmieni")).to_be_visible()
    _paper(bob).click()
    bob.keyboard.press("Control+End")
    bob.keyboard.type(" Dopisane")
    expect(bob.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    alice.get_by_role("button", name="Przywróć").click()
    expect(_paper(bob)).to_contain_text("Drugi cel.")
    bob.keyboard.type(" oraz dalej.")
    expect(_paper(bob)).to_contain_text("Trzeci cel. Dopisane oraz dalej.")
    expect(bob.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    text = text_document(part.pk)[0].text
    assert text == "Pierwszy cel.\n\nDrugi cel.\n\nTrzeci cel. Dopisane oraz dalej."
    assert Version.objects.filter(kind="automatic", reason="restore").count() == 1


def test_who_wrote_what_is_seen_in_colours_and_told_in_words(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get()
    rewrite(part, by=world.bob, text="Pierwszy cel.\n\nDrugi cel.\n\nTrzeci cel. Słowa Boba.")
    page = _writes(opened, world.olga, part)
    _paper(page).click()
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Więcej").click()
    page.get_by_role("menuitem", name=re.compile("Kto to napisał")).click()
    expect(page.locator(".authors-answer")).to_contain_text("Bob Łuczak")
    expect(page.locator(".authors-legend li")).to_have_count(2)
    page.get_by_label("Kolory autorów").check()
    bobs = page.locator(".cm-content .authored", has_text="Słowa Boba")
    expect(bobs.first).to_be_visible()
    bobs.first.hover()
    expect(page.locator(".authors-tip")).to_contain_text("Bob Łuczak")
    assert violations(page) == []
    page.get_by_label("Bez kolorów").check()
    expect(page.locator(".cm-content .authored")).to_have_count(0)


def test_the_slider_leads_through_history_by_the_keyboard(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get()
    rewrite(part, by=world.bob, text="Pierwszy cel.\n\nDrugi cel.\n\nTrzeci cel. Słowa Boba.")
    page = opened(world.olga)
    page.goto(f"/parts/{part.pk}/history/")
    expect(page.locator(".redline ins")).to_contain_text("Słowa Boba")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-label]")).to_contain_text("Alice Żak")
    expect(page.locator("[data-text]")).not_to_contain_text("Słowa Boba")
    expect(page).to_have_url(re.compile("step=0"))
    assert violations(page) == []


def test_what_is_new_since_the_last_visit_is_marked_and_nothing_else(
    opened: Opened, world: World, document: Document
) -> None:
    part = document.parts.get()
    mark_seen(document, by=world.bob)
    earlier = timezone.now() - timedelta(hours=2)
    PartUpdate.objects.filter(part=part).update(created=earlier - timedelta(hours=1))
    DocumentVisit.objects.filter(user=world.bob).update(at=earlier, began=earlier)
    rewrite(part, by=world.alice, text="Pierwszy cel.\n\nDrugi nowy cel.\n\nTrzeci cel.")

    page = _writes(opened, world.bob, part)
    page.get_by_role("button", name="Więcej").click()
    page.get_by_role("menuitem", name=re.compile("Kto to napisał")).click()
    page.get_by_label(re.compile("Nowe od Twojej ostatniej wizyty")).check()
    fresh = page.locator(".cm-content .authored-fresh")
    expect(fresh.first).to_be_visible()
    assert "".join(fresh.all_inner_texts()).strip() == "nowy"
    page.get_by_role("link", name=re.compile("Co się zmieniło")).click()
    expect(page.locator(".redline ins")).to_have_text(re.compile(r"\bnowy\b"))
    expect(page.locator(".redline del")).to_have_count(0)
