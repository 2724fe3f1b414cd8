"""Who wrote what, through the door: the editor's data, people's shares, what is new since the last visit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.authorship.figures import contributions
from documents.authorship.models import PartLedger
from documents.drafts.actions import SITTING_ENDS, create_document, mark_seen
from documents.drafts.models import Document, DocumentVisit, Part, PartUpdate
from documents.drafts.projection import text_document
from documents.drafts.rewriting import rewrite
from groups.membership.models import Membership
from kes.accounts.models import Organisation, User
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def document(world: World) -> Document:
    return create_document(
        world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć gęślą."), ("Środki", "")]
    )


@pytest.fixture
def part(document: Document) -> Part:
    return document.parts.get(title="Cele")


def asked(client: Client, part: Part) -> Any:
    return client.get(reverse("documents:authors", args=[part.pk]))


def test_each_client_is_somebodys_and_has_its_times(world: World, part: Part, signed_in: SignedIn) -> None:
    rewrite(part, by=world.bob, text="Zażółć gęślą jaźń.")
    data = asked(signed_in(world.olga), part).json()
    assert [person["name"] for person in data["people"]] == ["Alice Żak", "Bob Łuczak"]
    document, _seq = text_document(part.pk)
    authors = {item.client: data["hands"][str(item.client)][0] for item in document.items()}
    assert set(authors.values()) == {world.alice.pk, world.bob.pk}
    ((clock, at),) = next(hand[1] for hand in data["hands"].values() if hand[0] == world.bob.pk)
    assert (clock, timezone.now().timestamp() - at < 100) == (0, True)


def test_an_outsider_and_a_visitor_learn_nothing(world: World, part: Part, signed_in: SignedIn) -> None:
    assert asked(signed_in(world.charlie), part).status_code == 404
    assert asked(Client(), part).status_code == 302


def test_a_first_visit_has_nothing_new(world: World, part: Part, signed_in: SignedIn) -> None:
    mark_seen(part.document, by=world.olga)
    data = asked(signed_in(world.olga), part).json()
    assert (data["since"], data["fresh"]) == (None, {})


def test_what_others_wrote_since_the_last_sitting_is_new_and_ones_own_is_not(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    ago = timezone.now() - timedelta(days=2)
    DocumentVisit.objects.create(document=part.document, user=world.alice, at=ago, began=ago)
    PartUpdate.objects.filter(part=part).update(created=ago - timedelta(hours=1))
    rewrite(part, by=world.bob, text="Zażółć gęślą jaźń.")
    mark_seen(part.document, by=world.alice)
    rewrite(part, by=world.alice, text="Zażółć gęślą jaźń. Koniec.")
    data = asked(signed_in(world.alice), part).json()
    assert data["since"] == ago.isoformat()
    (client,) = data["fresh"]
    assert data["hands"][client][0] == world.bob.pk
    assert data["fresh"][client] == 0


def test_a_sitting_lasts_until_a_pause(world: World, document: Document) -> None:
    mark_seen(document, by=world.olga)
    visit = DocumentVisit.objects.get()
    mark_seen(document, by=world.olga)
    assert DocumentVisit.objects.get().before is None
    DocumentVisit.objects.update(at=visit.at - SITTING_ENDS)
    mark_seen(document, by=world.olga)
    assert DocumentVisit.objects.get().before == visit.at - SITTING_ENDS


def test_shares_are_counted_by_person_and_represented_body(
    world: World, document: Document, part: Part
) -> None:
    rops = Organisation.objects.create(name="ROPS Poznań", kind=Organisation.Kind.ROPS)
    Membership.objects.filter(user=world.bob).update(organisation=rops)
    rewrite(part, by=world.bob, text="Zażółć jaźń.")
    whole, parts = contributions(document)
    lines = {line.name: line for line in whole.people}
    assert lines["Alice Żak"].count.added == len("Zażółć gęślą.")
    assert lines["Bob Łuczak"].body == "ROPS Poznań"
    assert lines["Bob Łuczak"].count.removed > 0
    assert whole.total.now == len("Zażółć jaźń.")
    assert sum(line.share for line in whole.people) == pytest.approx(100)
    assert {line.name for line in whole.bodies} == {"", "ROPS Poznań"}
    assert [(one.title, bool(one.people)) for one in parts] == [("Cele", True), ("Środki", False)]


def test_the_page_shows_the_shares(world: World, document: Document, signed_in: SignedIn) -> None:
    url = reverse("documents:shares", args=[document.pk])
    page = signed_in(world.olga).get(url).content.decode()
    assert "Alice Żak" in page
    assert "100,0" in page
    assert signed_in(world.charlie).get(url).status_code == 404
    empty = create_document(world.group, by=world.alice, title="Pusty", parts=[("Cele", "")])
    nothing = signed_in(world.olga).get(reverse("documents:shares", args=[empty.pk])).content.decode()
    assert "<table" not in nothing


def test_a_long_log_is_put_away_and_gone_on_from(
    world: World, part: Part, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.authorship.keeping.EVERY", 3)
    monkeypatch.setattr("documents.authorship.keeping.AT_ONCE", 2)
    for number in range(5):
        rewrite(part, by=world.bob, text=f"Zażółć {number}.")
    client = signed_in(world.olga)
    first = asked(client, part).json()
    assert PartLedger.objects.get(part=part).seq == 6
    assert asked(client, part).json() == first
    rewrite(part, by=world.alice, text="Inaczej.")
    assert len(asked(client, part).json()["hands"]) == len(first["hands"]) + 1
