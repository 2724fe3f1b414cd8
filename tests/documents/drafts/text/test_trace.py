"""A real person writing a real text: 137,154 edits, and the text it came to (seph-blog1)."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from documents.drafts.text import TextDocument, inspect, merge_batch, runs
from documents.drafts.text.edit import delete, insert

TRACE = Path(__file__).parents[5] / "shared" / "bench" / "traces" / "seph-blog1.json.gz"
EDITS = 6_000  # of a plain run; all of them at night


@pytest.fixture(scope="module")
def trace() -> Any:
    if not TRACE.exists():
        pytest.skip("the material in ../shared is not here")
    return json.loads(gzip.decompress(TRACE.read_bytes()))


def test_the_first_edits_of_a_real_text(trace: Any) -> None:
    replay(trace["txns"][:EDITS])


@pytest.mark.nightly
def test_a_whole_real_text(trace: Any) -> None:
    assert replay(trace["txns"]) == trace["endContent"]


def replay(edits: list[Any]) -> str:
    """By position through the server's own edits, then again from the updates those made."""
    doc, updates, text = TextDocument(), [], ""
    for edit in edits:
        for index, erased, typed in edit["patches"]:
            text = text[:index] + typed + text[index + erased :]
            if erased:
                updates.append(delete(doc, index, erased))
            if typed:
                updates.append(insert(doc, index, typed, 77))
    assert doc.text == text
    again, merged = TextDocument(), TextDocument()
    for update in updates:
        assert not inspect(update).missing(again.state_vector())
        again.apply(update)
    for update in merge_batch(updates):
        merged.apply(update)
    assert again.text == merged.text == text
    assert again.encode_state() == merged.encode_state() == doc.encode_state()
    assert sum(run.length for run in runs(again)) == doc.length
    return text
