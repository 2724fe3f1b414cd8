"""The first and last character of an anchor are where yjs itself finds them, after whole histories."""

from collections.abc import Iterator
from typing import Any

import pytest

from documents.comments.anchoring import Anchor, Reading, anchor_at, span
from documents.drafts.text import RelativePosition, TextDocument
from documents.drafts.text.units import to_units
from tests.documents.drafts.text.conftest import oracle
from tests.documents.drafts.text.oracle import Oracle, unpack

pytestmark = pytest.mark.sweep

__all__ = ["oracle"]
CASES = 150


def test_spans_equal_those_of_yjs(oracle: Oracle) -> None:
    histories = ({"seed": 90_000 + seed, "people": 3, "steps": 40, "whole": True} for seed in range(CASES))
    spans = 0
    for history in oracle.ask("generate", histories):
        reading = _read(history)
        for start, end in _pairs(history["anchors"]):
            anchor = Anchor(_position(start), _position(end), "")
            places = (start["at"], end["at"])
            assert span(reading, anchor) == (None if None in places else (places[0], max(places)))
            spans += 1
    assert spans > 2 * CASES


def test_quotes_are_what_javascript_cuts_out(oracle: Oracle) -> None:
    histories = ({"seed": 70_000 + seed, "steps": 30, "whole": True} for seed in range(40))
    for history in oracle.ask("generate", histories):
        reading, units = _read(history), to_units(history["text"])
        for start in range(0, max(0, len(units) - 7), 5):
            anchor = anchor_at(reading, start, start + 7)
            assert to_units(anchor.quote) in units
            anchor.quote.encode()  # never half a character


def _read(history: dict[str, Any]) -> Reading:
    document = TextDocument()
    for update in unpack(history["updates"]):
        document.apply(update)
    assert document.text == history["text"]
    return Reading(document)


def _pairs(anchors: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for start in [made for made in anchors if made["assoc"] >= 0]:
        yield from ((start, end) for end in anchors if end["assoc"] < 0)


def _position(made: dict[str, Any]) -> RelativePosition:
    return RelativePosition.from_json(made["json"])
