"""Relative positions from strangers, and the corners that random histories seldom reach."""

import pytest

from documents.drafts.text import Malformed, RelativePosition, TextDocument, runs, to_absolute, to_relative
from documents.drafts.text.edit import delete, insert


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {},
        {"tname": "other", "assoc": 0},
        {"tname": "text", "type": {"client": 1, "clock": 1}},
        {"tname": "text", "item": 5},
        {"tname": "text", "item": {"client": 1}},
        {"tname": "text", "item": {"client": True, "clock": 0}},
        {"tname": "text", "item": {"client": -1, "clock": 0}},
        {"tname": "text", "item": {"client": 2**60, "clock": 0}},
        {"tname": "text", "item": {"client": 1, "clock": 0.5}},
        {"tname": "text", "assoc": "0"},
        {"tname": "text", "assoc": 64},
    ],
)
def test_refused_json(value: object) -> None:
    with pytest.raises(Malformed):
        RelativePosition.from_json(value)


@pytest.mark.parametrize(
    "hexed", ["", "00", "0005", "0105", "01057465787400", "0200", "03", "010474657874 00 00"]
)
def test_refused_bytes(hexed: str) -> None:
    with pytest.raises(Malformed):
        RelativePosition.decode(bytes.fromhex(hexed))


def test_both_ways_of_yjs_to_write_json() -> None:
    item = {"client": 1, "clock": 2}
    bare = RelativePosition.from_json({"item": item})
    full = RelativePosition.from_json({"type": None, "tname": "text", "item": item, "assoc": 0})
    assert bare == full == ((1, 2), 0)


def test_an_empty_text() -> None:
    doc = TextDocument()
    for assoc in (0, -1):
        place = to_relative(doc, 0, assoc)
        assert place == (None, assoc)
        assert to_absolute(doc, RelativePosition(None, assoc)) == 0
    assert to_absolute(doc, RelativePosition((1, 0))) is None


def test_a_place_stays_with_its_letter() -> None:
    doc = TextDocument()
    insert(doc, 0, "Zażółć 🐢 jaźń", 1)
    place = to_relative(doc, 10)
    insert(doc, 0, "Wstęp. ", 2)
    assert to_absolute(doc, place) == 17
    delete(doc, 12, 5)
    assert to_absolute(doc, place) == 12
    assert doc.text == "Wstęp. Zażółjaźń"


def test_who_typed_what() -> None:
    doc = TextDocument()
    insert(doc, 0, "Alice wrote 🐢.", 1)
    insert(doc, 5, " and Bob", 2)
    delete(doc, 0, 1)
    assert runs(doc) == [(0, 4, 1, 1), (4, 8, 2, 0), (12, 10, 1, 5)]
