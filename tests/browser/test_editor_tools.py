"""The tools of the editor with real keys and a real mouse: pictures, tables."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from kes.accounts.models import User
from tests.browser.axe import violations
from tests.documents.images.making import png
from tests.people import World

Opened = Callable[..., Page]
TABLE = "Przed.\n\n| Działanie | Termin |\n| --- | --- |\n| Szkolenie | 2027 |\n| Warsztaty | 2028 |\n\nZa."


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", TABLE)]).parts.get()


def _writes(opened: Opened, who: User, part: Part, **window: int) -> Page:
    page = opened(who, **window)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(page.locator(".draft-grid")).to_be_visible()
    _saved(page)
    return page


def _writes_at_the_end(opened: Opened, who: User, part: Part) -> Page:
    page = _writes(opened, who, part)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    return page


def _saved(page: Page) -> None:
    expect(page.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved", timeout=20_000)


def _cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(".draft-grid-row").nth(row).locator(".draft-cell").nth(column)


def _text(part: Part) -> str:
    return text_document(part.pk)[0].text


def test_two_people_edit_two_cells_of_a_table_and_a_third_adds_a_column(
    opened: Opened, world: World, part: Part
) -> None:
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    _cell(alice, 1, 0).click()
    _cell(bob, 1, 1).click()
    for letter in "abcdef":
        alice.keyboard.type(letter)
        bob.keyboard.type(letter.upper())
    expect(_cell(bob, 1, 0).locator(".draft-remote-caret")).to_have_count(1)
    bob.get_by_role("button", name="Kolumna po").click()
    bob.keyboard.type("ROPS")
    for page in (alice, bob):
        _saved(page)
        expect(_cell(page, 1, 2)).to_contain_text("ROPS")
    rows = _text(part).splitlines()
    assert sorted(rows[4]) == sorted("| Szkolenieabcdef | 2027ABCDEF | ROPS |")
    assert [row.count("|") for row in rows[2:6]] == [4, 4, 4, 4]


def test_a_table_is_made_and_filled_with_the_keyboard_alone(opened: Opened, world: World, part: Part) -> None:
    page = _writes_at_the_end(opened, world.bob, part)
    page.keyboard.press("Alt+F10")
    for _ in range(40):
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Tabela":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Tabela")).to_be_visible()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    for words in ("Kto", "Kiedy", "Gmina", "maj"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type("Starostwo")
    _saved(page)
    assert _text(part).endswith("Za.\n\n| Kto | Kiedy |\n| --- | --- |\n| Gmina | maj |\n| Starostwo |  |")


@pytest.mark.parametrize("busy", [False, True])
def test_who_types_on_behind_the_window_types_into_the_first_cell(
    opened: Opened, world: World, part: Part, busy: bool
) -> None:
    """On a busy computer the time to parse the new table is over before it began."""
    page = _writes_at_the_end(opened, world.bob, part)
    page.get_by_role("button", name="Tabela").click()
    expect(page.get_by_role("dialog", name="Tabela")).to_be_visible()
    # without a turn of the event loop between the two: the fastest of typists
    page.evaluate(
        """(busy) => {
            const { now } = Date
            let late = now()
            if (busy) Date.now = () => (late += 1000)
            document.querySelector('dialog[open] form').requestSubmit()
            document.execCommand('insertText', false, 'K')
            Date.now = now
        }""",
        busy,
    )
    page.keyboard.type("to")
    _saved(page)
    assert _text(part).endswith("Za.\n\n| Kto |  |  |\n| --- | --- | --- |" + "\n|  |  |  |" * 3)


def test_a_link_is_made_and_removed_with_the_keyboard_alone(opened: Opened, world: World, part: Part) -> None:
    page = _writes_at_the_end(opened, world.bob, part)
    page.keyboard.type(" ustawa")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Control+k")
    address = page.get_by_role("dialog", name="Odnośnik").get_by_label("Adres")
    address.fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    assert "To nie jest adres" in address.evaluate("(field) => field.validationMessage")
    address.fill("https://isap.sejm.gov.pl")
    page.keyboard.press("Enter")
    page.keyboard.type("!")  # at once, into the text
    _saved(page)
    assert _text(part).endswith("Za. [ustawa](https://isap.sejm.gov.pl)!")
    for _letter in "a!":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog", name="Odnośnik").get_by_role("button", name="Usuń odnośnik").press("Enter")
    page.keyboard.type("?")
    _saved(page)
    text = _text(part).partition("Za. ")[2]
    assert text.replace("?", "") == "ustawa!" and "?" in text


def test_undo_in_a_table_takes_back_only_ones_own(opened: Opened, world: World, part: Part) -> None:
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    _cell(alice, 2, 1).click()
    alice.keyboard.type(" (maj)")
    expect(_cell(bob, 2, 1)).to_contain_text("(maj)")
    _cell(bob, 2, 0).click()
    bob.get_by_role("button", name="Wiersz poniżej").click()
    expect(bob.locator(".draft-grid-row")).to_have_count(4)
    bob.keyboard.press("Control+z")
    expect(bob.locator(".draft-grid-row")).to_have_count(3)
    expect(_cell(bob, 2, 1)).to_contain_text("2028 (maj)")
    _saved(bob)
    assert _text(part) == TABLE.replace("2028", "2028 (maj)")


def test_a_dropped_picture_is_described_and_shown_to_the_other(
    opened: Opened, world: World, part: Part
) -> None:
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    content = list(png(120, 80))
    alice.locator(".cm-content").click()
    alice.keyboard.press("Control+End")
    alice.evaluate(
        """(bytes) => {
            const data = new DataTransfer()
            data.items.add(new File([new Uint8Array(bytes)], 'mapa.png', { type: 'image/png' }))
            const target = [...document.querySelectorAll('.cm-line')].at(-1)
            const { left, top } = target.getBoundingClientRect()
            const where = { clientX: left + 20, clientY: top + 5, bubbles: true, cancelable: true }
            target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, ...where }))
        }""",
        content,
    )
    dialog = alice.get_by_role("dialog", name="Obraz")
    expect(dialog.locator("img")).to_be_visible()
    assert violations(alice) == []
    dialog.get_by_role("button", name="Wstaw obraz").click()
    expect(dialog).to_be_visible()  # it asks what the picture shows
    dialog.get_by_label("Co widać na obrazie").fill("Mapa gminy z sołectwami")
    dialog.get_by_role("button", name="Wstaw obraz").click()
    expect(bob.get_by_role("img", name="Mapa gminy z sołectwami")).to_be_visible()
    assert bob.evaluate("document.querySelector('.draft-picture img').naturalWidth") == 120
    _saved(alice)
    assert re.search(r"Za\.\n\n!\[Mapa gminy z sołectwami\]\(/files/[\w-]{36}\)$", _text(part))
    assert violations(bob) == []


def test_a_file_that_is_no_picture_is_refused_in_words(opened: Opened, world: World, part: Part) -> None:
    page = _writes(opened, world.bob, part, width=390)
    page.locator(".cm-content").click()
    page.get_by_role("button", name="Obraz", exact=True).click()
    dialog = page.get_by_role("dialog", name="Obraz")
    fake = FilePayload(name="plan.png", mimeType="image/png", buffer=b"To nie jest obraz.")
    dialog.get_by_label("Plik").set_input_files(files=[fake])
    expect(dialog.get_by_role("alert")).to_contain_text("To nie jest obraz")
    dialog.get_by_role("button", name="Anuluj").click()
    assert _text(part) == TABLE


@pytest.mark.parametrize("width", [1280, 390])
def test_a_table_being_written_is_accessible(opened: Opened, world: World, part: Part, width: int) -> None:
    page = _writes(opened, world.bob, part, width=width)
    _cell(page, 1, 0).click()
    expect(page.get_by_role("toolbar", name="Tabela")).to_be_visible()
    assert violations(page) == []


def test_a_plain_form_is_joined_with_what_is_typed_in_the_editor(
    opened: Opened, world: World, part: Part
) -> None:
    bob, alice = _writes(opened, world.bob, part), opened(world.alice, width=390)
    alice.goto(f"/parts/{part.pk}/plain/")
    assert violations(alice) == []
    field = alice.get_by_label("Tekst rozdziału")
    field.fill(field.input_value().replace("Przed.", "Przed tabelą."))
    _cell(bob, 1, 0).click()
    bob.keyboard.type(" kadry")
    _saved(bob)
    alice.get_by_role("button", name="Zapisz rozdział").click()
    expect(alice.get_by_text("Zapisano.")).to_be_visible()
    expect(bob.locator(".cm-line").first).to_have_text("Przed tabelą.")
    assert _text(part) == TABLE.replace("Przed.", "Przed tabelą.").replace("Szkolenie", "Szkolenie kadry")


def test_the_same_words_changed_in_both_ways_both_stay_and_are_shown(
    opened: Opened, world: World, part: Part
) -> None:
    bob, alice = _writes(opened, world.bob, part), opened(world.alice)
    alice.goto(f"/parts/{part.pk}/plain/")
    field = alice.get_by_label("Tekst rozdziału")
    field.fill(field.input_value().replace("2027", "2030"))
    _cell(bob, 1, 1).dblclick()
    bob.keyboard.type("2031")
    _saved(bob)
    alice.get_by_role("button", name="Zapisz rozdział").click()
    expect(alice.get_by_role("heading", name="Ktoś zmienił te same słowa")).to_be_visible()
    assert violations(alice) == []
    assert "2030" in _text(part)
    assert "2031" in _text(part)


def test_words_are_found_counted_and_replaced(opened: Opened, world: World, part: Part) -> None:
    page = _writes(opened, world.bob, part)
    page.locator(".cm-line").first.click()
    page.keyboard.press("Control+h")
    page.locator(".cm-search [name=search]").wait_for()
    page.keyboard.type("20")
    expect(page.locator(".draft-found")).to_have_text("Znaleziono 2 miejsca")
    page.locator(".cm-search input[name=replace]").click()
    page.keyboard.type("19")
    assert violations(page) == []
    page.get_by_role("button", name="Zamień wszystko").click()
    _saved(page)
    assert _text(part) == TABLE.replace("20", "19")
    page.keyboard.press("Escape")
    expect(page.locator(".cm-search")).to_have_count(0)


def test_one_goes_to_where_a_colleague_writes(opened: Opened, world: World, part: Part) -> None:
    alice, bob = _writes(opened, world.alice, part), _writes(opened, world.bob, part)
    _cell(bob, 2, 1).click()
    bob.keyboard.press("End")
    alice.get_by_role("button", name="Przejdź tam, gdzie pisze: Bob Łuczak").click()
    alice.keyboard.type("!")
    _saved(alice)
    assert "| Warsztaty | 2028! |" in _text(part)


def test_the_tools_stand_in_one_row_and_the_rest_in_menus(opened: Opened, world: World, part: Part) -> None:
    page = _writes(opened, world.bob, part)
    bar = page.get_by_role("toolbar", name="Formatowanie")
    places = bar.locator("button:visible").evaluate_all("all => all.map((one) => one.offsetTop)")
    assert max(places) - min(places) < 10
    page.locator(".cm-line").first.click()
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    expect(bar.get_by_role("button", name="Więcej")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemcheckbox", name="Przekreślenie")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(bar.get_by_role("button", name="Więcej")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cm-content")).to_be_focused()


def test_the_quiet_view_is_remembered_and_escape_leaves_it(opened: Opened, world: World, part: Part) -> None:
    page = _writes(opened, world.bob, part)
    page.get_by_role("button", name="Więcej").click()
    page.get_by_role("menuitemcheckbox", name="Tylko tekst").click()
    expect(page.locator(".app-header")).to_be_hidden()
    page.reload()
    expect(page.locator(".draft-grid")).to_be_visible()
    expect(page.locator(".app-header")).to_be_hidden()
    assert violations(page) == []
    page.locator(".cm-line").first.click()
    page.keyboard.press("Escape")
    expect(page.locator(".app-header")).to_be_visible()


def test_a_footnote_a_task_and_a_no_break_space_with_the_keyboard(
    opened: Opened, world: World, part: Part
) -> None:
    page = _writes_at_the_end(opened, world.bob, part)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Shift+6")
    page.keyboard.type("Praca w terenie")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Shift+Y")
    page.keyboard.type("Treść.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type(" dalej")
    _saved(page)
    expect(page.locator(".draft-note-mark")).to_have_text("1")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    assert _text(part).endswith("Za.\n\n- [x] Praca w\u00a0terenie[^1] dalej\n\n[^1]: Treść.")
