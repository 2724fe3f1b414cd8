"""The pure session: what frames of standard and of our own clients lead to."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafts import protocol
from documents.drafts.session import (
    NOTHING,
    Awareness,
    Open,
    Refuse,
    SendHead,
    SendRows,
    Session,
    ShowAwareness,
    Store,
    receive,
)  # fmt: skip
from documents.drafts.text.lib0 import Malformed
from tests.documents.drafts.wire import Typist, hello, update_frame

EPOCH = "e1"


def session(*, write: bool = True) -> Session:
    return Session(7, write, EPOCH)


def test_a_standard_client_is_opened_from_the_start_without_greeting() -> None:
    assert receive(session(), protocol.sync(protocol.STEP1, b"\0")) == [Open(0, greet=False), ShowAwareness()]


def test_hello_opens_from_where_the_client_is_and_names_the_session_after_its_person() -> None:
    it = session()
    assert receive(it, hello(since=41, epoch=EPOCH))[0] == Open(41, greet=True)
    assert it.name == "7-" + "s" * 20


def test_another_epoch_is_opened_afresh_and_none_of_its_text_is_taken() -> None:
    it = session()
    assert receive(it, hello(since=41, epoch="older"))[0] == Open(0, greet=True)
    assert receive(it, update_frame(1, Typist(5).types("a"))) == [Refuse("epoch", 1)]


def test_updates_of_a_standard_client_are_numbered_by_the_server() -> None:
    it, typist = session(), Typist(5)
    first = receive(it, protocol.sync(protocol.STEP_UPDATE, typist.types("a")))
    second = receive(it, protocol.sync(protocol.STEP2, typist.types("b")))
    assert [effect.msg_no for effect in first + second if isinstance(effect, Store)] == [1, 2]


def test_an_update_without_content_is_not_stored() -> None:
    assert receive(session(), protocol.sync(protocol.STEP2, NOTHING)) == []


def test_a_reader_cannot_write_in_either_dialect() -> None:
    it, update = session(write=False), Typist(5).types("a")
    assert receive(it, protocol.sync(protocol.STEP_UPDATE, update)) == [Refuse("read_only", 1)]
    receive(it, hello())
    assert receive(it, update_frame(3, update)) == [Refuse("read_only", 3)]


def test_the_small_questions() -> None:
    it = session()
    receive(it, hello())
    assert receive(it, protocol._frame(protocol.SINCE, 12)) == [SendRows(12)]
    assert receive(it, protocol._frame(protocol.HEAD)) == [SendHead()]
    assert receive(it, protocol.awareness(b"\0")) == [Awareness(b"\0")]
    assert receive(it, protocol._frame(protocol.QUERY_AWARENESS)) == [ShowAwareness()]


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x05",
        protocol._frame(protocol.HEAD) + b"!",
        protocol.sync(9, b"a"),
        protocol.sync(protocol.STEP_UPDATE, b"nonsense"),
        protocol._frame(protocol.HELLO, body=b"[]"),
        protocol._frame(protocol.HELLO, body=b"{"),
        protocol._frame(protocol.HELLO, body=b"[" * 100_000),
        protocol.hello(session="short", since=0, epoch=""),
        protocol.hello(session="s" * 20, since=-1, epoch=""),
        protocol.hello(session="s" * 20, since="1", epoch=""),
        protocol.hello(session="s" * 41, since=0, epoch=""),
        protocol.hello(session="s" * 20 + "\0", since=0, epoch=""),
        protocol.hello(session="s" * 20, since=2**64, epoch=""),
    ],
)
def test_malformed_frames_are_malformed(frame: bytes) -> None:
    with pytest.raises(Malformed):
        receive(session(), frame)


@given(st.binary(max_size=80))
def test_no_bytes_whatever_raise_anything_but_malformed(frame: bytes) -> None:
    with contextlib.suppress(Malformed):
        receive(session(), frame)
