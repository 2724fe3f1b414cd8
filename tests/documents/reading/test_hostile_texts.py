"""Assembly is quick whatever the text is: huge tables, masses of references, equal names and captions."""

import time

import pytest

from documents.reading.assembly import assemble
from documents.reading.model import Chapter, Style

pytestmark = pytest.mark.sweep

SECONDS = 2.0
ROWS = "".join(f"<tr><td>{number}</td></tr>" for number in range(40_000))
BOMBS = {
    "references to nothing": "".join(f'<p id="c1-p{n}"><a href="#x{n}"></a></p>' for n in range(20_000)),
    "references to one place": '<p id="c1-p1">' + '<a href="#cele">#</a>' * 20_000 + "</p>",
    "a huge table": f'<div class="table-scroll"><table id="c1-p1">{ROWS}</table></div>',
    "captions of nothing": "".join(f'<p id="c1-p{n}">Tabela: x</p>' for n in range(20_000)),
    "deep lists": "<ul><li>" * 5_000 + "x" + "</li></ul>" * 5_000,
    "open links": '<a href="#' * 1 + "x" * 200_000 + '"></a>',
    "notes without end": '<div class="footnotes">' * 2_000 + "</div>" * 2_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_assembled_in_time(name: str) -> None:
    began = time.process_time()
    assemble([Chapter("Cele", "c1", BOMBS[name])] * 2, Style("decimal"))
    assert time.process_time() - began < SECONDS


def test_ten_thousand_equal_headings_get_names_in_time() -> None:
    toc = [[1, f"c1-h{n}", "Cele"] for n in range(10_000)]
    html = "".join(f'<h3 id="c1-h{n}">Cele</h3>' for n in range(10_000))
    began = time.process_time()
    done = assemble([Chapter("Cele", "c1", html, toc)], Style("decimal"))
    assert time.process_time() - began < SECONDS and len(done.targets) == 10_001
