"""The same JSON cases as tests/scripts/documents/drafts/text-vectors.test.js: neither side may drift."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from documents.drafts.text import Malformed, RelativePosition, TextDocument, decode, to_absolute

from .oracle import unpack

VECTORS = Path(__file__).parents[3] / "vectors" / "text"


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=case["name"]) for case in json.loads((VECTORS / f"{name}.json").read_text())
    ]


@pytest.mark.parametrize("case", cases("histories"))
def test_history(case: dict[str, Any]) -> None:
    updates = unpack(case["updates"])
    for pile in (
        updates,
        updates[::-1],
        unpack(case["states"]),
        unpack(case["merged"]),
        unpack([case["state"]]),
    ):
        doc = TextDocument()
        for update in pile:
            doc.apply(update)
        assert doc.text == case["text"]
        assert doc.state_vector() == {int(client): clock for client, clock in case["vector"].items()}
        for made in case["anchors"]:
            place = RelativePosition.from_json(made["json"])
            assert place.encode() == b64decode(made["binary"])
            assert to_absolute(doc, place) == made["at"]


@pytest.mark.parametrize("case", cases("refused"))
def test_refused(case: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode(b64decode(case["update"]), stored=True)
