"""Awareness is stamped by the server: nobody can take another's name, colour or client id."""

import pytest

from documents.drafts import awareness
from documents.drafts.awareness import State
from documents.drafts.text.lib0 import Malformed

HERE = {"type": None, "tname": "text", "item": None, "assoc": 0}


def test_what_is_written_is_read_back() -> None:
    states = [State(5, 1, {"cursor": None, "user": {"name": "Zażółć"}}), State(6, 2, None)]
    assert awareness.read(awareness.write(states)) == states


def test_the_name_is_the_servers_and_the_cursor_the_clients() -> None:
    sent = State(
        5, 1, {"user": {"name": "Marszałek", "color": "url(x)"}, "cursor": {"anchor": HERE, "head": HERE}}
    )
    stamped = awareness.stamp(sent, user=9, name="Bob Łuczak").state
    assert stamped is not None
    assert stamped["user"]["name"] == "Bob Łuczak"
    assert stamped["user"]["color"] in awareness.COLOURS
    assert stamped["cursor"] == {"anchor": HERE, "head": HERE}
    assert set(stamped) == {"user", "cursor"}


@pytest.mark.parametrize(
    "cursor",
    [
        {"anchor": HERE},
        {"anchor": HERE, "head": "<b>"},
        "x",
        {"anchor": {"item": {"client": "a", "clock": 1}}, "head": HERE},
    ],
)
def test_a_cursor_that_is_no_position_is_dropped(cursor: object) -> None:
    stamped = awareness.stamp(State(5, 1, {"cursor": cursor}), user=9, name="Bob").state
    assert stamped is not None
    assert stamped["cursor"] is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x01",
        b"\x7f",
        b"\x01\x05\x01\x02{",
        b"\x01\x05\x01\x02[]",
        b"\x01\x05\x01\xa0\x1f" + b"[" * 4000,
        awareness.write([]) + b"x",
        awareness.write([State(n, 1, None) for n in range(201)]),
    ],
)
def test_malformed_awareness_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        awareness.read(body)
