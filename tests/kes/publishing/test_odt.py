"""ODT: structure, language, tables, pages."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from kes.publishing import Table, to_odt
from tests.kes.publishing.samples import REMARKS, SPACES, attribute, part, report, texts


@pytest.fixture(scope="module")
def archive() -> bytes:
    return to_odt(report())


def test_type_comes_first_and_is_not_packed(archive: bytes) -> None:
    with zipfile.ZipFile(BytesIO(archive)) as files:
        first = files.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert files.read(first) == b"application/vnd.oasis.opendocument.text"


def test_headings_have_levels(archive: bytes) -> None:
    headings = part(archive, "content.xml").iterfind(".//text:h", SPACES)
    assert [(attribute(h, "text:outline-level"), "".join(h.itertext()).strip()) for h in headings] == [
        ("1", "Przebieg"), ("2", "Podsumowanie"), ("1", "Zestawienie uwag"),
    ]  # fmt: skip


def test_language_and_title(archive: bytes) -> None:
    defaults = part(archive, "styles.xml").iterfind(".//style:default-style/style:text-properties", SPACES)
    assert {(attribute(d, "fo:language"), attribute(d, "fo:country")) for d in defaults} == {("pl", "PL")}
    assert texts(part(archive, "meta.xml"), ".//dc:title") == ["Raport z konsultacji"]


def test_header_row_is_repeated(archive: bytes) -> None:
    header = texts(part(archive, "content.xml"), ".//table:table-header-rows//table:table-cell")
    assert header == list(REMARKS.headers)


def test_wide_table_lies_on_its_side(archive: bytes) -> None:
    styles = part(archive, "styles.xml")
    pages = {attribute(style, "style:name"): style for style in styles.iterfind(".//style:style", SPACES)}
    assert attribute(pages["Wide"], "style:master-page-name") == "Wide"
    masters = [attribute(master, "style:name") for master in styles.iterfind(".//style:master-page", SPACES)]
    assert masters == ["Standard", "Wide"]
    assert _turns(part(archive, "content.xml")) == ["Wide"]
    assert _turns(part(to_odt(report("a", REMARKS, "b")), "content.xml")) == ["Wide", "Upright"]


def test_narrow_table_stays_upright() -> None:
    assert _turns(part(to_odt(report(Table(["A"] * 5, [["1"] * 5]))), "content.xml")) == []


def test_foot_of_the_page(archive: bytes) -> None:
    assert texts(part(archive, "styles.xml"), ".//style:footer") == ["Raport z konsultacji · Strona 1"] * 2


def test_styles_are_declared_once(archive: bytes) -> None:
    styles = part(archive, "styles.xml").iterfind(".//style:style", SPACES)
    names = [(attribute(style, "style:family"), attribute(style, "style:name")) for style in styles]
    assert len(names) == len(set(names))


def _turns(content: ElementTree.Element) -> list[str | None]:
    lines = content.iterfind(".//text:p", SPACES)
    return [name for line in lines if (name := attribute(line, "text:style-name")) in ("Wide", "Upright")]
