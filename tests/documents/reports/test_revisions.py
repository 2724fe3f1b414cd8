"""Two people at one report: neither overwrites what the other wrote without seeing it."""

from typing import Any

import pytest
from django.test import Client

from documents.consultations.models import Consultation
from documents.reports.actions import Outdated, save_report
from documents.reports.models import Report
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import close, report_on
from tests.documents.reports.test_publishing import address
from tests.people import World


@pytest.fixture
def alice(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.alice)


def _send(client: Client, consultation: Consultation, **sent: Any) -> Any:
    return client.post(
        address("edit_report", consultation), {"course": "Tekst Alicji.", "revision": 0} | sent
    )


def _stored() -> tuple[str, int]:
    return Report.objects.values_list("course", "revision").get()


def test_what_a_colleague_saved_meanwhile_stays_and_both_are_shown(
    world: World, consultation: Consultation, alice: Client
) -> None:
    form = alice.get(address("edit_report", consultation)).context["form"]
    save_report(consultation, by=world.bob, course="Tekst **Boba**.", prepared_by="Zespół Boba")
    second = _send(alice, consultation, revision=form["revision"].value())
    page = second.content.decode()
    assert second.status_code == 409
    assert "Tekst <strong>Boba</strong>." in page and "Zespół Boba" in page and "Tekst Alicji." in page
    assert _stored() == ("Tekst **Boba**.", 1)
    third = alice.post(address("edit_report", consultation), second.context["form"].data)
    assert third.status_code == 302
    assert _stored() == ("Tekst Alicji.", 2)


def test_saving_again_what_one_saved_is_no_conflict(consultation: Consultation, alice: Client) -> None:
    for _click in range(2):
        assert _send(alice, consultation).status_code == 302
    assert _send(alice, consultation, course="Dalszy ciąg.", revision=1).status_code == 302
    assert _stored() == ("Dalszy ciąg.", 2)


def test_an_older_text_is_refused_also_without_a_page(world: World, consultation: Consultation) -> None:
    save_report(consultation, by=world.bob, course="Tekst Boba.", prepared_by="")
    with pytest.raises(Outdated) as refused:
        save_report(consultation, by=world.alice, course="Tekst Alicji.", prepared_by="")
    assert refused.value.report.course == "Tekst Boba."


def test_a_text_sent_after_the_publication_stays_on_the_page(
    world: World, consultation: Consultation, alice: Client
) -> None:
    close(consultation)
    report_on(consultation, world.alice)
    answer = _send(alice, consultation)
    assert answer.status_code == 400
    assert "Tekst Alicji." in answer.content.decode()
