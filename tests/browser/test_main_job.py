"""The whole main job with real text: the Constitution imported, co-written, consulted, answered, reported."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from documents.consultations.models import Consultation
from documents.drafts.models import Document
from documents.versions.models import Version
from tests.people import World

Opened = Callable[..., Page]
CONSTITUTION = Path(__file__).resolve().parents[3] / "shared/data/konstytucja/konstytucja-rp-1997.md"
TOO_QUICK = 2100  # milliseconds that the form of a remark must have been on the screen
DIGNITY = "Przyrodzona i niezbywalna godność człowieka"


@pytest.mark.skipif(not CONSTITUTION.exists(), reason="the material in ../shared is not here")
def test_the_constitution_from_import_to_report(opened: Opened, world: World) -> None:
    alice, bob, visitor = opened(world.alice), opened(world.bob), opened(None)
    document = _import(alice, world)
    _write_at_once(alice, bob, document)
    version = _freeze(alice, document)
    consultation = _open_consultation(alice, version)
    _leave_remark(visitor, consultation)
    _answer(alice, consultation)
    _close(consultation)
    _publish(alice, consultation)
    visitor.goto(f"/reports/{consultation.slug}/")
    expect(visitor.locator("main")).to_contain_text("Art. 30.")
    expect(visitor.locator("main")).to_contain_text("Zapis pozostaje bez zmian.")


def _import(page: Page, world: World) -> Document:
    page.goto(f"/groups/{world.group.pk}/documents/")
    page.locator("main a[href$='/documents/import/']").first.click()
    page.locator("[name=file]").set_input_files(CONSTITUTION)
    page.locator("main form button.button").click()
    page.get_by_role("button", name="Utwórz dokument").click()
    expect(page.locator("h1")).to_contain_text("Konstytucja", ignore_case=True)
    return Document.objects.get()


def _write_at_once(alice: Page, bob: Page, document: Document) -> None:
    """Each finds the article in the reading page and opens its chapter."""
    for page, article in ((alice, "5"), (bob, "200")):
        part = document.parts.get(text__contains=f"### Art. {article}.\n")
        page.goto(document.get_absolute_url())
        page.locator(f"a[href='/parts/{part.pk}/edit/']").first.click()
        expect(_state(page)).to_have_attribute("data-kind", "saved")
    for page, words in ((alice, "Dopisek Alicji."), (bob, "Dopisek Boba.")):
        page.locator(".cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.type(f"\n\n{words}")
    for page in (alice, bob):
        expect(_state(page)).to_have_attribute("data-kind", "saved")


def _state(page: Page) -> Locator:
    return page.locator("draft-editor .draft-state")


def _freeze(page: Page, document: Document) -> Version:
    page.goto(document.get_absolute_url())
    page.locator("main a[href$='/versions/']").first.click()
    page.locator("[name=name]").fill("Do konsultacji")
    page.locator("main form button.button").first.click()
    expect(page).to_have_url(re.compile(r"/versions/\d+/$"))
    expect(page.locator("main")).to_contain_text("Dopisek Alicji.")
    expect(page.locator("main")).to_contain_text("Dopisek Boba.")
    expect(page.get_by_role("heading", name="Art. 243.")).to_be_attached()
    return Version.objects.get()


def _open_consultation(page: Page, version: Version) -> Consultation:
    page.goto(version.get_absolute_url())
    page.locator("main a[href$='/consultations/new/']").first.click()
    page.locator("[name=title]").fill("Konsultacje Konstytucji")
    page.locator("[name=kind][value=public]").check()
    page.locator("main form button.button").click()
    expect(page).to_have_url(re.compile(r"/consultations/[a-z-]+/"))
    return Consultation.objects.get()


def _leave_remark(page: Page, consultation: Consultation) -> None:
    page.goto("/")
    page.get_by_role("link", name="Konsultacje Konstytucji").first.click()
    paragraph = page.locator("article p", has_text=DIGNITY)
    paragraph.scroll_into_view_if_needed()
    # three clicks take the paragraph
    paragraph.click(click_count=3, position={"x": 40, "y": 10})
    page.locator(".selection-tip button").click()
    expect(page.locator("[name=present_wording]")).to_have_value(re.compile(DIGNITY))
    page.locator("[name=reason]").fill("Proszę o definicję godności.")
    page.locator("[name=name]").fill("Zofia Kowal")
    page.wait_for_timeout(TOO_QUICK)
    page.locator("remark-form [type=submit]").click()
    expect(page.locator("main")).to_contain_text("Art. 30")
    expect(page.locator("#link")).to_be_visible()


def _answer(page: Page, consultation: Consultation) -> None:
    page.goto("/")
    page.locator(f"a[href*='/consultations/{consultation.slug}/desk/']").first.click()
    page.locator("#row-1 a").click()
    expect(page.locator(".passage mark").first).to_contain_text(DIGNITY)
    page.locator("[name=position][value=not_accepted]").check()
    page.locator("[name=answer]").fill("Zapis pozostaje bez zmian.")
    page.locator(".desk-item form [type=submit]").last.click()
    expect(page.locator("#given")).to_contain_text("Zapis pozostaje bez zmian.")


def _close(consultation: Consultation) -> None:
    """Time passes."""
    past = timezone.now() - timedelta(seconds=1)
    Consultation.objects.filter(pk=consultation.pk).update(opens=past - timedelta(days=36), closes=past)


def _publish(page: Page, consultation: Consultation) -> None:
    page.goto(f"/consultations/{consultation.slug}/report/")
    page.locator("[name=course]").fill("Ogłoszenie było na stronie gminy. Spotkań nie było.")
    with page.expect_navigation():  # its scripts ask before publishing
        page.locator("main form button.button").last.click()
    page.locator("form[action$='/publish/'] button").click()
    page.locator("dialog[open] button[value=yes]").click()
    expect(page.locator(".downloads")).to_be_visible()
