"""A person who knows only Word, followed literally: once with the mouse, once with the keyboard alone.

Heading, list, 3 x 3 table, a page pasted from Word, a picture, a comment, a suggestion and its acceptance by
a colleague, comparison with last week, export to Word. `KES_SCREENSHOTS=folder` keeps a picture of each step.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from documents.versions.actions import cut_version
from documents.versions.models import Version
from tests.documents.images.making import png
from tests.people import World

Opened = Callable[..., Page]
FOLDER = os.environ.get("KES_SCREENSHOTS")
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"></head><body lang=PL><!--StartFragment-->
<h2>Zasoby<o:p></o:p></h2>
<p class=MsoNormal>W gminie działa <b>jedna</b> spółdzielnia socjalna.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>świetlica<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>warsztat<o:p></o:p></p>
<!--EndFragment--></body></html>"""
PASTE = """(html) => {
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', 'Zasoby')
    const options = { clipboardData: data, bubbles: true, cancelable: true }
    document.querySelector('.cm-content').dispatchEvent(new ClipboardEvent('paste', options))
}"""


class Person:
    """Somebody at the editor; each step is done by hand in one of two ways."""

    def __init__(self, page: Page, *, keyboard: bool) -> None:
        self.page, self.keyboard = page, keyboard
        self.steps = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, *lines: str) -> None:
        for place, line in enumerate(lines):
            if place:
                self.press("Enter")
            self.page.keyboard.type(line)

    def to_the_end(self) -> None:
        self.page.locator(".cm-content").focus()
        self.press("Control+End")

    def tool(self, name: str) -> None:
        """A button of the toolbar: pressed with the mouse, or found with Alt+F10 and the arrows."""
        if not self.keyboard:
            self.page.get_by_role("toolbar", name="Formatowanie").get_by_role(
                "button", name=name
            ).first.click()
            return
        self.press("Alt+F10")
        self._walk(lambda label: label.startswith(name))
        self.press("Enter")

    def kind_of_paragraph(self, name: str) -> None:
        if not self.keyboard:
            self.page.get_by_label("Rodzaj akapitu").select_option(label=name)
            return
        self.press("Alt+F10")
        self._walk(lambda label: label == "Rodzaj akapitu")
        self.press("ArrowDown")  # from a paragraph to the highest heading, and back to the text

    def button(self, name: str) -> None:
        found = self.page.get_by_role("button", name=name).first
        if self.keyboard:
            found.focus()
            self.press("Enter")
        else:
            found.click()

    def select(self, words: str) -> None:
        """As everybody finds words; the search leaves them selected."""
        self.page.locator(".cm-content").focus()
        self.press("Control+f")
        field = self.page.locator(".cm-search input[name=search]")
        expect(field).to_be_focused()
        self.press("Control+a")
        self.type(words)
        self.press("Enter", "Escape")
        expect(field).to_have_count(0)

    def saved(self, step: str) -> None:
        state = self.page.locator("draft-editor .draft-state")
        expect(state).to_have_attribute("data-kind", "saved", timeout=20_000)
        self.look(step)

    def look(self, step: str) -> None:
        self.steps += 1
        if FOLDER:
            way = "keyboard" if self.keyboard else "mouse"
            Path(FOLDER).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{FOLDER}/{way}-{self.steps}-{step}.png")

    def _walk(self, wanted: Callable[[str], bool]) -> None:
        for _step in range(60):
            label = self.page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
            if wanted(label):
                return
            self.press("ArrowRight")
        raise AssertionError("the toolbar has no such button")


@pytest.fixture
def part(world: World, monkeypatch: pytest.MonkeyPatch) -> Part:
    """A chapter as it stood, and was frozen, last week."""
    document = create_document(
        world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "Tekst sprzed tygodnia.")]
    )
    last_week = timezone.now() - timedelta(days=7)
    with monkeypatch.context() as patch:  # a version refuses every change, also of its date
        patch.setattr(Version._meta.get_field("created"), "default", lambda: last_week)
        patch.setattr(Version._meta.get_field("created"), "_get_default", lambda: last_week)
        cut_version(document, by=world.alice, name="Zeszły tydzień")
    return document.parts.get()


@pytest.mark.parametrize("keyboard", [False, True], ids=["mouse", "keyboard"])
def test_who_knows_only_word_writes_a_chapter(
    opened: Opened, world: World, part: Part, keyboard: bool
) -> None:
    page, colleague = opened(world.bob, height=2000), opened(world.alice, height=2000)  # no line out of sight
    for one in (page, colleague):
        one.goto(f"/parts/{part.pk}/edit/")
        expect(one.locator("draft-editor .draft-state")).to_have_attribute("data-kind", "saved")
    bob = Person(page, keyboard=keyboard)
    _write(bob)
    _paste_and_picture(bob, colleague)
    _comment(bob, colleague)
    _suggest(bob, colleague)
    _compare_and_export(bob, part)


