"""The page behind a receipt's secret link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.consultations import flood
from documents.consultations.actions import answer_remark
from documents.consultations.models import Consultation
from documents.reports.models import LINKS_LIVE, Report
from tests.documents.consultations.making import close, remark_on, report_on
from tests.people import World


def receipt(token: str) -> str:
    return reverse("documents:receipt", args=[token])


def test_it_shows_the_remark_and_that_it_waits(consultation: Consultation) -> None:
    remark_on(consultation, 7, proposed_wording="Nowy zapis")
    page = Client().get(receipt("token-7"))
    assert "Nowy zapis" in page.content.decode()
    assert 'data-state="waiting"' in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_it_shows_the_answer_as_soon_as_there_is_one(world: World, consultation: Consultation) -> None:
    remark = remark_on(consultation, 7)
    answer_remark(remark, by=world.alice, position="partly", answer="W części <b>tak</b>.", revision=0)
    page = Client().get(receipt("token-7")).content.decode()
    assert "W części &lt;b&gt;tak&lt;/b&gt;." in page
    assert 'data-state="partly"' in page
    assert "Alice" not in page


@pytest.mark.parametrize("token", ["token-8", "x", "token-7 ", "'--", "ż" * 300])
def test_a_guessed_link_says_what_to_check(consultation: Consultation, token: str) -> None:
    remark_on(consultation, 7)
    page = Client().get(receipt(token))
    assert page.status_code == 404
    assert 'class="empty-title"' in page.content.decode()


def test_the_hash_kept_in_the_database_opens_nothing(consultation: Consultation) -> None:
    assert Client().get(receipt(remark_on(consultation).token_hash)).status_code == 404


def test_guessing_on_and_on_is_stopped(consultation: Consultation) -> None:
    remark_on(consultation, 7)
    for n in range(flood.MISSES):
        Client().get(receipt(f"guess-{n}"))
    assert Client().get(receipt("token-7")).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(receipt("token-7")).status_code == 200


@pytest.mark.parametrize(
    "others, status",
    [
        ("2001:db8:0:7:ffff::1", 429),
        ("2001:DB8::7:1:2:3:4", 429),
        ("2001:db8:0:8::1", 200),
        ("192.0.2.7", 200),
        ("", 200),
    ],
)
def test_another_address_of_the_same_line_is_stopped_too(
    consultation: Consultation, others: str, status: int
) -> None:
    remark_on(consultation, 7)
    for n in range(flood.MISSES):
        Client(REMOTE_ADDR=f"2001:db8:0:7::{n:x}").get(receipt(f"guess-{n}"))
    assert Client(REMOTE_ADDR=others).get(receipt("token-7")).status_code == status


def test_an_old_address_written_as_a_new_one_is_the_same(consultation: Consultation) -> None:
    remark_on(consultation, 7)
    for n in range(flood.MISSES):
        Client(REMOTE_ADDR="::ffff:192.0.2.7").get(receipt(f"guess-{n}"))
    assert Client(REMOTE_ADDR="192.0.2.7").get(receipt("token-7")).status_code == 429
    assert Client(REMOTE_ADDR="::ffff:192.0.2.8").get(receipt("token-7")).status_code == 200


def test_a_link_expires_a_year_after_the_report(world: World, consultation: Consultation) -> None:
    answer_remark(remark_on(consultation, 7), by=world.alice, position="noted", answer="Tak.", revision=0)
    close(consultation)
    report_on(consultation, world.alice)
    assert Client().get(receipt("token-7")).status_code == 200
    Report.objects.update(published=timezone.now() - LINKS_LIVE - timedelta(hours=1))
    page = Client().get(receipt("token-7"))
    assert page.status_code == 410
    assert "Tak." not in page.content.decode()
