"""DOCX: structure, language, tables, pages."""

import zipfile
from io import BytesIO

import pytest

from kes.publishing import Heading, Table, to_docx
from tests.kes.publishing.samples import REMARKS, SPACES, attribute, part, report, texts

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def archive() -> bytes:
    return to_docx(report())


def test_headings_have_levels(archive: bytes) -> None:
    assert _styled(archive, "Title") == ["Raport z konsultacji"]
    assert _styled(archive, "Heading1") == ["Przebieg", "Zestawienie uwag"]
    assert _styled(archive, "Heading2") == ["Podsumowanie"]


def test_language_title_and_date(archive: bytes) -> None:
    (lang,) = part(archive, "word/styles.xml").iterfind(".//w:docDefaults//w:lang", SPACES)
    assert attribute(lang, "w:val") == "pl-PL"
    core = part(archive, "docProps/core.xml")
    assert texts(core, "dc:title") == ["Raport z konsultacji"]
    assert texts(core, "dc:creator") == ["Starostwo Powiatowe"]
    assert "2026-12-01T09:30:00Z" in "".join(core.itertext())


def test_header_row_is_marked_and_rows_do_not_split(archive: bytes) -> None:
    rows = list(part(archive, "word/document.xml").iterfind(".//w:tbl/w:tr", SPACES))
    assert [row.find("w:trPr/w:tblHeader", SPACES) is not None for row in rows] == [True, False]
    assert all(row.find("w:trPr/w:cantSplit", SPACES) is not None for row in rows)


def test_wide_table_lies_on_its_side_with_its_heading_and_page_numbers(archive: bytes) -> None:
    document = part(archive, "word/document.xml")
    pages = [attribute(page, "w:orient") for page in document.iterfind(".//w:sectPr/w:pgSz", SPACES)]
    assert pages == [None, "landscape"]
    footers = list(document.iterfind(".//w:sectPr/w:footerReference", SPACES))
    assert len(footers) == 2
    assert texts(part(archive, "word/footer1.xml"), ".//w:p") == ["Raport z konsultacji  ·  Strona 1"]


def test_page_stands_again_after_a_wide_table() -> None:
    document = part(to_docx(report("a", REMARKS, "b")), "word/document.xml")
    pages = [attribute(page, "w:orient") for page in document.iterfind(".//w:sectPr/w:pgSz", SPACES)]
    assert pages == [None, "landscape", None]


def test_table_fills_the_width_between_the_margins() -> None:
    document = part(to_docx(report(Table(["A", "B"], [["1", "2"]]))), "word/document.xml")
    widths = [int(attribute(column, "w:w") or 0) for column in document.iterfind(".//w:gridCol", SPACES)]
    assert abs(sum(widths) - 9298) <= len(widths)


def test_footnote_is_a_real_one(archive: bytes) -> None:
    assert any("Ustawa z" in note for note in texts(part(archive, "word/footnotes.xml"), "w:footnote"))


def test_polish_spaces_hold_also_around_bold(archive: bytes) -> None:
    text = "".join(part(archive, "word/document.xml").itertext())
    assert f"art.{NBSP}5 ust.{NBSP}2 ustawy" in text
    assert f"15{NBSP}zł" in text


def test_links_are_whole(archive: bytes) -> None:
    with zipfile.ZipFile(BytesIO(archive)) as files:
        relations = files.read("word/_rels/document.xml.rels").decode()
    assert "https://kes.pl/consultations/plan/" in relations
    assert "https://bip.pl" in relations


def test_heading_levels_leave_no_gap() -> None:
    made = to_docx(report(Heading("A", 3), "### b", Heading("C", 2), Heading("D", 9)))
    assert [_styled(made, f"Heading{level}") for level in (1, 2, 3)] == [["A"], ["b", "C"], ["D"]]


def _styled(archive: bytes, style: str) -> list[str]:
    paragraphs = part(archive, "word/document.xml").iterfind(".//w:p", SPACES)
    chosen = []
    for paragraph in paragraphs:
        found = paragraph.find("w:pPr/w:pStyle", SPACES)
        if found is not None and attribute(found, "w:val") == style:
            chosen.append("".join(paragraph.itertext()).strip().replace(NBSP, " "))
    return chosen