def _write(bob: Person) -> None:
    bob.to_the_end()
    bob.press("Enter")
    bob.type("Ludność")
    bob.kind_of_paragraph("Nagłówek 1")
    expect(bob.page.get_by_role("heading", name="Ludność")).to_be_visible()
    bob.to_the_end()
    bob.saved("heading")
    bob.press("Enter")
    bob.tool("Lista punktowana")
    bob.type("młodzież", "osoby starsze", "")
    bob.press("Enter")
    bob.saved("list")
    bob.tool("Tabela")
    expect(bob.page.get_by_role("dialog", name="Tabela")).to_be_visible()
    bob.type("3")
    bob.press("Tab")
    bob.type("2")
    bob.press("Enter")
    for words in ("Grupa", "Liczba", "Rok", "dzieci", "310", "2026", "seniorzy", "540"):
        bob.type(words)
        bob.press("Tab")
    bob.type("2026")
    bob.saved("table")
    expect(bob.page.locator(".draft-grid .draft-grid-row")).to_have_count(3)
    expect(bob.page.locator(".draft-grid .draft-cell")).to_have_count(9)


def _paste_and_picture(bob: Person, colleague: Page) -> None:
    bob.to_the_end()
    bob.press("Enter")
    bob.page.evaluate(PASTE, WORD)
    expect(bob.page.get_by_role("heading", name="Zasoby")).to_be_visible()
    bob.saved("paste")
    bob.to_the_end()
    bob.press("Enter", "Enter")  # out of the list
    bob.tool("Obraz")
    dialog = bob.page.get_by_role("dialog", name="Obraz")
    picture = FilePayload(name="mapa.png", mimeType="image/png", buffer=png(400, 240))
    dialog.get_by_label("Plik").set_input_files(files=[picture])
    dialog.get_by_label("Co widać na obrazie").fill("Mapa gminy")
    bob.button("Wstaw obraz")
    expect(colleague.get_by_role("img", name="Mapa gminy")).to_be_visible()
    bob.saved("picture")


def _comment(bob: Person, colleague: Page) -> None:
    bob.select("spółdzielnia socjalna")
    bob.tool("Skomentuj")
    expect(bob.page.locator(".comment-new textarea")).to_be_focused()
    bob.type("Od dawna?")
    if bob.keyboard:
        bob.press("Control+Enter")
    else:
        bob.page.locator(".comment-new button[type=submit], .comment-new button:not([type])").first.click()
    expect(colleague.locator(".draft-commented")).to_have_text("spółdzielnia socjalna")
    bob.saved("comment")


def _suggest(bob: Person, colleague: Page) -> None:
    bob.button("Sugeruję")
    bob.select("sprzed tygodnia")
    bob.type("z tego tygodnia")
    expect(bob.page.locator(".draft-mode-note")).to_contain_text("czeka")
    bob.look("suggesting")
    bob.button("Wyślij propozycje")
    expect(colleague.locator(".draft-proposal").first).to_contain_text("Bob", timeout=10_000)
    bob.button("Piszę")
    accept = Person(colleague, keyboard=bob.keyboard)
    accept.steps = 20
    accept.button("Propozycje")
    found = colleague.locator("[data-decide=accept]").first
    expect(found).to_be_visible()
    if bob.keyboard:
        found.focus()
        accept.press("Enter")
    else:
        found.click()
    expect(colleague.locator(".cm-content")).to_contain_text("Tekst z tego tygodnia.")
    expect(bob.page.locator(".cm-content")).to_contain_text("Tekst z tego tygodnia.")
    accept.look("accepted")
    bob.saved("suggested")


def _compare_and_export(bob: Person, part: Part) -> None:
    page, document = bob.page, part.document
    page.goto(f"/documents/{document.pk}/history/")
    page.get_by_label("Porównaj").select_option(index=0)
    _with_last_week(page)
    bob.button("Pokaż różnice")
    expect(page.locator("ins").filter(has_text="Ludność").first).to_be_visible()
    expect(page.locator("del").filter(has_text="sprzed").first).to_be_visible()
    bob.look("compared")
    page.goto(document.get_absolute_url() + "export/")
    page.get_by_label("Word (DOCX)").check()
    with page.expect_download() as waiting:
        bob.button("Utwórz plik")
    bob.look("exported")
    words = ZipFile(BytesIO(Path(waiting.value.path()).read_bytes())).read("word/document.xml").decode()
    assert all(part in words for part in ("Ludność", "młodzież", "seniorzy", "warsztat", "tego"))
    text = text_document(part.pk)[0].text
    assert "# Ludność" in text
    assert "- młodzież\n- osoby starsze" in text
    assert "- świetlica\n- warsztat" in text
    assert "| seniorzy | 540 | 2026 |" in text


def _with_last_week(page: Page) -> None:
    names = page.get_by_label("Porównaj").locator("option").all_inner_texts()
    wanted = next(place for place, name in enumerate(names) if "Zeszły tydzień" in name)
    page.get_by_label("Porównaj").select_option(index=wanted)
