"""The slider: one stop for each stretch of writing, the text of each, and what it changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts import log
from documents.drafts.actions import create_document
from documents.drafts.models import Part, PartUpdate
from documents.drafts.past import text_at
from documents.drafts.projection import text_document
from documents.drafts.rewriting import rewrite
from documents.versions.history import MOST, ends, sampled, stops
from kes.accounts.models import User
from tests.documents.drafts.wire import Typist, incoming
from tests.people import World

SignedIn = Callable[[User], Client]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def part(world: World) -> Part:
    part = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Raz.")]).parts.get()
    rewrite(part, by=world.bob, text="Raz. Dwa.")
    rewrite(part, by=world.bob, text="Raz. Dwa. Trzy.")
    rewrite(part, by=world.alice, text="Raz. Trzy.")
    part.refresh_from_db()
    return part


def shown(client: Client, part: Part, **query: object) -> str:
    return client.get(reverse("documents:part_history", args=[part.pk]), query).content.decode()  # type: ignore[arg-type]


def test_a_stop_is_the_end_of_one_persons_stretch() -> None:
    minutes = [(0, 1), (1, 1), (2, 2), (3, 1), (20, 1)]
    rows = [(seq, author, NOON + timedelta(minutes=at)) for seq, (at, author) in enumerate(minutes, 1)]
    assert [row[0] for row in ends(rows)] == [2, 3, 4, 5]
    assert ends([]) == []


def test_a_long_history_is_sampled_with_both_ends() -> None:
    rows = [(seq, seq % 2, NOON) for seq in range(1, 1001)]
    found = sampled(ends(rows))
    assert len(found) == MOST
    assert (found[0][0], found[-1][0]) == (1, 1000)


def test_stops_have_time_and_author(world: World, part: Part) -> None:
    assert [(stop.seq, stop.author) for stop in stops(part)] == [
        (1, "Alice Żak"),
        (3, "Bob Łuczak"),
        (4, "Alice Żak"),
    ]
    assert "Bob Łuczak" in stops(part)[1].label


def test_a_stop_shows_its_text_and_what_it_changed(world: World, part: Part, signed_in: SignedIn) -> None:
    olga = signed_in(world.olga)
    second = shown(olga, part, step=1)
    assert "Dwa. Trzy." in second
    assert "<ins" in second
    assert "<del" in shown(olga, part)
    assert 'value="2"' in shown(olga, part, step=99)
    assert 'value="2"' in shown(olga, part, step="x")


def test_a_stop_says_what_its_references_lead_to(world: World, part: Part, signed_in: SignedIn) -> None:
    rewrite(part, by=world.bob, text="Zob. [](#cele).")
    assert "„Cele”" in shown(signed_in(world.olga), part)


def test_an_empty_chapter_says_so_and_an_outsider_sees_nothing(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    empty = create_document(world.group, by=world.alice, title="Nowy", parts=[("Cele", "")]).parts.get()
    assert 'class="empty' in shown(signed_in(world.olga), empty)
    answer = signed_in(world.charlie).get(reverse("documents:part_history", args=[part.pk]))
    assert answer.status_code == 404


def test_looking_writes_nothing(world: World, part: Part, signed_in: SignedIn) -> None:
    shown(signed_in(world.bob), part, step=0)
    assert PartUpdate.objects.filter(part=part).count() == part.head_seq


def test_states_at_round_numbers_are_remembered_and_right(
    world: World, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.drafts.past.AT_ONCE", 2)
    monkeypatch.setattr("documents.drafts.past.STRIDE", 5)
    typist = Typist(5)
    typist.document = text_document(part.pk)[0]
    for number in range(1, 20):
        update = typist.types("ż", number // 2)
        log.append(part.pk, [incoming(update, msg_no=number, author=world.bob.pk)])
    replay, seen = Typist(1).document, []
    for _seq, update in log.rows_after(part.pk, 0):
        replay.apply(update)
        seen.append(replay.text)
    numbers = (23, 4, 11, 20, 1)
    for _again in range(2):
        assert [text_at(part.pk, seq) for seq in numbers] == [seen[seq - 1] for seq in numbers]
