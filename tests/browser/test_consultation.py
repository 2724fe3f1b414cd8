"""A visitor leaves a remark, the office answers it, the report is published: two browsers, two processes."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from documents.consultations.actions import open_consultation, submit_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor
from documents.consultations.submissions import Submission
from documents.drafts.actions import create_document
from documents.versions.actions import cut_version
from documents.versions.models import Version
from kes.accounts.models import User
from tests.browser.behind import behind
from tests.people import World

Opened = Callable[..., Page]
SOON = 1000  # milliseconds: a remark is on the desk within a second
TOO_QUICK = 2100  # milliseconds that the form must have been on the screen
PARTS = [
    ("Cele", "Gmina wspiera spółdzielnie socjalne.\n\nPlan obowiązuje do roku 2030."),
    ("Działania", "Powstanie centrum usług."),
]


@pytest.fixture
def version(world: World) -> Version:
    document = create_document(world.group, by=world.alice, title="Plan lokalny", parts=PARTS)
    return cut_version(document, by=world.alice, name="Do konsultacji")


@pytest.fixture
def consultation(world: World, version: Version) -> Consultation:
    return _consult(version, world.alice)


def _consult(version: Version, by: User, *, accepts_late: bool = False) -> Consultation:
    now = timezone.now()
    return open_consultation(
        version,
        by=by,
        title="Konsultacje planu",
        kind=Consultation.Kind.PUBLIC,
        summary="O czym to jest.",
        opens=now - timedelta(days=1),
        closes=now + timedelta(days=35),
        clause="Administratorem danych jest gmina.",
        accepts_late=accepts_late,
    )


def _end(consultation: Consultation, closes: datetime | None = None) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(
        closes=closes or timezone.now() - timedelta(seconds=1)
    )


def _remark(consultation: Consultation) -> Remark:
    words = Submission(submitter="person", name="Jan Nowak", anchor=Anchor(), reason="Bo tak jest lepiej.")
    return behind(submit_remark, consultation, words, by=None, token="receipt-of-jan")


def _select(page: Page, start: Locator, words: str, *, end: Locator | None = None) -> None:
    """Drag the mouse from the first word to the last one, or to the middle of another block."""
    page.evaluate("document.fonts.ready.then(() => true)")  # words move when their letters come
    start.scroll_into_view_if_needed()
    box = start.evaluate(
        """(block, words) => {
            const node = block.firstChild, from = node.data.indexOf(words), range = document.createRange()
            range.setStart(node, from)
            range.setEnd(node, from + words.length)
            const { left, right, top, height } = range.getBoundingClientRect()
            return { left, right, middle: top + height / 2 }
        }""",
        words,
    )
    x, y = box["right"], box["middle"]
    if to := end and end.bounding_box():
        x, y = to["x"] + 60, to["y"] + to["height"] / 2
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(x, y, steps=5)
    page.mouse.up()


def _fill_and_send(page: Page, *, proposed: str) -> None:
    page.locator("[name=proposed_wording]").fill(proposed)
    page.locator("[name=reason]").fill("Tak stanowi ustawa.")
    page.locator("[name=name]").fill("Zofia Kowal")
    page.wait_for_timeout(TOO_QUICK)
    page.locator("remark-form [type=submit]").click()
    expect(page.locator("#link")).to_be_visible()


def test_a_passage_chosen_with_the_mouse_is_answered_and_reported(
    opened: Opened, world: World, consultation: Consultation
) -> None:
    alice, visitor = opened(world.alice), opened(None)
    alice.goto(f"/consultations/{consultation.slug}/desk/")
    expect(alice.locator("[data-empty]")).to_be_visible()

    visitor.goto(consultation.get_absolute_url())
    _select(visitor, visitor.locator("#c1-p1"), "spółdzielnie socjalne")
    visitor.locator(".selection-tip button").click()
    expect(visitor.locator("[name=proposed_wording]")).to_be_focused()
    expect(visitor.locator("[name=present_wording]")).to_have_value("spółdzielnie socjalne")
    _fill_and_send(visitor, proposed="podmioty ekonomii społecznej")
    expect(alice.locator("#row-1")).to_be_visible(timeout=SOON)
    receipt = visitor.locator("#link").input_value()
    assert receipt.endswith(visitor.url.split("?")[0].rpartition("/remarks/")[2])

    _cannot_be_published(alice, consultation)
    _answer(alice, consultation)
    visitor.goto(receipt)
    expect(visitor.locator(".answer")).to_contain_text("Zmienimy to w całym tekście.")
    expect(visitor.locator("article.remark")).to_have_attribute("data-state", "accepted")
    _end(consultation)
    _publish(alice, consultation)
    visitor.goto(f"/reports/{consultation.slug}/")
    expect(visitor.locator("main")).to_contain_text("podmioty ekonomii społecznej")
    expect(visitor.locator("main")).to_contain_text("Zmienimy to w całym tekście.")
    _files_open(visitor, "podmioty ekonomii społecznej")


def _cannot_be_published(page: Page, consultation: Consultation) -> None:
    closes = consultation.closes
    _end(consultation)
    _ask_to_publish(page, consultation)
    expect(page.locator("main a[href*='/desk/']").first).to_be_visible()
    assert not Consultation.objects.get(pk=consultation.pk).reported
    _end(consultation, closes)


def _answer(page: Page, consultation: Consultation) -> None:
    page.goto(f"/consultations/{consultation.slug}/desk/")
    page.locator("#row-1 a").click()
    expect(page.locator(".passage mark")).to_have_text("spółdzielnie socjalne")
    page.locator("[name=position][value=accepted]").check()
    page.locator("[name=answer]").fill("Zmienimy to w całym tekście.")
    page.locator(".desk-item form [type=submit]").last.click()
    expect(page.locator("#row-1")).to_have_attribute("data-state", "accepted")


def _ask_to_publish(page: Page, consultation: Consultation) -> None:
    page.goto(f"/consultations/{consultation.slug}/report/")
    page.locator("[name=course]").fill("Ogłoszenie było na stronie gminy. Spotkań nie było.")
    with page.expect_navigation():  # its scripts ask before publishing
        page.locator("main form button.button").last.click()
    page.locator("form[action$='/publish/'] button").click()
    page.locator("dialog[open] button[value=yes]").click()


def _publish(page: Page, consultation: Consultation) -> None:
    _ask_to_publish(page, consultation)
    expect(page.locator(".downloads")).to_be_visible()


def _files_open(page: Page, words: str) -> None:
    for kind, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        with zipfile.ZipFile(io.BytesIO(_download(page, kind))) as package:
            assert package.testzip() is None
            assert words in package.read(member).decode()
    pdf = PdfReader(io.BytesIO(_download(page, "pdf")))
    assert "/StructTreeRoot" in pdf.root_object
    assert words in re.sub(r"\s+", " ", "".join(part.extract_text() for part in pdf.pages))


def _download(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f".downloads a[href$='.{kind}']").click()
    return waiting.value.path().read_bytes()


def test_the_keyboard_alone_takes_a_paragraph_and_sends_a_remark(
    opened: Opened, consultation: Consultation
) -> None:
    page = opened(None)
    page.goto(consultation.get_absolute_url())
    page.locator(".para-link[data-block=c2-p1]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=proposed_wording]")).to_be_focused()
    expect(page.locator("[name=present_wording]")).to_have_value("Powstanie centrum usług.")
    expect(page.locator("[data-place]")).to_have_text("Działania")
    page.keyboard.type("Powstaną dwa centra.")
    page.locator("[name=name]").focus()
    page.keyboard.type("Zofia Kowal")
    page.wait_for_timeout(TOO_QUICK)
    page.keyboard.press("Enter")
    expect(page.locator("#link")).to_be_visible()
    assert Remark.objects.get().place == "Działania"


def test_a_selection_over_two_chapters_is_told_and_takes_nothing(
    opened: Opened, consultation: Consultation
) -> None:
    page = opened(None, height=1600)  # both chapters in the window: the page does not scroll under the mouse
    page.goto(consultation.get_absolute_url())
    _select(page, page.locator("#c1-p2"), "obowiązuje", end=page.locator("#c2-p1"))
    expect(page.locator(".selection-tip [role=alert]")).to_be_visible()
    expect(page.locator(".selection-tip button")).to_have_count(0)
    expect(page.locator("[name=block]")).to_have_value("")


def test_a_triple_click_on_the_last_paragraph_takes_it(opened: Opened, consultation: Consultation) -> None:
    page = opened(None)
    page.goto(consultation.get_absolute_url())
    last = page.locator("[data-text] p[id]").last
    words = last.inner_text()
    last.click(click_count=3)
    page.locator(".selection-tip button").click()
    expect(page.locator("[name=block]")).to_have_value(last.get_attribute("id") or "")
    expect(page.locator("[name=present_wording]")).to_have_value(words)


def test_a_consultation_without_remarks_ends_in_a_report(
    opened: Opened, world: World, consultation: Consultation
) -> None:
    _end(consultation)
    alice = opened(world.alice)
    _publish(alice, consultation)
    expect(alice.locator("#remarks")).to_be_visible()
    expect(alice.locator("main table")).to_have_count(0)
    alice.goto(consultation.get_absolute_url())
    expect(alice.locator(f"main a[href='/reports/{consultation.slug}/']").first).to_be_visible()


@pytest.mark.parametrize("accepts_late", [True, False])
def test_a_remark_that_comes_late_is_kept_and_marked_or_refused_with_its_words(
    opened: Opened, world: World, version: Version, accepts_late: bool
) -> None:
    consultation = _consult(version, world.alice, accepts_late=accepts_late)
    page = opened(None)
    page.goto(consultation.get_absolute_url())
    page.locator("[name=reason]").fill("Pisane do ostatniej chwili.")
    page.locator("[name=name]").fill("Zofia Kowal")
    page.wait_for_timeout(TOO_QUICK)
    _end(consultation)
    page.locator("remark-form [type=submit]").click()
    if accepts_late:
        expect(page.locator("#link")).to_be_visible()
        assert Remark.objects.get().late
        return
    expect(page.locator("remark-form [data-save-state]")).to_have_attribute("data-state", "error")
    expect(page.locator("[name=reason]")).to_have_value("Pisane do ostatniej chwili.")
    assert not Remark.objects.exists()


def test_a_closed_window_keeps_a_persons_remark_for_its_passage(
    opened: Opened, world: World, consultation: Consultation
) -> None:
    page = opened(world.alice)
    _begin_remark(page, consultation)
    page.close(run_before_unload=True)
    again = page.context.new_page()
    again.goto(consultation.get_absolute_url())
    expect(again.locator("[name=proposed_wording]")).to_have_value("Do roku 2032.")
    expect(again.locator("[name=present_wording]")).to_have_value("Plan obowiązuje do roku 2030.")


def test_a_visitors_remark_is_kept_while_the_tab_is_open(opened: Opened, consultation: Consultation) -> None:
    page = opened(None)
    _begin_remark(page, consultation)
    page.goto("/")
    page.goto(consultation.get_absolute_url())
    expect(page.locator("[name=proposed_wording]")).to_have_value("Do roku 2032.")
    page.close(run_before_unload=True)
    again = page.context.new_page()
    again.goto(consultation.get_absolute_url())
    expect(again.locator("[name=proposed_wording]")).to_have_value("")


def _begin_remark(page: Page, consultation: Consultation) -> None:
    page.goto(consultation.get_absolute_url())
    page.locator(".para-link[data-block=c1-p2]").click()
    page.locator("[name=proposed_wording]").press_sequentially("Do roku 2032.")
