"""Damaged updates: refused cleanly, or taken exactly as yjs takes them. Never anything in between."""

import random
from base64 import b64decode
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import pycrdt
import pytest

from documents.drafts.text import Malformed, TextDocument, decode, inspect
from documents.drafts.text.units import to_units

from .oracle import Oracle, pack, unpack

pytestmark = pytest.mark.sweep

BY_DAY = 600  # cases, with few damages in each
MOST = 20_000  # cases, with many


def test_a_damaged_update_is_refused_or_means_what_it_means_to_yjs(oracle: Oracle, fuzz_cases: int) -> None:
    """Some that are well formed contradict themselves (a run to the left of its left origin, other letters
    under known ids). No reader sees that without the document, and yjs does not agree with itself on them."""
    tried, piles, astray = 0, [], []
    for state, damaged, dice in damages(oracle, min(fuzz_cases, MOST), 5 if fuzz_cases <= BY_DAY else 15):
        tried += 1
        if taken(damaged):
            piles.append([state, damaged] if dice.random() < 0.7 else [damaged, state])
            pycrdt_takes(piles[-1])
    requests = ({"updates": pack(pile)} for pile in piles)
    for pile, answer in zip(piles, oracle.ask("judge", requests), strict=True):
        if not agreed(pile, answer):
            astray.append((pile, answer))
    for pile, answer in astray:
        assert not yjs_agrees_with_itself(oracle, pile, answer), (pile, answer)
    print(f"{tried} damaged updates: {tried - len(piles)} refused, {len(piles)} taken, {len(astray)} astray")
    assert 0 < len(piles) < tried
    assert len(astray) < len(piles) / 20


def agreed(pile: list[bytes], answer: dict[str, Any]) -> bool:
    """Whether this engine makes the same of it as yjs, and the same again when it reloads its state."""
    assert "error" not in answer, (pile, answer)
    assert set(answer["roots"]) <= {"text"}, (pile, answer)
    doc = TextDocument()
    for update in pile:
        doc.apply(update)
    vector = {str(client): clock for client, clock in doc.state_vector().items()}
    if vector != answer["vector"]:  # while something is missing, yjs keeps runs back that have all they need
        assert answer["pending"] and doc.pending
        assert all(vector.get(client, 0) >= clock for client, clock in answer["vector"].items())
    elif not same_but_for_torn_pairs(answer["text"], doc.text):
        return False
    return TextDocument.load(doc.encode_state()).text == doc.text


def yjs_agrees_with_itself(oracle: Oracle, pile: list[bytes], answer: dict[str, Any]) -> bool:
    ways = [[answer["state"]], pack(reversed(pile)), pack([*pile, *pile])]
    texts = {one["text"] for one in oracle.ask("judge", [{"updates": way} for way in ways])}
    return texts == {answer["text"]}


def damages(oracle: Oracle, cases: int, in_each: int) -> Iterator[tuple[bytes, bytes, random.Random]]:
    seeds = ({"seed": 20_000_000 + seed, "steps": 10, "whole": True} for seed in range(cases))
    for seed, case in enumerate(oracle.ask("generate", seeds)):
        dice = random.Random(seed)
        for state, damaged in mutations(unpack(case["updates"]), b64decode(case["state"]), dice, in_each):
            yield state, damaged, dice


def mutations(
    updates: list[bytes], state: bytes, dice: random.Random, count: int
) -> Iterator[tuple[bytes, bytes]]:
    """A state and an update that has come to harm after it."""
    places = sorted(dice.randrange(len(updates)) for _ in range(count))
    doc, fed = TextDocument(), 0
    for at in places:
        for update in updates[fed:at]:
            doc.apply(update)
        fed = at
        whole = state if dice.random() < 0.1 else updates[at]
        other = dice.choice(updates)
        yield doc.encode_state(), dice.choice(HARMS)(whole, other, dice)


def flip(update: bytes, _: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(update))
    return update[:at] + bytes([update[at] ^ 1 << dice.randrange(8)]) + update[at + 1 :]


def overwrite(update: bytes, _: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(update))
    return update[:at] + bytes([dice.choice((0, 1, 4, 10, 127, 128, 132, 196, 255))]) + update[at + 1 :]


def leave_out(update: bytes, _: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(update))
    return update[:at] + update[at + dice.randrange(1, 4) :]


def push_in(update: bytes, _: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(update) + 1)
    return update[:at] + dice.randbytes(dice.randrange(1, 4)) + update[at:]


def splice(update: bytes, other: bytes, dice: random.Random) -> bytes:
    return update[: dice.randrange(len(update))] + other[dice.randrange(len(other)) :]


HARMS: list[Callable[[bytes, bytes, random.Random], bytes]] = [
    flip,
    flip,
    flip,
    overwrite,
    overwrite,
    leave_out,
    push_in,
    splice,
]


def taken(damaged: bytes) -> bool:
    try:
        update = decode(damaged)
    except Malformed:
        update = None
    try:
        summary = inspect(damaged)
    except Malformed:
        summary = None
    assert (update is None) == (summary is None)
    return update is not None


def same_but_for_torn_pairs(theirs: str, ours: str) -> bool:
    """yjs cuts even at the origins of a run it then ignores, and may tear an emoji apart; we do not."""
    pairs = list(zip_longest(to_units(theirs), to_units(ours), fillvalue=""))
    return all(one == other or (one == "\ufffd" and "\ud800" <= other <= "\udfff") for one, other in pairs)


def pycrdt_takes(pile: list[bytes]) -> None:
    second: pycrdt.Doc[Any] = pycrdt.Doc()
    second.get("text", type=pycrdt.Text)
    for update in pile:
        second.apply_update(update)  # raises ValueError for what it refuses
