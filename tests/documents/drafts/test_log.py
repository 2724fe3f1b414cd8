"""The log: gapless, nothing twice, nothing in another's name, nothing with a hole before it."""

from collections.abc import Callable
from typing import Any

import pytest

from documents.drafts import log
from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Part, PartUpdate
from documents.drafts.projection import bring_up_to_date, take_snapshot, text_document
from tests.documents.drafts.wire import Typist, incoming
from tests.people import World


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Diagnoza", "")]).parts.get()


def test_rows_are_numbered_without_gaps_in_the_order_of_commit(world: World, part: Part) -> None:
    alice, bob = Typist(1), Typist(2)
    log.append(part.pk, [incoming(alice.types("ąę"), msg_no=1, author=world.alice.pk, session="a" * 20)])
    log.append(part.pk, [incoming(bob.types("x"), msg_no=1, author=world.bob.pk, session="b" * 20)])
    assert list(PartUpdate.objects.filter(part=part).values_list("seq", "author")) == [
        (1, world.alice.pk),
        (2, world.bob.pk),
    ]
    part.refresh_from_db()
    assert part.head_seq == 2


def test_typing_of_one_session_in_a_batch_becomes_one_row_under_its_last_number(
    world: World, part: Part
) -> None:
    typist = Typist(1)
    batch = [
        incoming(typist.types(letter), msg_no=n, author=world.bob.pk) for n, letter in enumerate("plan", 1)
    ]
    result = log.append(part.pk, batch)
    assert [(row.seq, row.msg_no) for row in result.rows] == [(1, 4)]
    assert text_document(part.pk)[0].text == "plan"


def test_a_message_sent_again_is_known_and_not_stored_twice(world: World, part: Part) -> None:
    message = incoming(Typist(1).types("a"), msg_no=1, author=world.bob.pk)
    log.append(part.pk, [message])
    again = log.append(part.pk, [message])
    assert (again.rows, again.known, again.head) == ([], [message], 1)


def test_no_message_is_called_stored_whose_row_is_not_told(
    world: World, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own session gets no echo of it: whoever is told that it is stored must be told the row as well."""
    message = incoming(Typist(1).types("a"), msg_no=1, author=world.bob.pk, session="a" * 20)

    def committed_between(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*about: Any, **more: Any) -> Any:
            found = read(*about, **more)
            log.append(part.pk, [message])  # a second time it is known and not stored again
            return found

        return reading

    for name in ("opening", "last_message"):
        monkeypatch.setattr(log, name, committed_between(getattr(log, name)))
    told = log.entry(part.pk, 0, "a" * 20)
    assert [seq for seq, _update in told.opening.rows] == [1]
    assert told.last_message == 0  # it will be sent again, and known


def test_another_persons_client_id_is_refused(world: World, part: Part) -> None:
    log.append(part.pk, [incoming(Typist(1).types("a"), msg_no=1, author=world.alice.pk, session="a" * 20)])
    forged = Typist(1)
    forged.types("a")
    result = log.append(
        part.pk, [incoming(forged.types("b"), msg_no=1, author=world.bob.pk, session="b" * 20)]
    )
    assert [code for _message, code in result.refused] == ["foreign_client"]
    assert text_document(part.pk)[0].text == "a"


def test_an_update_with_a_hole_before_it_is_refused_until_the_hole_is_filled(
    world: World, part: Part
) -> None:
    typist = Typist(1)
    first, second = typist.types("a"), typist.types("b")
    late = log.append(part.pk, [incoming(second, msg_no=2, author=world.bob.pk)])
    assert [code for _message, code in late.refused] == ["stale_clock"]
    log.append(part.pk, [incoming(first, msg_no=1, author=world.bob.pk)])
    log.append(part.pk, [incoming(second, msg_no=2, author=world.bob.pk)])
    assert text_document(part.pk)[0].text == "ab"


def test_a_locked_part_takes_nothing(world: World, part: Part) -> None:
    lock_part(part, by=world.alice, locked=True)
    result = log.append(part.pk, [incoming(Typist(1).types("a"), msg_no=1, author=world.alice.pk)])
    assert [code for _message, code in result.refused] == ["locked"]


def test_an_opening_leads_from_a_snapshot_to_the_head(world: World, part: Part) -> None:
    typist = Typist(1)
    for number in range(1, 8):
        log.append(part.pk, [incoming(typist.types("ż"), msg_no=number, author=world.bob.pk)])
    assert take_snapshot(part.pk, 5) == 7
    log.append(part.pk, [incoming(typist.types("!"), msg_no=8, author=world.bob.pk)])
    found = log.opening(part.pk)
    assert (found.state_seq, found.head, [seq for seq, _ in found.rows]) == (7, 8, [8])
    assert found.state is not None
    assert Typist(9).hears(found.state, found.rows[0][1]) == "żżżżżżż!"
    assert log.opening(part.pk, since=7).state is None


def test_reading_projects_the_log_and_writes_nothing_into_it(world: World, part: Part) -> None:
    log.append(part.pk, [incoming(Typist(1).types("# Cel\n\nZażółć"), msg_no=1, author=world.bob.pk)])
    part.refresh_from_db()
    bring_up_to_date(part)
    assert "Zażółć" in part.html
    assert part.toc == [[1, "c1-h1", "Cel"]]
    part.refresh_from_db()
    assert (part.head_seq, part.projected_seq) == (1, 1)
