"""The public page: who sees it, and that every passage can be remarked on without scripts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.consultations.models import Consultation
from documents.versions.models import Version
from tests.documents.conftest import SignedIn
from tests.documents.consultations.making import close, consultation_of, remark_on, version_of
from tests.people import World

LATER: dict[str, Any] = {
    "opens": timezone.now() + timedelta(days=3),
    "closes": timezone.now() + timedelta(days=40),
}


def status(client: Client, consultation: Consultation) -> int:
    return client.get(consultation.get_absolute_url()).status_code


def test_everybody_reads_a_public_one_also_of_a_hidden_group(world: World, signed_in: SignedIn) -> None:
    consultation = consultation_of(version_of(world.hidden, world.stranger), world.stranger)
    assert status(Client(), consultation) == 200
    assert status(signed_in(world.charlie), consultation) == 200


@pytest.mark.parametrize("kind", ["public", "institutional", "internal"])
def test_a_planned_one_is_seen_by_the_group_alone(
    world: World, version: Version, signed_in: SignedIn, kind: str
) -> None:
    planned = consultation_of(version, world.alice, kind=kind, **LATER)
    found = [status(signed_in(person), planned) for person in (world.alice, world.olga, world.charlie)]
    assert [*found, status(Client(), planned)] == [200, 200, 404, 404]
    assert planned.title not in Client().get(reverse("documents:consultations")).content.decode()


def test_an_internal_one_is_seen_by_the_group_alone(
    world: World, version: Version, signed_in: SignedIn
) -> None:
    internal = consultation_of(version, world.alice, kind="internal")
    found = [status(signed_in(person), internal) for person in (world.bob, world.charlie)]
    assert [*found, status(Client(), internal)] == [200, 404, 404]


def test_an_institutional_one_is_reached_by_its_address_and_not_listed(
    world: World, version: Version
) -> None:
    asked = consultation_of(version, world.alice, kind="institutional")
    assert status(Client(), asked) == 200
    assert asked.title not in Client().get(reverse("documents:consultations")).content.decode()


def test_every_passage_has_a_link_that_leads_to_the_form_filled_in(consultation: Consultation) -> None:
    page = Client().get(consultation.get_absolute_url()).content.decode()
    links = re.findall(r'<a class="para-link" href="([^"]+)" data-block="([^"]+)" aria-label="([^"]+)"', page)
    assert {"c1", "c1-p1", "c1-p2", "c2", "c2-h1", "c2-p1", "c2-p2"} <= {
        block for _href, block, _label in links
    }
    assert all(Client().get(href).status_code == 200 for href, _block, _label in links)
    href = next(href for href, block, _label in links if block == "c2-p1")
    assert Client().get(href).context["form"]["present_wording"].value() == "Łódź łączy pokolenia."
    assert len({label for _href, _block, label in links}) == len(links)  # a screen reader tells them apart


def test_links_add_nothing_to_the_text_of_a_passage(consultation: Consultation) -> None:
    page = Client().get(consultation.get_absolute_url()).content.decode()
    inside = re.search(r'<p id="c2-p1">(.*?)</p>', page, re.DOTALL)
    assert inside
    assert re.sub(r"<[^>]+>", "", inside[1]) == "Łódź łączy pokolenia."


@pytest.mark.parametrize("block", ["c1-p99", "c7", "zzz", "c1-p1%27"])
def test_a_link_to_no_passage_is_not_found(consultation: Consultation, block: str) -> None:
    url = reverse("documents:new_remark", args=[consultation.slug])
    assert Client().get(f"{url}?block={block}").status_code == 404


def test_a_closed_one_has_no_form_and_says_why(consultation: Consultation) -> None:
    close(consultation)
    page = Client().get(consultation.get_absolute_url())
    assert page.context["form"] is None
    assert "para-link" not in page.content.decode()
    assert "data-tone" in page.content.decode()
    assert (
        "<textarea"
        not in Client().get(reverse("documents:new_remark", args=[consultation.slug])).content.decode()
    )


def test_a_closed_one_that_keeps_late_remarks_has_the_form(consultation: Consultation) -> None:
    close(consultation, accepts_late=True)
    assert Client().get(consultation.get_absolute_url()).context["form"] is not None


def test_the_office_has_its_links_and_others_have_none(
    world: World, consultation: Consultation, signed_in: SignedIn
) -> None:
    desk = reverse("documents:desk", args=[consultation.slug])
    edit = reverse("documents:edit_consultation", args=[consultation.slug])
    pages = {
        name: signed_in(getattr(world, name)).get(consultation.get_absolute_url()).content.decode()
        for name in ("alice", "olga", "charlie")
    }
    assert {name: (desk in page, edit in page) for name, page in pages.items()} == {
        "alice": (True, True),
        "olga": (True, False),
        "charlie": (False, False),
    }


def test_the_list_tells_open_from_closed_and_counts_days(world: World, consultation: Consultation) -> None:
    close(consultation)
    running = consultation_of(consultation.version, world.alice, title="Trwa", closes=_in(days=5))
    page = Client().get(reverse("documents:consultations"))
    assert list(page.context["running"]) == [running]
    assert [found.pk for found in page.context["page_obj"]] == [consultation.pk]
    assert "<strong>5</strong>" in page.content.decode()


def test_an_empty_list_says_so(db: None) -> None:
    assert 'class="empty"' in Client().get(reverse("documents:consultations")).content.decode()


def test_the_number_of_queries_does_not_grow_with_remarks(
    consultation: Consultation, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        remark_on(consultation, n)
    with django_assert_max_num_queries(6):
        Client().get(consultation.get_absolute_url())


def _in(*, days: int) -> Any:
    return timezone.now() + timedelta(days=days)
