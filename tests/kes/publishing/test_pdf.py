"""PDF: tagged, named, in its language, readable in order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest

from kes.publishing import Heading, Table, to_pdf
from tests.kes.publishing.samples import REMARKS, report


@pytest.fixture(scope="module")
def pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(to_pdf(report())))


def test_it_names_its_language_and_title(pdf: pypdf.PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "pl-PL"
    assert "Raport z konsultacji" in root["/Metadata"].get_data().decode()


def test_it_has_a_title_an_author_and_a_date(pdf: pypdf.PdfReader) -> None:
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Raport z konsultacji", "Starostwo Powiatowe")
    assert str(pdf.metadata.creation_date_raw).startswith("D:20261201093000")


def test_structure_names_what_is_there(pdf: pypdf.PdfReader) -> None:
    roles = [str(role) for role in _roles(pdf.trailer["/Root"]["/StructTreeRoot"])]  # type: ignore[index]
    assert roles.count("/TH") == len(REMARKS.headers)
    assert roles.count("/TD") == len(REMARKS.headers)
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/Link", "/Note", "/BlockQuote"} <= set(roles)


def test_bookmarks_follow_the_headings(pdf: pypdf.PdfReader) -> None:
    assert _titles(pdf.outline) == ["Przebieg", ["Podsumowanie"], "Zestawienie uwag"]


def test_polish_is_read() -> None:
    made = pypdf.PdfReader(BytesIO(to_pdf(report("Zażółć gęślą jaźń. ZAŻÓŁĆ GĘŚLĄ JAŹŃ – „ok”."))))
    assert "Zażółć gęślą jaźń. ZAŻÓŁĆ GĘŚLĄ JAŹŃ – „ok”." in made.pages[0].extract_text().replace(
        "\u00a0", " "
    )


def test_wide_table_lies_on_its_side(pdf: pypdf.PdfReader) -> None:
    assert [page.mediabox.width > page.mediabox.height for page in pdf.pages] == [False, True]


def test_long_publication_has_contents() -> None:
    blocks = [Heading(f"Rozdział {number}") for number in range(12)]
    assert "Spis treści" in pypdf.PdfReader(BytesIO(to_pdf(report(*blocks)))).pages[0].extract_text()


def test_sign_without_a_font_is_named() -> None:
    text = pypdf.PdfReader(BytesIO(to_pdf(report("Zgoda 😀 中")))).pages[0].extract_text()
    assert "[grinning face]" in text
    assert "[cjk unified ideograph-4e2d]" in text


def test_long_word_does_not_leave_its_column() -> None:
    table = Table(["A", "B"], [["x" * 300, "https://a.pl/" + "y" * 200]])
    (page,) = pypdf.PdfReader(BytesIO(to_pdf(report(table)))).pages
    right: list[float] = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_: right.append((text.strip() and cm[4] + tm[4]) or 0)
    )
    assert max(right) < float(page.mediabox.width) - 60


def test_header_with_a_link_may_fill_several_pages() -> None:
    made = to_pdf(report(Table(["[a](https://a.pl)", "B"], [["1", "2"]] * 100)))
    assert len(pypdf.PdfReader(BytesIO(made)).pages) > 2


def _nodes(node: Any) -> Iterator[Any]:
    node = node.get_object()
    yield node
    for child in _list(node.get("/K")):
        if hasattr(child.get_object(), "get"):
            yield from _nodes(child)


def _roles(node: Any) -> list[Any]:
    return [found["/S"] for found in _nodes(node) if "/S" in found]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    value = value.get_object()
    return list(value) if isinstance(value, list) else [value]


def _titles(outline: Any) -> list[Any]:
    return [_titles(entry) if isinstance(entry, list) else entry.title for entry in outline]
