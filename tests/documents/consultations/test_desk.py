"""The answering desk: every remark beside its passage, one answer at a time."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.consultations.actions import NotTaken, answer_remark
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import close, consultation_of, remark_on, report_on
from tests.people import World


def desk(consultation: Consultation, query: str = "") -> str:
    return reverse("documents:desk", args=[consultation.slug]) + query


def answer_url(consultation: Consultation, number: int) -> str:
    return reverse("documents:answer", args=[consultation.slug, number])


def words(**changed: Any) -> dict[str, Any]:
    return {"position": "accepted", "answer": "Zgoda.", "revision": 0} | changed


def numbers(page: Any) -> list[int]:
    return [remark.number for remark in page.context["page_obj"]]


@pytest.mark.parametrize(
    "name, sees, answers",
    [
        ("alice", 200, 302),
        ("bob", 200, 403),
        ("olga", 200, 403),
        ("charlie", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_sees_and_who_answers(
    world: World, consultation: Consultation, signed_in: SignedIn, name: str, sees: int, answers: int
) -> None:
    remark_on(consultation)
    client = signed_in(getattr(world, name))
    assert client.get(desk(consultation)).status_code == sees
    assert client.post(answer_url(consultation, 1), words()).status_code == answers
    assert (Remark.objects.get().position == "accepted") == (answers == 302)


def test_an_anonymous_visitor_is_asked_to_sign_in(consultation: Consultation) -> None:
    remark_on(consultation)
    assert "login" in Client().get(desk(consultation))["Location"]
    assert Client().post(answer_url(consultation, 1), words()).status_code == 401
    assert Remark.objects.get().position == ""


def test_who_may_not_answer_has_no_form(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    remark_on(consultation)
    assert answer_url(consultation, 1) in signed_in(world.alice).get(desk(consultation)).content.decode()
    assert answer_url(consultation, 1) not in signed_in(world.bob).get(desk(consultation)).content.decode()


def test_the_passage_stands_in_its_block(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    remark_on(consultation, anchor=Anchor("c1-p1", 11, "c1-p1", 20))
    page = signed_in(world.olga).get(desk(consultation)).content.decode()
    assert 'Godność 😀 <mark class="passage-mark">człowieka</mark> jest nienaruszalna.' in page


def test_it_is_calm_without_remarks(world: World, consultation: Consultation, signed_in: SignedIn) -> None:
    page = signed_in(world.alice).get(desk(consultation))
    assert page.context["remark"] is None
    assert 'class="empty"' in page.content.decode()


def filled(world: World, consultation: Consultation) -> None:
    """1 accepted, 2 waits in chapter 2, 3 waits on the whole text."""
    first = remark_on(consultation, 1)
    remark_on(consultation, 2, anchor=Anchor("c2-p1"))
    remark_on(consultation, 3, anchor=Anchor(""))
    answer_remark(first, by=world.alice, position="accepted", answer="Zgoda.", revision=0)
    Remark.objects.filter(number=3).update(late=True)


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", [3, 2, 1]),
        ("?state=waiting", [3, 2]),
        ("?state=accepted", [1]),
        ("?state=noted", []),
        ("?chapter=2", [2]),
        ("?chapter=0", [3]),
        ("?late=on", [3]),
        ("?state=waiting&chapter=2", [2]),
        ("?state=nonsense&chapter=x&late=", [3, 2, 1]),
        ("?chapter=99", [3, 2, 1]),
        ("?page=77", [3, 2, 1]),
    ],
)
def test_filters(
    world: World, consultation: Consultation, signed_in: SignedIn, query: str, expected: list[int]
) -> None:
    filled(world, consultation)
    assert numbers(signed_in(world.olga).get(desk(consultation, query))) == expected


def test_a_thousand_remarks_come_in_pages_and_in_as_many_queries(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    remark_on(consultation)
    client = signed_in(world.alice)
    client.get(desk(consultation))
    with CaptureQueriesContext(connection) as one:
        client.get(desk(consultation))
    like = {"consultation": consultation, "name": "Osoba", "reason": "Powód", "block": "c1-p1", "chapter": 1}
    many = (Remark(number=n, token_hash=str(n), place="Diagnoza", **like) for n in range(2, 1001))
    Remark.objects.bulk_create(many)
    with CaptureQueriesContext(connection) as thousand:
        page = client.get(desk(consultation))
    assert len(thousand) == len(one)
    assert numbers(page) == list(range(1000, 950, -1))
    assert page.context["numbers"] == {"remarks": 1000, "answered": 0}
    assert numbers(client.get(desk(consultation, "?page=20")))[-1] == 1


def test_saving_leads_to_the_one_that_waits_longest_and_keeps_the_filter(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    for n in (1, 2, 3):
        remark_on(consultation, n)
    url = f"{answer_url(consultation, 2)}?state=waiting"
    answer = signed_in(world.alice).post(url, words(next="1"))
    assert answer["Location"] == desk(consultation, "?remark=3&state=waiting#chosen")
    remark = Remark.objects.get(number=2)
    assert (remark.position, remark.answer, remark.answered_by) == ("accepted", "Zgoda.", world.alice)
    assert answer.cookies["accepted"].value == answer_url(consultation, 2)


@pytest.mark.parametrize(
    "changed",
    [{"position": ""}, {"position": "burnt"}, {"answer": ""}, {"answer": "x" * 10_001}, {"revision": "x"}],
)
def test_an_answer_needs_a_position_and_reasons(
    world: World, consultation: Consultation, signed_in: SignedIn, changed: dict[str, str]
) -> None:
    remark_on(consultation)
    answer = signed_in(world.alice).post(answer_url(consultation, 1), words(**changed))
    assert answer.status_code == 400
    assert Remark.objects.get().position == ""
    assert answer.context["form"]["answer"].value() == changed.get("answer", "Zgoda.")


def test_an_answer_given_meanwhile_is_shown_and_nothing_is_lost(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    remark = remark_on(consultation)
    answer_remark(remark, by=world.alice, position="not_accepted", answer="Odmowa Alicji.", revision=0)
    client = signed_in(world.alice)
    second = client.post(answer_url(consultation, 1), words(answer="Moje długie uzasadnienie."))
    page = second.content.decode()
    assert second.status_code == 409
    assert "Odmowa Alicji." in page
    assert "Moje długie uzasadnienie." in page
    assert Remark.objects.get().answer == "Odmowa Alicji."
    third = client.post(answer_url(consultation, 1), second.context["form"].data)
    assert third.status_code == 302
    assert (Remark.objects.get().answer, Remark.objects.get().revision) == ("Moje długie uzasadnienie.", 2)


def test_a_remark_of_another_consultation_is_not_under_this_address(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    other = consultation_of(consultation.version, world.alice, title="Inne")
    for n in (1, 2):
        remark_on(other, n)
    client = signed_in(world.alice)
    assert client.post(answer_url(consultation, 2), words()).status_code == 404
    assert client.get(desk(consultation, "?remark=2")).status_code == 404
    assert set(Remark.objects.values_list("position", flat=True)) == {""}


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "-1", "1.5"])
def test_a_number_that_is_none_is_not_found(
    world: World, consultation: Consultation, signed_in: SignedIn, number: str
) -> None:
    remark_on(consultation)
    assert signed_in(world.alice).get(desk(consultation, f"?remark={number}")).status_code == 404


def test_after_the_report_answers_stay_as_they_are(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    remark = answer_remark(
        remark_on(consultation), by=world.alice, position="noted", answer="Tak.", revision=0
    )
    close(consultation)
    report_on(consultation, world.alice)
    with pytest.raises(NotTaken):
        answer_remark(remark, by=world.alice, position="accepted", answer="Inaczej.", revision=1)
    refused = signed_in(world.alice).post(answer_url(consultation, 1), words(revision=1))
    assert refused.status_code == 400
    assert Remark.objects.get().answer == "Tak."
