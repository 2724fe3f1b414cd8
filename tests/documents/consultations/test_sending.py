"""Sending a remark: what is kept, what is refused, and that nothing typed is ever lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from documents.access import token_hash
from documents.consultations import flood, terms
from documents.consultations.actions import NotTaken
from documents.consultations.models import Consultation, Remark
from documents.versions.models import Version
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import (
    close,
    consultation_of,
    fields,
    remark_on,
    report_on,
    send,
    shown_before,
    version_of,
)
from tests.documents.consultations.test_page import LATER
from tests.people import World

SCRIPT = "<script>alert(1)</script>"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_visitor_without_an_account_sends_one(consultation: Consultation) -> None:
    answer = send(consultation, proposed_wording="Godność 👍", email="z@kes.example")
    remark = Remark.objects.get()
    assert answer.status_code == 302
    assert (remark.number, remark.quote, remark.block) == (1, "Godność 😀", "c1-p1")
    assert (remark.place, remark.chapter) == ("Diagnoza", 1)
    assert remark.clause_shown == consultation.clause
    assert not remark.late
    token = answer["Location"].removeprefix("/remarks/").removesuffix("/?sent")
    assert len(token) >= 43
    assert remark.token_hash == token_hash(token)


def test_the_last_day_lasts_as_long_as_its_last_second(world: World, version: Version) -> None:
    day = timezone.localdate() + timedelta(days=9)
    consultation = consultation_of(version, world.alice, closes=terms.end_of(day))
    midnight = terms.end_of(day).replace(microsecond=0) + timedelta(seconds=1)
    assert not remark_on(consultation, at=midnight - timedelta(seconds=0.6)).late
    with pytest.raises(NotTaken, match="closed"):
        remark_on(consultation, 2, at=midnight)
    page = text(Client().get(consultation.get_absolute_url()))
    assert f"{date_format(day)}, 23:59</time>" in page
    assert ".999999</" not in page


def test_the_quote_comes_from_the_version_and_the_changed_wording_is_kept_too(
    consultation: Consultation,
) -> None:
    send(consultation, present_wording="Co innego, niż stoi w tekście", start=0, end=7)
    remark = Remark.objects.get()
    assert (remark.quote, remark.present_wording) == ("Godność", "Co innego, niż stoi w tekście")


def test_a_remark_on_the_whole_text(consultation: Consultation) -> None:
    send(consultation, block="", start="", end_block="", end="", present_wording="")
    assert (Remark.objects.get().chapter, Remark.objects.get().quote) == (None, "")


def test_a_script_gets_an_address_or_the_form_with_its_errors(consultation: Consultation) -> None:
    url = reverse("documents:remarks", args=[consultation.slug])
    headers = {"accept": "application/json"}
    taken = Client().post(url, fields(consultation), headers=headers)
    refused = Client().post(url, fields(consultation, name="", reason="Zażółć"), headers=headers)
    assert (taken.status_code, taken.json()["number"]) == (201, 1)
    assert refused.status_code == 400
    assert refused.json()["errors"]
    assert "Zażółć" in refused.json()["html"]


@pytest.mark.parametrize(
    "changed",
    [
        {"block": "c9-p1", "end_block": "c9-p1"},
        {"block": "c1-p1", "end_block": "c2-p1", "end": 4},
        {"start": 5, "end": 2},
        {"end": 100_000},
        {"start": -1},
        {"end": "99999999999999999999"},
        {"block": "x" * 100},
        {"end": 9},  # half of the emoji
        {"name": ""},
        {"name": "x" * 251},
        {"reason": ""},
        {"email": "nobody"},
        {"submitter": "king"},
        {"website": "https://spam.example"},
        {"shown": ""},
        {"shown": "1:2:3"},
        {"reason": "ż" * 2_000_000},
    ],
    ids=lambda changed: "-".join(changed),
)
def test_what_is_refused_comes_back_as_it_was_typed(
    consultation: Consultation, changed: dict[str, Any]
) -> None:
    answer = send(
        consultation, **({"proposed_wording": "Mój zapis" if "reason" not in changed else ""} | changed)
    )
    assert answer.status_code == 400
    assert not Remark.objects.exists()
    form = answer.context["form"]
    assert form.errors
    for name in ("proposed_wording", "reason", "name", "email", "present_wording"):
        assert form[name].value() == changed.get(name, form.data.get(name))
    assert 'role="alert"' in text(answer)


def test_a_block_of_another_version_is_refused(world: World, consultation: Consultation) -> None:
    longer = version_of(world.group, world.alice, first="\n\n".join(f"Akapit {n}" for n in range(30)))
    consultation_of(longer, world.alice, title="Inne")
    assert send(consultation, block="c1-p25", end_block="c1-p25", start=0, end=3).status_code == 400
    assert not Remark.objects.exists()


def test_a_form_that_comes_back_at_once_is_asked_to_be_sent_again(consultation: Consultation) -> None:
    first = send(consultation, shown=shown_before(0))
    assert first.status_code == 400
    again = first.context["form"].data | {"shown": shown_before(3)}
    url = reverse("documents:remarks", args=[consultation.slug])
    assert Client().post(url, {name: again[name] for name in again}).status_code == 302


def test_after_the_trap_the_next_try_passes(consultation: Consultation) -> None:
    form = send(consultation, website="spam").context["form"]
    assert form["website"].value() == ""
    url = reverse("documents:remarks", args=[consultation.slug])
    assert Client().post(url, form.data.dict()).status_code == 302


def test_a_flood_is_stopped_with_the_text_in_place(consultation: Consultation) -> None:
    url = reverse("documents:remarks", args=[consultation.slug])
    sent = [fields(consultation, reason=f"Powód {n}") for n in range(flood.REMARKS + 1)]
    answers = [Client().post(url, one) for one in sent]
    assert {answer.status_code for answer in answers[:-1]} == {302}
    assert answers[-1].status_code == 400
    assert f"Powód {flood.REMARKS}" in text(answers[-1])
    assert Remark.objects.count() == flood.REMARKS
    assert Client().post(url, sent[-1], REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_same_form_sent_twice_is_one_remark_with_one_receipt(consultation: Consultation) -> None:
    url, sent = reverse("documents:remarks", args=[consultation.slug]), fields(consultation)
    first, second = Client().post(url, sent), Client().post(url, sent)
    assert first["Location"] == second["Location"]
    assert Remark.objects.count() == 1


def test_an_old_page_with_new_words_gives_another_remark(consultation: Consultation) -> None:
    url, sent = reverse("documents:remarks", args=[consultation.slug]), fields(consultation)
    first, second = Client().post(url, sent), Client().post(url, sent | {"reason": "Inny powód"})
    assert first["Location"] != second["Location"]
    assert [remark.number for remark in Remark.objects.all()] == [1, 2]


def test_after_closing_the_text_is_shown_back(consultation: Consultation) -> None:
    sent = fields(consultation, proposed_wording="Mój długo pisany zapis", reason=SCRIPT)
    close(consultation)
    answer = Client().post(reverse("documents:remarks", args=[consultation.slug]), sent)
    assert answer.status_code == 409
    assert "Mój długo pisany zapis" in text(answer)
    assert SCRIPT not in text(answer)
    assert not Remark.objects.exists()


def test_after_closing_a_script_is_told_and_keeps_the_text(consultation: Consultation) -> None:
    sent = fields(consultation)
    close(consultation)
    url = reverse("documents:remarks", args=[consultation.slug])
    answer = Client().post(url, sent, headers={"accept": "application/json"})
    assert (answer.status_code, len(answer.json()["errors"])) == (409, 1)
    assert "html" not in answer.json()


def test_a_late_one_is_kept_and_marked_where_that_was_said(consultation: Consultation) -> None:
    close(consultation, accepts_late=True)
    assert send(consultation).status_code == 302
    assert Remark.objects.get().late


def test_after_the_report_not_even_a_late_one_is_taken(world: World, consultation: Consultation) -> None:
    close(consultation, accepts_late=True)
    sent = fields(consultation)
    report_on(consultation, world.alice)
    answer = Client().post(reverse("documents:remarks", args=[consultation.slug]), sent)
    assert answer.status_code == 409
    assert not Remark.objects.exists()


def test_nobody_sends_to_a_planned_one(world: World, version: Version, signed_in: SignedIn) -> None:
    planned = consultation_of(version, world.alice, **LATER)
    url = reverse("documents:remarks", args=[planned.slug])
    assert Client().post(url, {"reason": "x"}).status_code == 404
    assert signed_in(world.charlie).post(url, {"reason": "x"}).status_code == 404
    assert signed_in(world.alice).post(url, {"reason": "x", "name": "A"}).status_code in {400, 409}
    assert not Remark.objects.exists()


def test_an_internal_one_takes_remarks_of_the_group_alone(
    world: World, version: Version, signed_in: SignedIn
) -> None:
    internal = consultation_of(version, world.alice, kind="internal")
    url = reverse("documents:remarks", args=[internal.slug])
    sent = {"name": "x", "reason": "y", "submitter": "person", "shown": shown_before(60)}
    assert Client().post(url, sent).status_code == 404
    assert signed_in(world.charlie).post(url, sent).status_code == 404
    assert signed_in(world.olga).post(url, sent).status_code == 302


@pytest.mark.parametrize("name", ["name", "reason", "proposed_wording", "present_wording"])
def test_a_script_in_a_field_is_text_everywhere(
    world: World, consultation: Consultation, signed_in: SignedIn, name: str
) -> None:
    typed: dict[str, Any] = {"submitter": "body", name: SCRIPT}
    answer = send(consultation, **typed)
    desk = reverse("documents:desk", args=[consultation.slug])
    pages = [Client().get(answer["Location"]), signed_in(world.alice).get(desk)]
    assert all(SCRIPT not in text(page) for page in pages)
    assert "&lt;script&gt;" in text(pages[1])
    assert "&lt;script&gt;" in text(send(consultation, email="wrong", **typed))
