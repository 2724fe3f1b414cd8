"""A form for a change that was open for long takes back nothing that others changed meanwhile."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.consultations import terms
from documents.consultations.actions import change_consultation
from documents.consultations.models import Consultation
from documents.versions.models import Version
from kes.live.models import Event
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import consultation_of, said
from tests.people import World


@pytest.fixture
def alice(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.alice)


def address(consultation: Consultation) -> str:
    return reverse("documents:edit_consultation", args=[consultation.slug])


def shown(client: Client, consultation: Consultation) -> dict[str, Any]:
    """The form as it stands, as a browser would send it back."""
    return _sent(client.get(address(consultation)).context["form"])


def _sent(form: Any) -> dict[str, Any]:
    values = {name: form[name].subwidgets[0].data["value"] for name in form.fields if name != "kind"}
    values |= {name: form[name].value() for name in ("kind", "accepts_late") if name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def extended(world: World, consultation: Consultation) -> datetime:
    longer = terms.end_of(timezone.localdate(consultation.closes) + timedelta(days=30))
    fields: dict[str, Any] = {"closes": longer, "legal_basis": "Nowa podstawa", "accepts_late": True}
    change_consultation(consultation, by=world.bob, **fields)
    return longer


def test_it_takes_back_neither_the_term_nor_what_a_colleague_wrote(
    world: World, consultation: Consultation, alice: Client
) -> None:
    sent = shown(alice, consultation)
    longer = extended(world, consultation)
    answer = alice.post(address(consultation), sent | {"summary": "Poprawiona\r\nliterówka"})
    consultation.refresh_from_db()
    assert answer.status_code == 302
    assert consultation.summary == "Poprawiona\nliterówka"
    assert (consultation.closes, consultation.legal_basis) == (longer, "Nowa podstawa")
    assert consultation.accepts_late
    assert Event.objects.filter(actor=world.alice).latest("pk").data["fields"] == ["summary"]


def test_a_term_that_both_changed_is_told_and_kept_and_sent_again_it_is_meant(
    world: World, consultation: Consultation, alice: Client
) -> None:
    day = (timezone.localdate() + timedelta(days=50)).isoformat()
    sent = shown(alice, consultation) | {"last_day": day, "title": "Plan Łodzi i okolic"}
    longer = extended(world, consultation)
    answer = alice.post(address(consultation), sent)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (400, ["last_day"])
    again = _sent(form)
    assert (again["last_day"], again["title"]) == (day, "Plan Łodzi i okolic")
    assert (again["legal_basis"], again["accepts_late"]) == ("Nowa podstawa", True)
    consultation.refresh_from_db()
    assert (consultation.closes, consultation.title) == (longer, "Plan Łodzi")
    assert alice.post(address(consultation), again).status_code == 302
    consultation.refresh_from_db()
    assert timezone.localdate(consultation.closes).isoformat() == day
    assert (consultation.title, consultation.legal_basis) == ("Plan Łodzi i okolic", "Nowa podstawa")


def test_what_it_says_now_stands_beside(world: World, consultation: Consultation, alice: Client) -> None:
    sent = shown(alice, consultation) | {"legal_basis": "Art. 7"}
    extended(world, consultation)
    page = alice.post(address(consultation), sent).content.decode().replace("\u00a0", " ")
    words = said(
        "Somebody else changed this meanwhile; it says now: “%(now)s”. "
        "What you typed is kept: save again to replace it."
    )
    assert words % {"now": "Nowa podstawa"} in page
    assert "Art. 7</textarea>" in page


def test_the_same_change_by_two_people_is_no_dispute(
    world: World, consultation: Consultation, alice: Client
) -> None:
    sent = shown(alice, consultation) | {"legal_basis": "Nowa podstawa"}
    extended(world, consultation)
    assert alice.post(address(consultation), sent).status_code == 302


def test_an_opening_that_was_left_alone_keeps_its_seconds(
    world: World, version: Version, alice: Client
) -> None:
    opens = timezone.now() + timedelta(days=3)
    planned = consultation_of(version, world.alice, opens=opens)
    alice.post(address(planned), shown(alice, planned) | {"kind": "internal"})
    planned.refresh_from_db()
    assert (planned.opens, planned.kind) == (opens, "internal")


@pytest.mark.parametrize("marks", ["", "x", ":", "last_day:", "a:b c " * 300, "[" * 5000])
def test_a_form_that_does_not_say_what_it_showed_is_taken_as_it_is(
    consultation: Consultation, alice: Client, marks: str
) -> None:
    sent = shown(alice, consultation) | {"title": "Inny", "shown": marks}
    alice.post(address(consultation), sent)
    consultation.refresh_from_db()
    assert consultation.title == "Inny"
