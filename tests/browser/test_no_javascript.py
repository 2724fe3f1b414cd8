"""Without scripts what matters still works: signing in, reading, replying, a remark, its answer."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from documents.consultations.actions import open_consultation
from documents.consultations.models import Consultation, Remark
from documents.drafts.actions import create_document
from documents.versions.actions import cut_version
from groups.threads.actions import open_thread
from groups.threads.models import Thread
from kes.accounts.models import User
from tests.people import PASSWORD, World
from tests.services.stack import Stack

TOO_QUICK = 2100  # milliseconds that the form of a remark must have been on the screen


@pytest.fixture
def plain(browser: Browser, stack: Stack, world: World) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(base_url=stack.webs[0].address, java_script_enabled=False, locale="pl-PL")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def thread(world: World) -> Thread:
    return open_thread(world.group, by=world.alice, title="Zasady", body="Od czego zaczynamy?")


@pytest.fixture
def consultation(world: World) -> Consultation:
    parts = [("Cele", "Gmina wspiera spółdzielnie socjalne.")]
    document = create_document(world.group, by=world.alice, title="Plan lokalny", parts=parts)
    now = timezone.now()
    return open_consultation(
        cut_version(document, by=world.alice, name="Do konsultacji"),
        by=world.alice,
        title="Konsultacje planu",
        kind=Consultation.Kind.PUBLIC,
        opens=now - timedelta(days=1),
        closes=now + timedelta(days=35),
        clause="Administratorem danych jest gmina.",
    )


def _sign_in(page: Page, user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form [type=submit]").click()


def test_signing_in_reading_quoting_and_replying(plain: Page, world: World, thread: Thread) -> None:
    plain.goto(thread.get_absolute_url())
    plain.locator("main a[href^='/accounts/login/']").click()
    _sign_in(plain, world.bob)
    expect(plain.locator("#post-1 .prose")).to_have_text("Od czego zaczynamy?")
    plain.locator("#post-1 [data-quote]").click()
    expect(plain.locator("[name=body]")).to_have_value(re.compile("> Od czego zaczynamy"))
    plain.locator("[name=body]").fill("Od **celu**.")
    plain.locator("reply-form [type=submit]").click()
    expect(plain.locator("#post-2 strong")).to_have_text("celu")
    expect(plain.locator("#post-2 .in-reply-to")).to_contain_text("#1")
    expect(plain).to_have_url(re.compile("#post-2$"))


def test_a_text_sent_after_the_login_expired_is_there_after_signing_in(
    plain: Page, world: World, thread: Thread
) -> None:
    plain.goto(f"/accounts/login/?next={thread.get_absolute_url()}")
    _sign_in(plain, world.bob)
    plain.context.clear_cookies(name="sessionid")
    plain.locator("[name=body]").fill("Długo pisany tekst.")
    plain.locator("reply-form [type=submit]").click()
    plain.locator("[name=login]").fill(world.bob.email)
    plain.locator("[name=password]").fill(PASSWORD)
    plain.locator("main form [type=submit]").click()
    expect(plain.locator("[name=body]")).to_have_value("Długo pisany tekst.")


def test_a_chapter_is_written_in_the_plain_form(plain: Page, world: World) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Pierwszy cel.")])
    part = document.parts.get()
    plain.goto(f"/accounts/login/?next=/parts/{part.pk}/edit/")
    _sign_in(plain, world.bob)
    plain.get_by_role("link", name="Pisz w zwykłym formularzu").click()
    plain.get_by_label("Tekst rozdziału").fill("Pierwszy cel.\n\n## Drugi cel")
    plain.get_by_role("button", name="Zapisz rozdział").click()
    plain.get_by_role("link", name="Czytaj dokument").click()
    expect(plain.get_by_role("heading", name="Drugi cel")).to_be_visible()


def test_a_remark_and_its_answer(plain: Page, world: World, consultation: Consultation) -> None:
    plain.goto(consultation.get_absolute_url())
    plain.locator(".para-link[data-block=c1-p1]").click()
    expect(plain.locator("[name=present_wording]")).to_have_value("Gmina wspiera spółdzielnie socjalne.")
    plain.locator("[name=proposed_wording]").fill("Gmina wspiera podmioty ekonomii społecznej.")
    plain.locator("[name=name]").fill("Zofia Kowal")
    plain.wait_for_timeout(TOO_QUICK)
    plain.locator("main form [type=submit]").click()
    receipt = plain.locator("#link").input_value()

    plain.goto(f"/accounts/login/?next=/consultations/{consultation.slug}/desk/")
    _sign_in(plain, world.alice)
    plain.locator("#row-1 a").click()
    plain.locator("[name=position][value=partly]").check()
    plain.locator("[name=answer]").fill("Dodamy te słowa.")
    plain.locator(".desk-item form [type=submit]").last.click()
    expect(plain.locator("#row-1")).to_have_attribute("data-state", "partly")
    assert Remark.objects.get().position == "partly"
    plain.goto(receipt)
    expect(plain.locator(".answer")).to_contain_text("Dodamy te słowa.")
