"""Keystrokes made runs before they are applied: the same document as one after another."""

import random

import pytest

from documents.drafts.compact import rebuild
from documents.drafts.text import Malformed, TextDocument, edit
from documents.drafts.text.typist import LONGEST, runs_joined

LETTERS = ["a", "ż", "€", "\n", "😀", "ab", "a😀b"]


def _history(dice: random.Random, keystrokes: int) -> list[bytes]:
    """Two or three write in one text, mostly on where they were; some of it comes in the wrong order."""
    document, updates = TextDocument(), []
    places = dict.fromkeys((1, 300, 2**31 + 5), 0)
    for _keystroke in range(keystrokes):
        client = dice.choice([1, 1, 1, 1, 300, 2**31 + 5])
        at = min(places[client], document.length)
        if dice.random() < 0.05:
            at = dice.randrange(document.length + 1)
        if at and dice.random() < 0.1:
            updates.append(edit.delete(document, at - 1, 1))
            places[client] = at - 1
        else:
            text = dice.choice(LETTERS)
            updates.append(edit.insert(document, at, text, client))
            places[client] = at + len(text.encode("utf-16-le")) // 2
    for _swap in range(dice.randrange(4)):
        one, other = dice.randrange(keystrokes), dice.randrange(keystrokes)
        updates[one], updates[other] = updates[other], updates[one]
    return updates


def _one_by_one(updates: list[bytes]) -> TextDocument:
    document = TextDocument()
    for update in updates:
        document.apply(update)
    return document


@pytest.mark.parametrize("seed", range(60))
def test_a_history_is_the_same_as_one_after_another(seed: int) -> None:
    dice = random.Random(seed)
    updates = _history(dice, 200)
    joined, single = rebuild(None, updates), _one_by_one(updates)
    assert joined.text == single.text
    assert joined.encode_state() == single.encode_state()


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_update_is_refused_or_taken_as_it_would_be_alone(seed: int) -> None:
    dice = random.Random(seed)
    updates = _history(dice, 60)
    for _damage in range(40):
        damaged, place = list(updates), dice.randrange(len(updates))
        broken = bytearray(damaged[place])
        broken[dice.randrange(len(broken))] = dice.randrange(256)
        damaged[place] = bytes(broken)
        assert _outcome(damaged, joined=True) == _outcome(damaged, joined=False)


def _outcome(updates: list[bytes], *, joined: bool) -> list[object]:
    try:
        document = rebuild(None, updates) if joined else _one_by_one(updates)
    except Malformed as error:
        return [str(error)]
    return [document.text, document.state_vector()]


def test_a_run_becomes_one_update_and_a_long_one_a_few() -> None:
    document = TextDocument()
    typed = [edit.insert(document, at, "a", 7) for at in range(3 * LONGEST)]
    assert len(list(runs_joined(typed))) <= 5
    assert rebuild(None, typed).text == "a" * 3 * LONGEST
