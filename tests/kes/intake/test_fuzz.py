"""Mutated and truncated files: a refusal or a text, in time, and the server's memory stays where it was.

`make nightly` tries thousands.
"""

import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from kes.intake import Refusal, read
from kes.intake.reading import read as read_here
from tests.documents.imports.files import plan
from tests.kes.intake.making import archive, docx, heading, odt, paragraph, table

pytestmark = pytest.mark.sweep

SLOWEST = 10  # seconds, on a busy machine
PAGE = b"<h1>Plan</h1><p>a <b>b</b></p><table><tr><td>1<td>2</table><ul><li>x<ul><li>y</ul></ul>" * 5
LETTER = odt(
    "<text:h>A</text:h><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p></text:list-item></text:list>"
)
SEEDS = {"a.docx": plan(), "a.odt": LETTER, "a.html": PAGE}


def test_some_hundred_broken_files() -> None:
    tried = _fuzz(random.Random(2026), 70)
    print(f"fuzz: {sum(tried.values())} files: {dict(tried)}")
    assert sum(tried.values()) == 210 and tried["read"] > 20


@pytest.mark.nightly
def test_some_thousand_broken_files() -> None:
    tried = _fuzz(random.Random(time.time_ns()), 2000)
    print(f"fuzz: {sum(tried.values())} files: {dict(tried)}")


def test_the_servers_memory_stays_where_it_was() -> None:
    rng = random.Random(7)
    read(plan(), name="warm.docx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _turn in range(12):
        for name, seed in SEEDS.items():
            try:
                read(_mutated(seed, rng), name=name)
            except Refusal:
                continue
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000, f"{grown} kB more"


def _fuzz(rng: random.Random, turns: int) -> Counter[str]:
    """In this very process: whatever is no refusal shows as it is."""
    tried: Counter[str] = Counter()
    for _turn in range(turns):
        for name, seed in SEEDS.items():
            content = rng.choice(MUTATIONS)(seed, rng)
            began = time.monotonic()
            try:
                read_here(content, name)
                tried["read"] += 1
            except Refusal as refused:
                tried[refused.code] += 1
            assert time.monotonic() - began < SLOWEST, (name, len(content))
    return tried


def _mutated(seed: bytes, rng: random.Random) -> bytes:
    content = bytearray(seed)
    for _change in range(rng.randint(1, 30)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


def _truncated(seed: bytes, rng: random.Random) -> bytes:
    return seed[: rng.randrange(1, len(seed))]


def _inside(seed: bytes, rng: random.Random) -> bytes:
    """The archive is sound, its XML is not: whole elements doubled, dropped, moved."""
    if not seed.startswith(b"PK"):
        return _shuffled(seed, rng)
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(seed)) as found:
        files: dict[str, str | bytes] = {name: found.read(name) for name in found.namelist()}
    name = rng.choice([name for name in files if name.endswith((".xml", ".rels"))])
    content = files[name]
    files[name] = _shuffled(content if isinstance(content, bytes) else content.encode(), rng)
    return archive(files)


def _shuffled(content: bytes, rng: random.Random) -> bytes:
    pieces = content.replace(b"><", b">\x00<").split(b"\x00")
    for _change in range(rng.randint(1, 4)):
        one, two = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        if rng.random() < 0.5:
            pieces.insert(one, pieces[two])
        elif len(pieces) > 1:
            pieces.pop(one)
    return b"".join(pieces)


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [_mutated, _truncated, _inside, _inside]


def _grown() -> Iterator[tuple[str, bytes]]:
    yield "a table of 30 columns and 200 rows", docx(table(*[["x"] * 30] * 200))
    yield "5,000 paragraphs", docx(*[paragraph("słowo " * 8)] * 5_000)
    yield "2,000 headings", docx(*[heading("Cel")] * 2000)
    yield "a word of a million letters", docx(paragraph("a" * 1_000_000))
    yield "stars and brackets", docx(paragraph("*[" * 50_000))


@pytest.mark.parametrize("name, content", list(_grown()), ids=[name for name, _content in _grown()])
def test_what_is_merely_large_is_read(name: str, content: bytes) -> None:
    began = time.monotonic()
    assert read(content, name="a.docx").texts
    assert time.monotonic() - began < 30
