"""A file of Word becomes a document in the browser: by mouse, by keyboard alone, and without JavaScript."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, Page, expect

from documents.drafts.models import Document
from documents.drafts.projection import text_document
from documents.suggestions.models import Suggestion
from kes.accounts.models import User
from tests.browser.axe import violations
from tests.documents.imports.files import plan
from tests.people import PASSWORD, World
from tests.services.stack import Stack

Opened = Callable[..., Page]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.docx"
    path.write_bytes(plan())
    return path


def _at_the_preview(opened: Opened, who: User, world: World, file: Path) -> Page:
    page = opened(who)
    page.goto(f"/groups/{world.group.pk}/documents/")
    page.get_by_role("link", name="Importuj plik").click()
    page.get_by_label("Plik", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Dalej").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Podgląd importu")
    return page


def test_the_whole_way_from_a_file_of_word_to_a_document(opened: Opened, world: World, file: Path) -> None:
    page = _at_the_preview(opened, world.bob, world, file)
    expect(page.get_by_text("Scalone komórki", exact=False)).to_be_visible()
    expect(page.locator("[data-count]")).to_contain_text("Powstaną 3 części")
    assert violations(page) == []

    page.get_by_label("Weź „Koszty”").uncheck()
    expect(page.locator("[data-count]")).to_contain_text("Powstaną 2 części")
    page.get_by_label("Odrzuć wszystkie śledzone zmiany").check()
    expect(page.locator("[name=shape]")).to_have_value("rejected:1")
    page.get_by_label("Tytuł części 2").fill("Nasze cele")
    page.get_by_role("button", name="Utwórz dokument").click()

    expect(page.get_by_role("heading", name="Plan lokalny", level=1)).to_be_visible()
    expect(page.get_by_text("Cel jest stary.")).to_be_visible()
    expect(page.get_by_role("img", name="Mapa gminy")).to_be_visible()
    document = Document.objects.get()
    assert [part.title for part in document.parts.all()] == ["Diagnoza", "Nasze cele", "Koszty"]


def test_tracked_changes_become_suggestions_that_are_accepted_in_the_editor(
    opened: Opened, world: World, file: Path
) -> None:
    page = _at_the_preview(opened, world.alice, world, file)
    expect(page.get_by_role("radio", name="Zamień je na propozycje zmian").first).to_be_checked()
    page.get_by_role("button", name="Utwórz dokument").click()
    expect(page.get_by_role("heading", name="Plan lokalny", level=1)).to_be_visible()
    goals = Document.objects.get().parts.get(title="Cele")
    page.goto(f"/parts/{goals.pk}/edit/")
    expect(page.locator(".draft-proposal").first).to_be_visible()
    page.get_by_role("button", name="Propozycje").first.click()
    accept = page.locator(".suggestion [data-decide=accept]")
    expect(accept.first).to_be_visible()
    for left in reversed(range(accept.count())):
        accept.first.click()
        expect(accept).to_have_count(left)
    expect(page.locator(".draft-proposal")).to_have_count(0)
    expect(page.locator(".cm-content")).to_contain_text("Cel jest nowy.")
    assert "Cel jest nowy." in text_document(goals.pk)[0].text
    assert Suggestion.objects.filter(state=Suggestion.State.ACCEPTED, part=goals).exists()


def test_the_preview_by_keyboard_alone(opened: Opened, world: World, file: Path) -> None:
    page = _at_the_preview(opened, world.bob, world, file)
    page.get_by_label("Tytuł dokumentu").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Program")
    page.get_by_label("Weź „Diagnoza”").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Utwórz dokument").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Program", level=1)).to_be_visible()
    assert Document.objects.get().parts.count() == 2


def test_going_back_keeps_what_was_chosen(opened: Opened, world: World, file: Path) -> None:
    page = _at_the_preview(opened, world.bob, world, file)
    page.get_by_label("Tytuł części 1").fill("Stan obecny")
    page.get_by_role("button", name="Odśwież podgląd").click()
    page.get_by_role("link", name="Przeczytaj tekst").click()
    expect(page.get_by_role("heading", name="Stan obecny")).to_be_visible()
    assert violations(page) == []
    page.go_back()
    expect(page.get_by_label("Tytuł części 1")).to_have_value("Stan obecny")


@pytest.fixture
def plain(browser: Browser, stack: Stack, world: World) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(base_url=stack.webs[0].address, java_script_enabled=False, locale="pl-PL")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_preview_works_without_javascript(plain: Page, world: World, file: Path) -> None:
    EmailAddress.objects.create(user=world.bob, email=world.bob.email, primary=True, verified=True)
    plain.goto(f"/groups/{world.group.pk}/documents/import/")
    plain.locator("[name=login]").fill(world.bob.email)
    plain.locator("[name=password]").fill(PASSWORD)
    plain.locator("main form [type=submit]").click()
    plain.locator("[name=file]").set_input_files(file)
    plain.get_by_role("button", name="Dalej").click()
    plain.get_by_label("Odrzuć wszystkie śledzone zmiany").check()
    plain.get_by_role("button", name="Utwórz dokument").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Podgląd importu")  # with the new division
    plain.get_by_role("button", name="Utwórz dokument").click()
    expect(plain.get_by_text("Cel jest stary.")).to_be_visible()
