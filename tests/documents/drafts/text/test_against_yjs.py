"""Random histories made by yjs: whatever way they come in, the text is the one yjs has."""

import random
from base64 import b64decode
from typing import Any

import pycrdt
import pytest

from documents.drafts.text import (
    RelativePosition,
    TextDocument,
    decode,
    inspect,
    merge_batch,
    runs,
    to_absolute,
    to_relative,
)
from documents.drafts.text.edit import delete, insert, replace_text
from documents.drafts.text.summary import summarize
from documents.drafts.text.units import to_units

from .oracle import Oracle, pack, unpack

pytestmark = pytest.mark.sweep

SERVER = 4_000_000_001
PHRASES = ["nowy ", "Żółw 🐢", "\n", "ę", "👍", "dłuższy fragment\nw dwóch wierszach"]


def test_random_histories(oracle: Oracle, fuzz_cases: int) -> None:
    """Every law is tried on each history; what Python writes goes back to yjs in the same round."""
    seeds = ({"seed": seed, "people": 2 + seed % 3, "steps": 6 + seed % 17} for seed in range(fuzz_cases))
    asked: list[dict[str, Any]] = []
    expected: list[str] = []
    for seed, case in enumerate(oracle.ask("generate", seeds)):
        dice = random.Random(seed)
        updates = unpack(case["updates"])
        doc = fed(updates)
        same_as_yjs(doc, case)
        any_order_arrives(updates, case, dice)
        anchors_agree(doc, case)
        authors_are_told(doc)
        summaries_agree(updates)
        for back, text in written(doc, updates, case, dice):
            asked.append({"updates": pack(back)})
            expected.append(text)
    answers = list(oracle.ask("judge", asked))
    assert len(answers) == len(expected) > 0
    for request, answer, text in zip(asked, answers, expected, strict=True):
        assert answer.get("text") == text, (request, answer)
        assert not answer["pending"]


def fed(updates: list[bytes]) -> TextDocument:
    doc = TextDocument()
    for update in updates:
        doc.apply(update)
    return doc


def same_as_yjs(doc: TextDocument, case: dict[str, Any]) -> None:
    assert doc.text == case["text"]
    assert doc.state_vector() == {int(client): clock for client, clock in case["vector"].items()}
    assert not doc.pending
    state = b64decode(case["state"])
    assert len(doc.encode_state()) <= len(state)
    loaded = TextDocument.load(state)
    assert loaded.text == case["text"]
    assert loaded.encode_state() == doc.encode_state()


def any_order_arrives(updates: list[bytes], case: dict[str, Any], dice: random.Random) -> None:
    states, merged = unpack(case["states"]), unpack(case["merged"])
    piles = [updates, updates + updates, states, merged, merge_batch(updates)]
    for pile in dice.sample(piles, 2):
        pile = dice.sample(pile, len(pile))
        doc = TextDocument()
        for update in pile:
            doc.apply(update)
            assert dice.random() < 0.95 or doc.length == len(to_units(doc.text))  # the index, built midway
        assert doc.text == case["text"]
        assert not doc.pending
        assert doc.length == len(to_units(doc.text))


def anchors_agree(doc: TextDocument, case: dict[str, Any]) -> None:
    for made in case["anchors"]:
        place = RelativePosition.from_json(made["json"])
        binary = b64decode(made["binary"])
        assert place.json() == made["json"]
        assert place.encode() == binary
        assert RelativePosition.decode(binary) == place
        assert to_absolute(doc, place) == made["at"]
    for made in case["anchors"][-case["fresh"] :]:
        assert to_relative(doc, made["index"], made["assoc"]).json() == made["json"]


def authors_are_told(doc: TextDocument) -> None:
    units = to_units(doc.text)
    end = 0
    for start, length, client, clock in runs(doc):
        assert start == end
        end += length
        shown = [doc.item_at((client, clock + offset)) for offset in range(length)]
        letters = [(item.text or "")[clock + at - item.clock] for at, item in enumerate(shown)]
        assert "".join(letters) == units[start:end]
    assert end == len(units)


def summaries_agree(updates: list[bytes]) -> None:
    """A history in order never lacks anything; the short way of reading tells what the long way tells."""
    doc = TextDocument()
    for update in updates:
        summary = inspect(update)
        assert summary == summarize(decode(update))
        if not doc.pending:
            before = doc.state_vector()
            doc.apply(update)
            assert bool(doc.pending) == bool(summary.missing(before))


def written(
    doc: TextDocument, updates: list[bytes], case: dict[str, Any], dice: random.Random
) -> list[tuple[list[bytes], str]]:
    """What this engine writes, with the text yjs must make of it."""
    state, early = doc.encode_state(), updates[: dice.randrange(len(updates) + 1)]
    since = doc.encode_state_since(fed(early).state_vector())
    waiting = fed([update for update in updates if dice.random() < 0.7]).encode_state()
    back = [
        ([state], doc.text),
        ([*early, since], doc.text),
        ([waiting, *updates], doc.text),
        (merge_batch(updates), doc.text),
    ]
    edits = [server_edit(doc, dice) for _ in range(3)]
    merged = merge_batch(edits)
    assert TextDocument.load(doc.encode_state()).text == doc.text
    return [*back, ([state, *edits], doc.text), ([*updates, *merged], doc.text)]


def server_edit(doc: TextDocument, dice: random.Random) -> bytes:
    units = to_units(doc.text)
    index = dice.randrange(len(units) + 1)
    if index < len(units) and "\udc00" <= units[index] <= "\udfff":
        index -= 1
    kind = dice.randrange(3)
    if kind == 0:
        phrase = dice.choice(PHRASES)
        made = insert(doc, index, phrase, SERVER)
        assert to_units(doc.text) == units[:index] + to_units(phrase) + units[index:]
    elif kind == 1:
        made = delete(doc, 0, index)
        assert to_units(doc.text) == units[index:]
    else:
        words = doc.text.split(" ")
        dice.shuffle(words)
        wanted = " ".join([*words, dice.choice(PHRASES)])
        made = replace_text(doc, wanted, SERVER)
        assert doc.text == wanted
    return made


def test_pycrdt_agrees_when_fed_in_order(oracle: Oracle, fuzz_cases: int) -> None:
    """Not where surrogate pairs are torn: there pycrdt differs from yjs, which we follow."""
    seeds = ({"seed": 10_000_000 + seed, "whole": True} for seed in range(fuzz_cases // 5))
    for case in oracle.ask("generate", seeds):
        updates = unpack(case["updates"])
        ours = fed(updates)
        second: pycrdt.Doc[Any] = pycrdt.Doc()
        text = second.get("text", type=pycrdt.Text)
        for update in updates:
            second.apply_update(update)
        assert ours.text == str(text) == case["text"]
        again: pycrdt.Doc[Any] = pycrdt.Doc()
        text = again.get("text", type=pycrdt.Text)
        again.apply_update(ours.encode_state())
        assert str(text) == ours.text
        assert TextDocument.load(second.get_update()).text == ours.text
