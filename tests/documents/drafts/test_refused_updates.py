"""What must not get into the log, tried by the thousand: foreign names, gaps, too much, senseless bytes."""

import random
from collections import Counter

import pytest

from documents.drafts.log import Incoming, judged
from documents.drafts.rows import Client, Found
from documents.drafts.text import Malformed, inspect
from documents.drafts.text.decode import MAX_UPDATE
from tests.documents.drafts.wire import Typist, incoming

TRIES = 2000
ALICE, BOB = 1, 2
WORDS = ["a", "ż", "Zażółć ", "😀", "\n", "dłuższy fragment "]


def _written(dice: random.Random, client: int, count: int) -> list[bytes]:
    typist = Typist(client)
    updates = []
    for _number in range(count):
        length = typist.document.length
        if length > 4 and dice.random() < 0.2:
            updates.append(typist.erases(0, 1 if dice.random() < 0.5 else 2))
        else:
            updates.append(typist.types(dice.choice(WORDS), dice.choice((0, length))))
    return updates


def _found(client: int, clock: int, user: int = ALICE) -> Found:
    return Found(9, "", {}, {client: Client(user, clock)})


def _code(found: Found, message: Incoming) -> str:
    result, clients, rows = judged(found, [message])
    if rows:
        return "stored"
    assert result.head == 9 and not clients
    return result.refused[0][1]


def test_nobody_writes_in_the_name_of_another() -> None:
    told: Counter[str] = Counter()
    for seed in range(TRIES):
        dice = random.Random(seed)
        client = dice.randrange(1, 2**32)
        forged = next(update for update in _written(dice, client, 6) if inspect(update).inserts)
        start = inspect(forged).inserts[client][0]
        for author in (BOB, ALICE):
            message = incoming(forged, msg_no=1, author=author)
            told[f"{author}: {_code(_found(client, start), message)}"] += 1
    print(f"{TRIES} forged updates: {dict(told)}")
    assert told == {f"{BOB}: foreign_client": TRIES, f"{ALICE}: stored": TRIES}


def test_nothing_is_stored_whose_beginning_is_missing() -> None:
    told: Counter[str] = Counter()
    for seed in range(TRIES):
        dice = random.Random(seed)
        client = dice.randrange(1, 2**32)
        updates = _written(dice, client, 8)
        late = dice.choice([update for update in updates[1:] if inspect(update).inserts])
        known = dice.randrange(inspect(late).inserts[client][0])
        told[_code(_found(client, known), incoming(late, msg_no=1, author=ALICE))] += 1
    print(f"{TRIES} updates with a gap before them: {dict(told)}")
    assert told == {"stale_clock": TRIES}


@pytest.mark.parametrize("size", [MAX_UPDATE + 1, MAX_UPDATE * 2, MAX_UPDATE * 8])
def test_too_much_at_once_is_refused_unread(size: int) -> None:
    update = Typist(7).types("ą" * (size // 2))
    assert len(update) > MAX_UPDATE
    with pytest.raises(Malformed):
        inspect(update)


def test_bytes_of_no_sense_are_refused() -> None:
    refused = 0
    for seed in range(TRIES * 5):
        dice = random.Random(seed)
        try:
            inspect(dice.randbytes(dice.randrange(80)))
        except Malformed:
            refused += 1
    print(f"{TRIES * 5} times random bytes: {refused} refused")
    assert refused > TRIES * 4.9  # what is left happens to be the empty update, or nearly so
