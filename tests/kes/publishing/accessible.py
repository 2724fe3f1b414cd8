"""Checks a PDF against PDF/UA-1: `page` has the rules of the Matterhorn protocol that a machine can decide.

What it lets through stays here: headers without a scope, headings without words, pages that do not lead to
the tree, and whether the headings of the text are headings of the file.

`python -m tests.kes.publishing.accessible FILE...` checks any PDF.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

PROFILE = page.ValidationProfile.PDF_UA_1


def problems(content: bytes) -> list[str]:
    """What breaks a rule, in words; empty when all hold."""
    report = page.validate_pdf_bytes(content, profile=PROFILE)
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return [*found, *_elements_problems(reader), *_pages_problems(reader)]


def headings(content: bytes) -> list[tuple[int, str]]:
    """Level and title of every tagged heading, in reading order."""
    found = elements(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"])
    return [(int(kind[1]), str(tag.get("/T", ""))) for kind, tag in found if re.fullmatch(r"H[1-6]", kind)]


def elements(root: Any) -> Iterator[tuple[str, Any]]:
    """(kind, element) in reading order."""
    tree = _get(root, "/StructTreeRoot")
    return _inside(_get(tree, "/K")) if tree is not None else iter(())


def _inside(kids: Any) -> Iterator[tuple[str, Any]]:
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    if isinstance(kids, ArrayObject):
        for kid in kids:
            yield from _inside(kid)
    elif isinstance(kids, DictionaryObject) and "/S" in kids:
        yield str(kids["/S"])[1:], kids
        yield from _inside(kids.get("/K"))


def _elements_problems(reader: pypdf.PdfReader) -> Iterator[str]:
    for kind, element in elements(reader.trailer["/Root"]):
        if kind == "TH" and "/Scope" not in str(_get(element, "/A")):
            yield "15-003 a header without a scope"
        if re.fullmatch(r"H[1-6]", kind) and not element.get("/K"):
            yield f"an empty {kind}"


def _pages_problems(reader: pypdf.PdfReader) -> Iterator[str]:
    for number, sheet in enumerate(reader.pages, start=1):
        if sheet.get_contents() is not None and "/StructParents" not in sheet:
            yield f"01-005 page {number} does not lead to the tree"


def _get(holder: Any, name: str) -> Any:
    value = holder.get(name)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *(problems(Path(name).read_bytes()) or ["keeps to PDF/UA-1"]), sep="\n  ")
