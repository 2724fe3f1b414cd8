"""Laws that hold for every text, tried by hypothesis."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.drafts.text import Malformed, Struct, TextDocument, Update, decode, merge_batch, units
from documents.drafts.text.diff import hunks
from documents.drafts.text.edit import clean, delete, insert, replace_text
from documents.drafts.text.lib0 import (
    MAX_NUMBER,
    read_int,
    read_string,
    read_uint,
    uint,
    write_int,
    write_string,
    write_uint,
)
from documents.drafts.text.update import encode, joined

LETTERS = "abc ąęłóż\n.,😀👩🏽‍🚀𝄞\u0301"
texts = st.text(alphabet=LETTERS, max_size=60)
any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.integers(0, MAX_NUMBER))
def test_numbers_come_back(value: int) -> None:
    out = bytearray()
    write_uint(out, value)
    assert read_uint(bytes(out), 0) == (value, len(out))
    assert uint(value) == bytes(out)


@given(st.integers(-63, 63))
def test_small_signed_numbers_come_back(value: int) -> None:
    out = bytearray()
    write_int(out, value)
    assert read_int(bytes(out), 0) == (value, 1)


@given(any_text)
def test_strings_come_back_in_units(text: str) -> None:
    out = bytearray()
    write_string(out, units.to_units(text))
    read, end = read_string(bytes(out), 0)
    assert units.from_units(read) == text
    assert end == len(out)
    assert len(read) == units.unit_length(text) == len(text.encode("utf-16-le")) // 2


@given(any_text, st.data())
def test_positions_lead_there_and_back(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    assert units.python_index(text, units.unit_index(text, index)) == index


@given(st.binary(max_size=80))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    try:
        update = decode(data)
    except Malformed:
        return
    assert decode(encode(*update)) == update._replace(
        deletes={client: joined(ranges) for client, ranges in update.deletes.items()}
    )


@given(texts, texts)
def test_hunks_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    text, shift = old, 0
    for start, stop, piece in hunks(old, new):
        text = text[: start + shift] + piece + text[stop + shift :]
        shift += len(piece) - (stop - start)
    assert text == new


@given(texts, texts)
def test_replacing_gives_the_text_and_an_update_that_says_so(old: str, new: str) -> None:
    doc, other = TextDocument(), TextDocument()
    first = replace_text(doc, old, 1)
    second = replace_text(doc, new, 2)
    assert doc.text == new
    for update in (second, first):
        other.apply(update)
    assert other.text == new
    assert other.encode_state() == doc.encode_state()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_edits_at_random_places_of_a_large_text(seed: int) -> None:
    """Enough of them to split blocks of the position index, which is there from the start."""
    dice, doc, model = random.Random(seed), TextDocument(), ""
    assert doc.length == 0
    updates = []
    for _ in range(900):
        index = dice.randint(0, len(model))
        if dice.random() < 0.7:
            piece = dice.choice(["a", "ęż", "koniec\n"])
            updates.append(insert(doc, index, piece, dice.randint(1, 3)))
            model = model[:index] + piece + model[index:]
        else:
            count = min(dice.randint(0, 9), len(model) - index)
            updates.append(delete(doc, index, count))
            model = model[:index] + model[index + count :]
    assert doc.text == model
    assert doc.length == len(model)
    again = TextDocument()
    for update in merge_batch(updates):
        again.apply(update)
    assert again.text == model
    assert sum(block.count for block in doc.index.blocks) == sum(1 for _ in doc.items())


def test_typing_merges_into_one_row_also_between_others() -> None:
    doc = TextDocument()
    start = insert(doc, 0, "xy", 9)
    typed = []
    for at, letter in enumerate("abcdef"):
        typed += [insert(doc, at, letter, 1), insert(doc, doc.length, letter, 2)]
    merged = merge_batch([start, *typed])
    assert len(merged) == 3
    other = TextDocument()
    for update in reversed(merged):
        other.apply(update)
    assert other.text == doc.text == "abcdefxyabcdef"


def test_backspaces_merge_with_the_typing() -> None:
    doc = TextDocument()
    keys = [insert(doc, 0, "a", 1), insert(doc, 1, "b", 1), delete(doc, 1, 1), insert(doc, 1, "c", 1)]
    (row,) = merge_batch(keys)
    assert TextDocument.load(row).text == "ac"


def test_what_does_not_follow_stays_as_it_was() -> None:
    one = encode({1: [Struct(0, 1, None, None, "a")]}, {})
    gap = encode({1: [Struct(5, 1, (1, 0), None, "b")]}, {})
    two = encode({1: [Struct(6, 1, (1, 5), None, "c")], 2: [Struct(0, 1, (1, 0), None, "d")]}, {})
    assert merge_batch([one, gap, two, one]) == [one, gap, two, one]
    assert merge_batch([]) == []


def test_rows_do_not_grow_without_end() -> None:
    doc = TextDocument()
    pasted = [insert(doc, doc.length, "x" * 10_000, 1) for _ in range(20)]
    rows = merge_batch(pasted)
    assert 3 < len(rows) < 6
    assert all(len(row) < 70_000 for row in rows)


def test_places_outside_the_text_are_refused() -> None:
    doc = TextDocument()
    insert(doc, 0, "abc", 1)
    for index in (-1, 4):
        with pytest.raises(IndexError):
            insert(doc, index, "x", 1)
    for index, length in ((-1, 1), (0, 4), (3, 1), (0, -1)):
        with pytest.raises(IndexError):
            delete(doc, index, length)
    assert doc.text == "abc"


def test_text_that_cannot_be_kept() -> None:
    assert clean("a\r\nb\rc\0") == "a\nb\nc"
    with pytest.raises(ValueError, match="surrogates"):
        insert(TextDocument(), 0, "\ud83d", 1)
    assert insert(TextDocument(), 0, "", 1) == encode({}, {})


def test_small_changes_stay_small() -> None:
    lines = [f"Wiersz numer {number}, zażółć gęślą jaźń." for number in range(2000)]
    doc = TextDocument()
    replace_text(doc, "\n".join(lines), 1)
    lines[700] = lines[700].replace("gęślą", "gęśli")
    lines[1500] = "Całkiem inny wiersz 🙂"
    lines.insert(3, "")
    update = replace_text(doc, "\n".join(lines), 2)
    assert doc.text == "\n".join(lines)
    assert len(update) < 200


def test_an_update_may_be_applied_to_many_documents() -> None:
    update = Update({1: [Struct(0, 3, None, None, "abc")]}, {1: [(1, 1)]})
    one, other = TextDocument(), TextDocument()
    for doc in (one, other):
        doc.apply(update)
    assert one.text == other.text == "ac"
    assert update.structs[1][0].text == "abc"
