"""Export and public link in browsers: a file comes down, a stranger reads, a revoked link says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.exports import sources
from tests.browser import axe
from tests.people import World

Opened = Callable[..., Page]
TABLE = "Tabela: Wskaźniki\n\n| Nazwa | Wartość |\n| --- | --- |\n| Osoby | 15 |"


@pytest.fixture
def plan(world: World) -> Document:
    text = f"# Potrzeby\n\n{TABLE}\n\n" + "\n\n".join(f"Akapit {number}." for number in range(60))
    parts = [("Diagnoza", text), ("Cele", "Zob. [](#tabela-wskazniki).")]
    return create_document(world.group, by=world.alice, title="Plan", parts=parts)


def test_a_file_of_the_document_comes_down(opened: Opened, plan: Document, world: World) -> None:
    page = opened(world.bob)
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name="Eksport").first.click()
    page.get_by_label("PDF dostępny cyfrowo (PDF/UA)").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Utwórz plik").click()
    assert waiting.value.suggested_filename == "Plan.pdf"


def test_a_long_one_is_watched_until_it_is_ready(opened: Opened, world: World) -> None:
    text = "Akapit o usługach społecznych w gminie.\n\n" * (sources.LONG // 40)
    long = create_document(world.group, by=world.alice, title="Długi", parts=[("Całość", text)])
    page = opened(world.bob)
    page.goto(f"{long.get_absolute_url()}export/")
    page.get_by_label("LibreOffice (ODT)").check()
    page.get_by_role("button", name="Utwórz plik").click()
    expect(page.get_by_role("link", name="Pobierz")).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Pobierz").click()
    assert waiting.value.suggested_filename == "Długi.odt"


def test_a_stranger_reads_by_the_link_until_it_is_revoked(
    opened: Opened, plan: Document, world: World
) -> None:
    alice, stranger = opened(world.alice), opened(None, width=390)
    alice.goto(f"{plan.get_absolute_url()}sharing/")
    alice.get_by_label("Dla kogo").fill("Radni")
    alice.get_by_role("button", name="Utwórz link").click()
    path = alice.locator("#address").input_value().partition("/shared/")[2]
    stranger.goto(f"/shared/{path}")
    expect(stranger.get_by_role("heading", name="Diagnoza")).to_be_visible()
    expect(stranger.get_by_role("link", name="tabela\u00a01")).to_be_attached()
    stranger.mouse.wheel(0, 100_000)
    expect(stranger.get_by_text("Przeczytano do końca")).to_be_visible()
    assert axe.violations(stranger) == []
    alice.get_by_role("button", name="Unieważnij").click()
    alice.get_by_role("dialog").get_by_role("button", name="Unieważnij").click()
    expect(alice.get_by_text("unieważniony")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_role("heading", name="Ten link już nie działa")).to_be_visible()
