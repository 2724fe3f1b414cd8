"""The office opens a consultation, changes it, ends it early."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.consultations.actions import change_consultation
from documents.consultations.models import Consultation
from documents.versions.models import Version
from kes.live.models import Event
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import close, consultation_of, remark_on, version_of
from tests.people import World


def form(**changed: Any) -> dict[str, Any]:
    sent = {"title": "Żółta Łódź", "kind": "public", "term": "35", "clause": "Klauzula", "opens": ""}
    return sent | changed


def new(version: Version) -> str:
    return reverse("documents:new_consultation", args=[version.pk])


def test_a_facilitator_opens_one_for_thirty_five_days(
    world: World, version: Version, signed_in: SignedIn
) -> None:
    answer = signed_in(world.alice).post(new(version), form())
    opened = Consultation.objects.get()
    assert answer["Location"] == opened.get_absolute_url()
    assert opened.slug == "zolta-lodz"
    assert opened.state == "open"
    assert timezone.localdate(opened.closes) - timezone.localdate(opened.opens) == timedelta(days=35)
    assert timezone.localtime(opened.closes).strftime("%H:%M:%S") == "23:59:59"


def test_the_form_begins_with_a_clause_to_fill_in(
    world: World, version: Version, signed_in: SignedIn
) -> None:
    page = signed_in(world.alice).get(new(version))
    assert "[nazwa administratora" in page.content.decode()


@pytest.mark.parametrize("name, status", [("bob", 403), ("olga", 403), ("charlie", 404), ("stranger", 404)])
def test_others_do_not(world: World, version: Version, signed_in: SignedIn, name: str, status: int) -> None:
    client = signed_in(getattr(world, name))
    assert client.get(new(version)).status_code == status
    assert client.post(new(version), form()).status_code == status
    assert not Consultation.objects.exists()


def test_an_anonymous_visitor_is_asked_to_sign_in(version: Version) -> None:
    assert "login" in Client().post(new(version), form())["Location"]


def test_a_version_of_another_group_is_not_there(world: World, version: Version, signed_in: SignedIn) -> None:
    foreign = version_of(world.hidden, world.stranger)
    assert signed_in(world.alice).post(new(foreign), form()).status_code == 404


def test_titles_may_repeat_and_addresses_do_not(world: World, version: Version) -> None:
    slugs = [
        consultation_of(version, world.alice, title=title).slug for title in ("Plan", "Plan", "07_Plan", "„”")
    ]
    assert slugs == ["plan", "plan-2", "k-07-plan", "konsultacje"]


def test_a_short_term_is_allowed_with_a_warning(world: World, version: Version, signed_in: SignedIn) -> None:
    client = signed_in(world.alice)
    answer = client.post(new(version), form(term="14"), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"term": "other"}, "last_day"),
        ({"term": "other", "last_day": "2020-01-01"}, "last_day"),
        ({"term": "other", "last_day": "9999-12-31"}, "last_day"),
        ({"term": "other", "last_day": "0001-01-01"}, "last_day"),
        ({"opens": "9999-12-15T10:00"}, "opens"),
        ({"opens": "9999-12-31T23:59", "term": "other", "last_day": "9999-12-31"}, "opens"),
        ({"term": "365"}, "term"),
        ({"clause": ""}, "clause"),
        ({"title": "x" * 300}, "title"),
        ({"kind": "secret"}, "kind"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    world: World, version: Version, signed_in: SignedIn, changed: dict[str, str], field: str
) -> None:
    answer = signed_in(world.alice).post(new(version), form(**changed))
    assert answer.status_code == 400
    assert field in answer.context["form"].errors


@pytest.mark.parametrize("opens", ["2020-01-01T10:00", "0001-01-01T00:00"])
def test_an_opening_in_the_past_means_now(
    world: World, version: Version, signed_in: SignedIn, opens: str
) -> None:
    signed_in(world.alice).post(new(version), form(opens=opens))
    assert timezone.now() - Consultation.objects.get().opens < timedelta(minutes=1)


def edit(consultation: Consultation) -> str:
    return reverse("documents:edit_consultation", args=[consultation.slug])


def changed_form(consultation: Consultation, **changed: Any) -> dict[str, Any]:
    last_day = timezone.localdate(consultation.closes).isoformat()
    return {"title": consultation.title, "clause": consultation.clause, "last_day": last_day} | changed


def test_the_term_may_be_extended(world: World, consultation: Consultation, signed_in: SignedIn) -> None:
    before = consultation.closes
    day = (timezone.localdate(before) + timedelta(days=9)).isoformat()
    signed_in(world.alice).post(edit(consultation), changed_form(consultation, last_day=day))
    consultation.refresh_from_db()
    assert timezone.localdate(consultation.closes).isoformat() == day
    assert Event.objects.filter(kind="consultation.changed", data__shortened=False).exists()


@pytest.mark.parametrize("days, taken", [(731, True), (732, False), (2_900_000, False)])
def test_it_is_not_extended_beyond_two_years_from_its_opening(
    world: World, consultation: Consultation, signed_in: SignedIn, days: int, taken: bool
) -> None:
    day = timezone.localdate(consultation.opens) + timedelta(days=days)
    sent = changed_form(consultation, last_day=day.isoformat())
    answer = signed_in(world.alice).post(edit(consultation), sent)
    consultation.refresh_from_db()
    assert (timezone.localdate(consultation.closes) == day) is taken
    assert taken or list(answer.context["form"].errors) == ["last_day"]


def test_a_term_set_too_far_before_there_was_a_bound_can_be_set_right(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    Consultation.objects.update(closes=datetime(9999, 12, 15, tzinfo=UTC))
    consultation.refresh_from_db()
    day = timezone.localdate() + timedelta(days=9)
    sent = changed_form(consultation, last_day=day.isoformat())
    assert signed_in(world.alice).post(edit(consultation), sent).status_code == 302
    consultation.refresh_from_db()
    assert timezone.localdate(consultation.closes) == day


def test_saving_without_a_change_leaves_the_term(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    before = consultation.closes
    signed_in(world.alice).post(edit(consultation), changed_form(consultation, legal_basis="Art. 6"))
    consultation.refresh_from_db()
    assert (consultation.closes, consultation.legal_basis) == (before, "Art. 6")


def test_ending_early_leaves_the_announced_term_in_the_log(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    before = consultation.closes
    signed_in(world.alice).post(reverse("documents:close_consultation", args=[consultation.slug]))
    consultation.refresh_from_db()
    event = Event.objects.get(kind="consultation.changed", actor=world.alice)
    assert consultation.state == "closed"
    assert (event.data["shortened"], event.data["closed_before"]) == (True, before.isoformat())


@pytest.mark.parametrize("address", ["documents:edit_consultation", "documents:close_consultation"])
@pytest.mark.parametrize("name, status", [("bob", 403), ("olga", 403), ("charlie", 404), ("stranger", 404)])
def test_only_the_office_changes_it(
    world: World, consultation: Consultation, signed_in: SignedIn, address: str, name: str, status: int
) -> None:
    url = reverse(address, args=[consultation.slug])
    assert signed_in(getattr(world, name)).post(url, changed_form(consultation)).status_code == status
    assert "login" in Client().post(url)["Location"]


def test_once_begun_the_opening_and_the_kind_stay(world: World, consultation: Consultation) -> None:
    for fields in ({"opens": timezone.now()}, {"kind": "internal"}):
        with pytest.raises(ValidationError):
            change_consultation(consultation, by=world.alice, **fields)


def test_closing_before_opening_is_refused(world: World, version: Version) -> None:
    with pytest.raises(ValidationError):
        consultation_of(version, world.alice, closes=timezone.now() - timedelta(days=60))


def test_a_closed_one_can_be_opened_again_until_the_report(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    close(consultation)
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    signed_in(world.alice).post(edit(consultation), changed_form(consultation, last_day=day))
    consultation.refresh_from_db()
    assert consultation.state == "open"


def test_what_came_before_a_later_end_is_not_late_any_more(world: World, consultation: Consultation) -> None:
    close(consultation, accepts_late=True)
    ended = consultation.closes
    first = remark_on(consultation, 1, at=ended + timedelta(hours=1))
    second = remark_on(consultation, 2, at=ended + timedelta(hours=9))
    change_consultation(consultation, by=world.alice, closes=ended + timedelta(hours=3))
    assert (first.late, second.late) == (True, True)
    assert list(consultation.remarks.values_list("number", "late")) == [(1, False), (2, True)]


def test_an_earlier_end_makes_nothing_late_that_came_in_time(
    world: World, consultation: Consultation
) -> None:
    remark_on(consultation, 1, at=timezone.now() - timedelta(hours=1))
    change_consultation(consultation, by=world.alice, closes=timezone.now() - timedelta(hours=2))
    assert not consultation.remarks.get().late
