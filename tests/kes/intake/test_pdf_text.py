"""Text copied from a PDF; the cases are shared with the editor's own cleaning (tests/scripts)."""

import json
from pathlib import Path
from typing import Any

import pytest

from kes.intake.pdf_text import cleaned, is_wrapped

CASES = json.loads((Path(__file__).parents[2] / "vectors/pdf/cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert is_wrapped(case["raw"]) is case["wrapped"]
    assert cleaned(case["raw"]) == case["clean"]


def test_a_hundred_pages_take_less_than_a_second() -> None:
    import time

    page = "\n".join(["Program rozwoju", *["Zdanie, które biegnie przez całą szerokość strony i dalej"] * 40])
    text = "\f".join(page for _ in range(100))
    began = time.monotonic()
    assert cleaned(text).count("Program rozwoju") == 0
    assert time.monotonic() - began < 2
