"""Every character has its author and its minute: equal to a replay of the log, character by character."""

import gzip
import json
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.authorship.apart import ledger_after
from documents.authorship.ledger import STRETCH, Entry, Ledger
from documents.drafts.text import TextDocument
from documents.drafts.text.decode import decode
from documents.drafts.text.edit import delete, insert
from documents.drafts.text.update import encode

TRACE = Path(__file__).parents[4] / "shared" / "bench" / "traces" / "seph-blog1.json.gz"
PIECES = ["a", "ż", "👩🏽‍🚀", "dwa słowa ", "\n"]


def written(seed: int, rows: int = 120) -> tuple[TextDocument, list[Entry]]:
    """A log of three people; authors may use several clients, some rows come twice."""
    dice, document, entries, now = random.Random(seed), TextDocument(), [], 1_700_000_000
    for _ in range(rows):
        author = dice.randint(1, 3)
        client = author * 10 + dice.randint(0, 1)
        now += dice.choice([0, 1, 30, 90])
        index = dice.randint(0, document.length)
        if dice.random() < 0.65:
            update = insert(document, index, dice.choice(PIECES), client)
        else:
            update = delete(document, index, min(dice.randint(0, 6), document.length - index))
        entries += [Entry(author, now, update)] * dice.choice([1, 1, 1, 2])
    return document, entries


def replayed(entries: list[Entry]) -> tuple[dict[tuple[int, int], tuple[int, int]], Counter[int]]:
    """Each character's author and time, and how many characters each author removed."""
    typed: dict[tuple[int, int], tuple[int, int]] = {}
    gone: set[tuple[int, int]] = set()
    removed: Counter[int] = Counter()
    for author, at, data in entries:
        update = decode(data, limit=None)
        for client, structs in update.structs.items():
            for struct in structs:
                for clock in range(struct.clock, struct.end):
                    typed.setdefault((client, clock), (author, at))
        for client, ranges in update.deletes.items():
            ids = {(client, clock) for start, length in ranges for clock in range(start, start + length)}
            removed[author] += len(ids - gone)
            gone |= ids
    return typed, removed


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_every_character_has_the_author_and_minute_of_its_row(seed: int) -> None:
    document, entries = written(seed)
    typed, removed = replayed(entries)
    ledger = Ledger()
    ledger.take(entries)
    visible = [
        (item.client, item.clock + n)
        for item in document.items()
        if item.text is not None
        for n in range(item.length)
    ]
    spans = ledger.spans(document)
    assert sum(span.length for span in spans) == document.length == len(visible)
    for span in spans:
        for spot in visible[span.start : span.start + span.length]:
            author, at = typed[spot]
            assert author == span.author
            assert 0 <= at - span.at < STRETCH
    assert +ledger.removed == +removed
    assert ledger.added == Counter(author for author, _at in typed.values())


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32), st.integers(0, 100))
def test_a_ledger_put_away_goes_on_where_it_stopped(seed: int, stop: int) -> None:
    document, entries = written(seed)
    whole, first = Ledger(), Ledger()
    whole.take(entries)
    first.take(entries[:stop])
    again = Ledger.load(first.dump())
    again.take(entries[stop:])
    assert again.spans(document) == whole.spans(document)
    assert (again.removed, again.added) == (whole.removed, whole.added)
    assert again.dump() == whole.dump()


def test_the_same_comes_out_of_a_process_of_its_own() -> None:
    document, entries = written(7)
    half = ledger_after(b"", entries[:50])
    ledger = Ledger()
    ledger.take(entries)
    assert Ledger.load(ledger_after(half, entries[50:])).spans(document) == ledger.spans(document)


def test_characters_that_the_log_does_not_know_have_nobody() -> None:
    document = TextDocument()
    insert(document, 0, "abc", 5)
    assert [(span.length, span.author) for span in Ledger().spans(document)] == [(3, 0)]
    assert Ledger().spans(TextDocument.load(encode({}, {}))) == []


@pytest.mark.nightly
def test_a_whole_real_text_takes_no_longer_than_two_seconds() -> None:
    if not TRACE.exists():
        pytest.skip("the material in ../shared is not here")
    trace = json.loads(gzip.decompress(TRACE.read_bytes()))
    document, entries = TextDocument(), []
    for number, edit in enumerate(trace["txns"]):
        for index, erased, typed in edit["patches"]:
            if erased:
                entries.append(Entry(1, number, delete(document, index, erased)))
            if typed:
                entries.append(Entry(1, number, insert(document, index, typed, 77)))
    start = time.perf_counter()
    ledger = Ledger.load(ledger_after(b"", entries))
    spans = ledger.spans(document)
    took = time.perf_counter() - start
    print(f"{len(entries)} rows, {len(spans)} spans: {took:.2f} s, {len(ledger.dump())} bytes")
    assert sum(span.length for span in spans) == document.length
    assert took < 4  # two seconds on a quiet machine
