"""Edits that the server makes: ordinary rows in a person's name, joined with what others wrote meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts import log, projection, rewriting
from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Part, PartClient, PartUpdate
from documents.drafts.past import document_at, text_at
from documents.drafts.projection import take_snapshot, text_document
from documents.drafts.rewriting import NotWritten, rewrite, write_in
from documents.drafts.text import runs
from documents.drafts.text.edit import insert
from tests.documents.drafts.wire import Typist, incoming
from tests.people import World

Hooks = Callable[..., Any]
FIRST = "Zażółć gęślą jaźń 👩🏽‍🚀.\n\nDrugi akapit."


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", FIRST)]).parts.get()


def bob_types(world: World, part: Part, text: str, at: int) -> None:
    typist = Typist(77)
    typist.document = text_document(part.pk)[0]
    log.append(part.pk, [incoming(typist.types(text, at), msg_no=1, author=world.bob.pk)])


def test_an_edit_is_one_more_row_in_the_persons_name(world: World, part: Part) -> None:
    result = rewrite(part, by=world.bob, text=FIRST.replace("Drugi", "Trzeci"))
    assert (result.seq, result.changed, result.conflicts) == (2, True, ())
    assert text_document(part.pk)[0].text == result.text == FIRST.replace("Drugi", "Trzeci")
    row = PartUpdate.objects.get(part=part, seq=2)
    assert row.author == world.bob
    assert set(PartClient.objects.filter(part=part).values_list("user", flat=True)) == {
        world.alice.pk,
        world.bob.pk,
    }


def test_only_what_changed_gets_a_new_author(world: World, part: Part) -> None:
    rewrite(part, by=world.bob, text=FIRST.replace("Drugi", "Trzeci"))
    document, _seq = text_document(part.pk)
    bobs = PartClient.objects.get(part=part, user=world.bob).client
    assert sum(run.length for run in runs(document) if run.client == bobs) <= len("Trzeci")


def test_the_same_text_again_writes_nothing(world: World, part: Part) -> None:
    result = rewrite(part, by=world.bob, text=FIRST.replace("\n", "\r\n"))
    assert (result.changed, result.seq, result.text) == (False, 1, FIRST)
    assert PartUpdate.objects.filter(part=part).count() == 1


def test_what_others_wrote_since_is_kept(world: World, part: Part) -> None:
    bob_types(world, part, "Nowe zdanie. ", 0)
    result = rewrite(part, by=world.alice, text=FIRST + " I trzeci.", base_seq=1)
    assert result.text == "Nowe zdanie. " + FIRST + " I trzeci."
    assert result.conflicts == ()


def test_passages_that_both_changed_are_both_there_and_named(world: World, part: Part) -> None:
    rewrite(part, by=world.bob, text=FIRST.replace("Drugi", "Ostatni"))
    result = rewrite(part, by=world.alice, text=FIRST.replace("Drugi", "Końcowy"), base_seq=1)
    assert "Ostatni Końcowy akapit." in result.text
    (conflict,) = result.conflicts
    assert (conflict.before, conflict.theirs, conflict.ours) == ("Drugi", "Ostatni", "Końcowy")
    assert result.text[conflict.start : conflict.stop] == "Ostatni Końcowy"


def test_rows_that_came_while_the_edit_was_prepared_are_kept(
    world: World, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = projection.text_document

    def slowly(pk: Any) -> Any:
        found = before(pk)
        bob_types(world, part, "W międzyczasie. ", 0)
        return found

    monkeypatch.setattr(projection, "text_document", slowly)
    assert rewrite(part, by=world.alice, text="Od nowa", base_seq=1).text == "W międzyczasie. Od nowa"


def test_a_locked_part_is_refused_in_words(world: World, part: Part) -> None:
    lock_part(part, by=world.alice, locked=True)
    with pytest.raises(NotWritten) as refusal:
        rewrite(part, by=world.alice, text="x")
    assert refusal.value.code == "locked"
    assert refusal.value.messages != [""]
    assert PartUpdate.objects.filter(part=part).count() == 1


def test_a_number_that_the_log_has_not_reached_is_an_error(world: World, part: Part) -> None:
    for seq in (-1, 2):
        with pytest.raises(ValueError, match="no row"):
            rewrite(part, by=world.alice, text="x", base_seq=seq)


def test_open_rooms_hear_of_it_after_commit(
    world: World, part: Part, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Hooks
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(rewriting, "announce", lambda hint: heard.append((hint["topic"], hint["head"])))
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(part, by=world.bob, text="Inaczej")
        assert heard == []
    assert heard == [(f"draft.{part.pk}", 2)]


def test_an_edit_can_be_made_at_the_head_under_the_lock(world: World, part: Part) -> None:
    result = write_in(part, by=world.bob, edit=lambda doc, client: insert(doc, 0, "Na początku. ", client))
    assert result.text.startswith("Na początku. Zażółć")


def test_browsers_join_the_edit_to_their_own_text(
    world: World, part: Part, signed_in: Callable[..., Client]
) -> None:
    typist = Typist(9)
    typist.hears(*[update for _seq, update in log.rows_after(part.pk, 0)])
    mine = typist.types("Moje. ", 0)
    rewrite(part, by=world.alice, text=FIRST.replace("akapit", "ustęp"))
    log.append(part.pk, [incoming(mine, msg_no=1, author=world.bob.pk)])
    typist.hears(*[update for _seq, update in log.rows_after(part.pk, 1)])
    assert (
        typist.document.text == text_document(part.pk)[0].text == "Moje. " + FIRST.replace("akapit", "ustęp")
    )
    page = signed_in(world.olga).get(reverse("documents:document", args=[part.document_id]))
    assert "Drugi ustęp" in page.content.decode()


def test_the_text_at_any_number_is_that_of_a_replay(
    world: World, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    replay = Typist(1).document
    typist, seen = Typist(5), []
    typist.document = text_document(part.pk)[0]
    for number in range(1, 30):
        update = typist.erases(0, 1) if number % 5 == 0 else typist.types("ż", number // 2)
        log.append(part.pk, [incoming(update, msg_no=number, author=world.bob.pk)])
    take_snapshot(part.pk, 5)
    for _seq, update in log.rows_after(part.pk, 0):
        replay.apply(update)
        seen.append(replay.text)
    assert [text_at(part.pk, seq) for seq in range(31)] == ["", *seen]
    monkeypatch.setattr("documents.drafts.past.AT_ONCE", 3)  # in a process of its own
    assert document_at(part.pk, 30).encode_state() == replay.encode_state()
