"""The checker of PDFs finds what is broken: each rule of ours in a file that breaks it."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from pypdf.generic import NameObject

from kes.publishing import to_pdf
from tests.kes.publishing.accessible import elements, headings, problems
from tests.kes.publishing.samples import report


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(report())


def test_our_report_has_no_problems(made: bytes) -> None:
    assert problems(made) == []


def test_every_heading_of_the_text_is_a_tagged_one(made: bytes) -> None:
    assert headings(made) == [(1, "Przebieg"), (2, "Podsumowanie"), (1, "Zestawienie uwag")]


def _no_language(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del root["/Lang"]


def _no_tree(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del root["/StructTreeRoot"]


def _skipped_level(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    found["H2"][0][NameObject("/S")] = NameObject("/H4")


def _no_cells(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    found["TD"][0][NameObject("/S")] = NameObject("/P")


def _silent_link(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del sheet["/Annots"][0].get_object()["/Contents"]


def _no_scope(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del found["TH"][0]["/A"]


def _empty_heading(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del found["H2"][0]["/K"]


def _lost_page(root: Any, found: dict[str, list[Any]], sheet: Any) -> None:
    del sheet["/StructParents"]


@pytest.mark.parametrize(
    "change, said",
    [
        (_no_language, "PDFUA1-TEXT-LANGUAGE-001"),
        (_no_tree, "PDFUA1-STRUCT-TREE-ROOT-001"),
        (_skipped_level, "PDFUA1-HEADING-NESTING-001"),
        (_no_cells, "PDFUA1-TR-KIDS-001"),
        (_silent_link, "PDFUA1-LINK-CONTENTS-001"),
        (_no_scope, "15-003"),
        (_empty_heading, "an empty H2"),
        (_lost_page, "01-005"),
    ],
)
def test_a_broken_file_is_told(made: bytes, change: Callable[..., None], said: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    root: Any = writer._root_object
    found: dict[str, list[Any]] = {}
    for kind, element in elements(root):
        found.setdefault(kind, []).append(element)
    change(root, found, writer.pages[0])
    changed = io.BytesIO()
    writer.write(changed)
    assert any(problem.startswith(said) for problem in problems(changed.getvalue()))
