"""What is let in and what is not."""

import pytest

from documents.drafts.text import MAX_CLOCK, Malformed, Struct, TextDocument, Update, decode, inspect
from documents.drafts.text.decode import _Reader
from documents.drafts.text.update import encode

from .oracle import Oracle, pack, unpack

TYPED = bytes.fromhex("0101 05 07 84 05 06 01 61 00")  # client 5 types "a" behind its character 6
FIRST = bytes.fromhex("0101 05 00 04 01 04 74657874 02 c485 00")  # client 5 begins with "ą"
ERASED = bytes.fromhex("00 01 05 01 02 03")
BOTH = bytes.fromhex("0101 05 07 c4 05 06 09 00 04 f09f9880 00")  # an emoji between two characters

FOREIGN = ["format", "embed", "map", "nested", "binary", "root", "any", "subdocument", "return", "nul"]


def test_everyday_updates_are_read() -> None:
    assert decode(TYPED) == Update({5: [Struct(7, 1, (5, 6), None, "a")]}, {})
    assert decode(FIRST) == Update({5: [Struct(0, 1, None, None, "ą")]}, {})
    assert decode(BOTH) == Update({5: [Struct(7, 2, (5, 6), (9, 0), "\ud83d\ude00")]}, {})
    assert decode(ERASED) == Update({}, {5: [(2, 3)]})
    assert decode(b"\0\0") == Update({}, {})


@pytest.mark.parametrize("data", [TYPED, ERASED, BOTH])
def test_the_short_way_of_reading_tells_the_same(data: bytes) -> None:
    assert decode(data) == _Reader(data, False).update()


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_plain_text_is_refused(oracle: Oracle, kind: str) -> None:
    (data,) = unpack(oracle.ask("refused", [{"kind": kind}]))
    for stored in (False, True):
        with pytest.raises(Malformed):
            decode(data, stored=stored)


@pytest.mark.parametrize(
    "hexed",
    {
        "nothing": "",
        "bytes left over": "0101 05 07 84 05 06 01 61 00 00",
        "cut short": "0101 05 07 84 05 06 01 61",
        "string longer than its length": "0101 05 07 84 05 06 01 6161 00",
        "empty string": "0101 05 07 84 05 06 00 00",
        "longer number than needed": "0101 8500 07 84 05 06 01 61 00",
        "client beyond what JavaScript counts": "0101 ffffffffffffff7f 00 84 05 06 01 61 00",
        "absurd clock": "0101 05 ffffffff0f 84 06 06 01 61 00",
        "absurd deleted run": "0101 05 07 81 05 06 ffffffff0f 00",
        "empty deleted run": "0101 05 07 81 05 06 00 00",
        "left origin in its own future": "0101 05 07 84 05 07 01 61 00",
        "right origin in its own future": "0101 05 07 c4 05 06 05 08 01 61 00",
        "client without runs": "0100 05 07 00",
        "client twice": "0201 05 07 84 05 06 01 61 01 05 08 84 05 07 01 61 00",
        "another root": "0101 05 00 04 01 04 74657875 01 61 00",
        "root as a nested type": "0101 05 00 04 00 05 00 01 61 00",
        "key of a map": "0101 05 00 24 01 04 74657874 01 6b 01 61 00",
        "surrogates in UTF-8": "0101 05 07 84 05 06 03 eda080 00",
        "overlong UTF-8": "0101 05 07 84 05 06 02 c1a1 00",
        "carriage return": "0101 05 07 84 05 06 01 0d 00",
        "NUL": "0101 05 07 84 05 06 01 00 00",
        "deletion of nothing": "00 01 05 01 02 00",
        "client without deletions": "00 01 05 00",
        "deletions of a client twice": "00 02 05 01 02 01 05 01 04 01",
        "deletions out of order": "00 01 05 02 04 01 02 01",
        "deletions that overlap": "00 01 05 02 02 03 04 01",
        "unknown content": "0101 05 07 85 05 06 01 61 00",
    }.values(),
)
def test_malformed(hexed: str) -> None:
    for read in (decode, inspect):
        with pytest.raises(Malformed):
            read(bytes.fromhex(hexed))


@pytest.mark.parametrize("hexed", ["0101 05 07 00 03 00", "0102 05 07 0a 03 84 05 06 01 61 00"])
def test_gc_and_gaps_come_in_stored_states_only(hexed: str) -> None:
    data = bytes.fromhex(hexed)
    assert decode(data, stored=True).structs[5]
    with pytest.raises(Malformed):
        decode(data)


def test_too_large() -> None:
    update = encode({5: [Struct(0, 1000, None, None, "x" * 1000)]}, {})
    assert decode(update)
    with pytest.raises(Malformed):
        decode(update, limit=1000)
    with pytest.raises(Malformed):
        inspect(update, limit=1000)


def test_the_last_clock_can_be_reached_but_not_passed() -> None:
    assert decode(encode({5: [Struct(MAX_CLOCK - 1, 1, (6, 0), None, "x")]}, {}))
    with pytest.raises(Malformed):
        decode(encode({5: [Struct(MAX_CLOCK - 1, 2, (6, 0), None, "xy")]}, {}))


def test_whatever_hangs_on_a_collected_struct_is_gone_as_in_yjs(oracle: Oracle) -> None:
    gc = bytes.fromhex("0101 05 00 00 03 00")
    behind = bytes.fromhex("0101 06 00 84 05 01 01 61 00")
    elsewhere = bytes.fromhex("0101 07 00 04 01 04 74657874 01 62 00")
    doc = TextDocument()
    for update in (gc, behind, elsewhere):
        doc.apply(update)
    (answer,) = oracle.ask("judge", [{"updates": pack([gc, behind, elsewhere])}])
    assert doc.text == answer["text"] == "b"
    assert pack([doc.encode_state()]) == [answer["state"]]
    assert TextDocument.load(doc.encode_state()).encode_state() == doc.encode_state()


def test_summary() -> None:
    summary = inspect(BOTH)
    assert summary.inserts == {5: (7, 9)}
    assert summary.inserted == 2
    assert summary.needs == {5: 7, 9: 1}
    assert summary.missing({5: 7, 9: 1}) == {}
    assert summary.missing({5: 6}) == {5: 7, 9: 1}
    assert inspect(ERASED) == ({}, {5: 5}, 0, {5: 5})
