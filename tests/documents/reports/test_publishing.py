"""Publishing a report: when it is refused, and what it freezes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.consultations.actions import NotTaken, answer_remark, change_consultation
from documents.consultations.models import Consultation, Remark
from documents.reports.actions import Unready, publish_report, report_of, save_report
from documents.reports.models import Report
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import close, remark_on, report_on, said
from tests.people import World


def address(name: str, consultation: Consultation) -> str:
    return reverse(f"documents:{name}", args=[consultation.slug])


def answered(
    world: World, consultation: Consultation, n: int, position: str = "accepted", **words: Any
) -> Remark:
    remark = remark_on(consultation, n, **words)
    return answer_remark(remark, by=world.alice, position=position, answer=f"Powody {n}.", revision=0)


@pytest.mark.parametrize("name, status", [("bob", 403), ("olga", 403), ("charlie", 404), ("stranger", 404)])
def test_only_the_office_drafts_and_publishes(
    world: World, consultation: Consultation, signed_in: SignedIn, name: str, status: int
) -> None:
    close(consultation)
    client = signed_in(getattr(world, name))
    save_report(consultation, by=world.alice, course="Przebieg", prepared_by="")
    assert client.get(address("edit_report", consultation)).status_code == status
    assert client.post(address("edit_report", consultation), {"course": "x"}).status_code == status
    assert client.post(address("publish_report", consultation)).status_code == status
    assert client.get(address("report", consultation)).status_code == status
    assert "login" in Client().post(address("publish_report", consultation))["Location"]
    assert (Report.objects.get().published, Report.objects.get().course) == (None, "Przebieg")


def test_a_report_not_yet_published_is_not_there_for_visitors(
    world: World, consultation: Consultation
) -> None:
    assert Client().get(address("report", consultation)).status_code == 404
    save_report(consultation, by=world.alice, course="Przebieg", prepared_by="")
    assert Client().get(address("report", consultation)).status_code == 404


def test_one_unanswered_remark_stops_it_and_is_linked(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    answered(world, consultation, 1)
    waiting = remark_on(consultation, 2)
    close(consultation)
    answer = signed_in(world.alice).post(address("publish_report", consultation))
    assert answer.status_code == 409
    assert waiting.desk_url in answer.content.decode()
    assert not Report.objects.exists()


def test_an_open_consultation_is_not_reported(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    with pytest.raises(Unready):
        publish_report(consultation, by=world.alice)
    assert signed_in(world.alice).post(address("publish_report", consultation)).status_code == 409


def test_a_report_that_nobody_saved_is_not_published(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    close(consultation)
    answer = signed_in(world.alice).post(address("publish_report", consultation))
    assert answer.status_code == 409
    assert answer.context["unsaved"] is True
    assert not Report.objects.exists()


def test_passages_that_wait_to_be_filled_in_stop_it_and_are_named(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    close(consultation)
    course = report_of(Consultation.objects.select_related("group", "version").get()).course
    first, *others = re.findall(r"\[.+?\]", course)
    kept = course.replace(first, "strona gminy").replace("\n\n", "\r\n\r\n")
    save_report(consultation, by=world.alice, course=kept, prepared_by="")
    answer = signed_in(world.alice).post(address("publish_report", consultation))
    assert answer.status_code == 409
    assert answer.context["gaps"] == [" ".join(gap.split()) for gap in others]
    assert len(others) == 2 and others[0] in answer.content.decode()
    assert not Report.objects.get().published


def test_square_brackets_of_ones_own_do_not_stop_it(world: World, consultation: Consultation) -> None:
    Consultation.objects.update(legal_basis="Art. 6 [ust. 4]")
    close(consultation)
    course = "Art. 6 [ust. 4]. Zobacz [protokół](https://gmina.example) i przypis.[^1]\n\n[^1]: Tu."
    assert report_on(consultation, world.alice, course=course).content["course"] == course


def test_figures_and_rows_are_frozen_without_names_of_private_persons(
    world: World, consultation: Consultation
) -> None:
    answered(world, consultation, 1, "accepted", name="Zofia Gęś")
    answered(world, consultation, 2, "partly", name="zofia  gęś")
    answered(world, consultation, 3, "noted", name="Fundacja Łódka", submitter="body")
    Remark.objects.filter(number=3).update(late=True)
    close(consultation)
    content = report_on(consultation, world.alice).content
    assert content["figures"] == {
        "remarks": 3,
        "persons": 1,
        "bodies": 1,
        "late": 1,
        "positions": {"accepted": 1, "partly": 1, "not_accepted": 0, "noted": 1},
    }
    assert [(row["number"], row["body"], row["late"]) for row in content["rows"]] == [
        (1, "", False),
        (2, "", False),
        (3, "Fundacja Łódka", True),
    ]
    assert "Zofia" not in str(content)
    assert "@" not in str(content["rows"])


def test_a_published_report_stays_as_it_was(world: World, consultation: Consultation) -> None:
    answered(world, consultation, 1)
    close(consultation)
    first = report_on(consultation, world.alice)
    Remark.objects.update(answer="Podmieniono")
    Consultation.objects.update(title="Inny tytuł")
    again = publish_report(Consultation.objects.get(), by=world.alice)
    page = Client().get(address("report", consultation)).content.decode()
    assert (again.published, again.content) == (first.published, first.content)
    assert "Powody 1." in page
    assert "Podmieniono" not in page


def test_after_it_nothing_of_the_consultation_changes(world: World, consultation: Consultation) -> None:
    answered(world, consultation, 1)
    close(consultation, accepts_late=True)
    report_on(consultation, world.alice)
    with pytest.raises(NotTaken):
        remark_on(consultation, 2)
    with pytest.raises(ValidationError):
        change_consultation(consultation, by=world.alice, closes=timezone.now() + timedelta(days=9))
    with pytest.raises(ValidationError):
        save_report(consultation, by=world.alice, course="Inaczej", prepared_by="")


def test_without_remarks_the_report_says_so(world: World, consultation: Consultation) -> None:
    close(consultation)
    report = report_on(consultation, world.alice)
    page = Client().get(address("report", consultation)).content.decode().replace("\u00a0", " ")
    assert report.content["figures"]["remarks"] == 0
    assert said("No remarks were received in this consultation.") in page
    assert "<table" not in page


def test_the_course_begins_with_what_is_known(world: World, consultation: Consultation) -> None:
    answered(world, consultation, 1, name="*Gwiazda*", submitter="body")
    Consultation.objects.update(legal_basis="Art. 6 *ust.* 4")
    course = report_of(Consultation.objects.select_related("group", "version").get()).course
    assert "Art. 6 &#42;ust.&#42; 4" in course
    assert "Reintegracja" in course
    assert "[" in course


def test_the_office_saves_the_course_and_sees_the_draft(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    client = signed_in(world.alice)
    sent = {"course": "Spotkanie **otwarte**.", "prepared_by": "Zespół", "revision": 0}
    page = client.post(address("edit_report", consultation), sent, follow=True)
    assert page.redirect_chain[-1][0] == address("report", consultation)
    assert "Spotkanie <strong>otwarte</strong>." in page.content.decode()
    assert page.context["report"].published is None
    assert 'action="' + address("publish_report", consultation) in page.content.decode()


def test_a_course_that_is_too_long_comes_back(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    answer = signed_in(world.alice).post(address("edit_report", consultation), {"course": "ż" * 2_000_000})
    assert answer.status_code == 400
    assert len(answer.context["form"]["course"].value()) == 2_000_000
    assert not Report.objects.exists()


def test_the_report_of_another_group_is_not_there(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    close(consultation)
    client = signed_in(world.stranger)
    for name in ("edit_report", "publish_report"):
        assert client.post(address(name, consultation), {"course": "x"}).status_code == 404
    assert not Report.objects.exists()


def test_a_position_filters_the_page(world: World, consultation: Consultation) -> None:
    answered(world, consultation, 1, "accepted")
    answered(world, consultation, 2, "noted")
    close(consultation)
    report_on(consultation, world.alice)

    def shown(query: str) -> list[int]:
        page = Client().get(address("report", consultation) + query)
        return [row["number"] for row in page.context["rows"]]

    assert [shown(query) for query in ("", "?position=noted", "?position=x", "?page=9")] == [
        [1, 2],
        [2],
        [1, 2],
        [1, 2],
    ]


def test_the_number_of_queries_does_not_grow(
    world: World, consultation: Consultation, django_assert_max_num_queries: Any
) -> None:
    for n in range(1, 15):
        answered(world, consultation, n)
    close(consultation)
    report_on(consultation, world.alice)
    with django_assert_max_num_queries(6):
        Client().get(address("report", consultation))


def test_an_internal_report_is_for_the_group(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    Consultation.objects.update(kind="internal")
    close(consultation)
    report_on(consultation, world.alice)
    clients = (signed_in(world.olga), signed_in(world.charlie), Client())
    for url in (address("report", consultation), address("report", consultation)[:-1] + ".docx"):
        assert [client.get(url).status_code for client in clients] == [200, 404, 404]
