"""Writing over plain HTTP: the same log, the same refusals."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.drafts.actions import create_document, lock_part
from documents.drafts.models import Part
from documents.drafts.projection import text_document
from kes.accounts.models import User
from tests.documents.drafts.wire import Typist
from tests.people import World

SignedIn = Callable[[User], Client]


@pytest.fixture
def part(world: World) -> Part:
    return create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", "Zażółć")]).parts.get()


def post(client: Client, part: Part, *updates: bytes, epoch: str = "", session: str = "s" * 20) -> Any:
    messages = [[number, base64.b64encode(update).decode()] for number, update in enumerate(updates, 1)]
    body = {"session": session, "epoch": epoch or str(part.epoch), "messages": messages}
    return client.post(reverse("documents:updates", args=[part.pk]), json.dumps(body), "application/json")


def test_a_client_reads_the_state_and_the_rows_after_it(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    answer = signed_in(world.olga).get(reverse("documents:updates", args=[part.pk])).json()
    assert Typist(3).hears(base64.b64decode(answer["state"])) == "Zażółć"
    assert (answer["state_seq"], answer["head"], answer["rows"], answer["write"]) == (1, 1, [], False)


@pytest.mark.parametrize("since", ["9" * 25, "9" * 5000])
def test_a_number_that_no_log_has_is_malformed(
    world: World, part: Part, signed_in: SignedIn, since: str
) -> None:
    answer = signed_in(world.olga).get(reverse("documents:updates", args=[part.pk]), {"since": since})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize("number", [2**70, -(2**70)])
def test_a_message_number_beyond_all_numbers_is_malformed(
    world: World, part: Part, signed_in: SignedIn, number: int
) -> None:
    text = base64.b64encode(Typist(9).types("a")).decode()
    body = {"session": "s" * 20, "epoch": str(part.epoch), "messages": [[number, text]]}
    url = reverse("documents:updates", args=[part.pk])
    answer = signed_in(world.bob).post(url, json.dumps(body), "application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_updates_are_stored_and_acknowledged_and_a_repetition_changes_nothing(
    world: World, part: Part, signed_in: SignedIn
) -> None:
    typist = Typist(9)
    updates = [typist.types("a"), typist.types("b")]
    bob = signed_in(world.bob)
    assert post(bob, part, *updates).json() == {"ack": 2, "seq": 2}
    assert post(bob, part, *updates).json() == {"ack": 2, "seq": 2}
    assert sorted(text_document(part.pk)[0].text) == sorted("Zażółćab")


@pytest.mark.parametrize("who, status, code", [("olga", 403, "read_only"), ("charlie", 404, None)])
def test_a_reader_is_refused_and_an_outsider_sees_nothing(
    world: World, part: Part, signed_in: SignedIn, who: str, status: int, code: str | None
) -> None:
    answer = post(signed_in(getattr(world, who)), part, Typist(9).types("a"))
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code


def test_an_anonymous_visitor_is_sent_to_sign_in(client: Client, part: Part) -> None:
    assert post(client, part, Typist(9).types("a")).status_code == 302


def test_a_locked_part_answers_locked(world: World, part: Part, signed_in: SignedIn) -> None:
    lock_part(part, by=world.alice, locked=True)
    answer = post(signed_in(world.alice), part, Typist(9).types("a"))
    assert (answer.status_code, answer.json()["code"]) == (423, "locked")


def test_text_of_another_epoch_is_not_merged(world: World, part: Part, signed_in: SignedIn) -> None:
    answer = post(
        signed_in(world.bob), part, Typist(9).types("a"), epoch="11111111-1111-1111-1111-111111111111"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "epoch")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"{}",
        b'{"session":"short","epoch":"","messages":[]}',
        b'{"session":"ssssssssssssssssssss","epoch":"","messages":[[1,"!!!"]]}',
        b'{"session":"ssssssssssssssssssss","epoch":"","messages":[[1,"AAA="]]}',
        b'{"session":"ssssssssssssssssssss","epoch":"","messages":[["1","AAA="]]}',
        b'{"session":"sssssssssssssssssss\\u0000","epoch":"","messages":[]}',
        b'{"session":5,"epoch":"","messages":7}',
        b'{"session":"ssssssssssssssssssss","epoch":"","messages":[[null]]}',
    ],
)
def test_malformed_bodies_are_malformed(world: World, part: Part, signed_in: SignedIn, body: bytes) -> None:
    url = reverse("documents:updates", args=[part.pk])
    answer = signed_in(world.bob).post(url, body, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert answer.json()["reason"]
