"""Each format carries numbers, references, notes, table headers, words of pictures, and Polish signs."""

import io
import re
import xml.etree.ElementTree as ElementTree

import pypdf
import pytest

from documents.comments.actions import open_thread
from documents.comments.passages import at_units
from documents.drafts.models import Document
from documents.exports.making import TYPES, file_name, make
from documents.exports.sources import Source, source_for
from documents.versions.actions import cut_version
from tests.documents.exports.archives import names, part, words
from tests.kes.publishing.accessible import problems
from tests.people import World


@pytest.fixture
def source(plan: Document, world: World) -> Source:
    return source_for(world.bob, {"document": plan.pk})


def test_word(source: Source) -> None:
    made = make(source, "docx")
    xml = part(made, "word/document.xml")
    said = words(xml)
    assert "1. Diagnoza" in said and "1.1. Potrzeby" in said and "Tabela\u00a01. Wskaźniki" in said
    assert "Zob. tabela\u00a01 i\u00a0„cytat”\u00a0– w\u00a0gminie" in said
    assert 'w:anchor="c1-h1"' in xml and "<w:footnoteReference" in xml and "<w:tblHeader" in xml
    assert 'descr="Mapa gminy"' in xml and any(name.startswith("word/media/") for name in names(made))
    assert "Przypis pierwszy." in words(part(made, "word/footnotes.xml"))
    assert re.search(r'<w:lang [^>]*w:val="pl-PL"', part(made, "word/styles.xml"))
    assert re.search(r'w:anchor="c1-h1"><w:r><w:t [^>]*>1.1. Potrzeby', xml)  # the contents are filled in
    assert "<dc:title>Plan: usługi/2027</dc:title>" in part(made, "docProps/core.xml")


def test_libreoffice(source: Source) -> None:
    made = make(source, "odt")
    xml = part(made, "content.xml")
    assert "Tabela\u00a01." in words(xml) and "text:note" in xml and "table:table-header-rows" in xml
    assert re.search(r'xlink:href="#c1-h1"', xml) and "<svg:desc>Mapa gminy</svg:desc>" in xml
    assert any(name.startswith("Pictures/") for name in names(made))


def test_accessible_pdf(source: Source) -> None:
    made = make(source, "pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert "1.1. Potrzeby" in text and "Tabela 1. Wskaźniki" in text.replace("\u00a0", " ")
    assert problems(made) == []


def test_book(source: Source) -> None:
    made = make(source, "epub")
    listed = names(made)
    assert listed[0] == "mimetype" and part(made, "mimetype") == "application/epub+zip"
    package = part(made, "EPUB/content.opf")
    for name in listed:
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            ElementTree.fromstring(part(made, name))
    hrefs = re.findall(r'<item [^>]*href="([^"]+)"', package)
    assert set(hrefs) == {name.removeprefix("EPUB/") for name in listed if name.startswith("EPUB/")} - {
        "content.opf"
    }
    assert "<dc:language>pl-PL</dc:language>" in package and "schema:accessMode" in package
    chapters = "".join(part(made, name) for name in listed if "/text/ch" in name)
    assert (
        'alt="Mapa gminy"' in chapters and "Tabela\u00a01. Wskaźniki" in chapters and "epub:type" in chapters
    )
    assert "1.1. Potrzeby" in part(made, "EPUB/nav.xhtml")


def test_one_page_of_html(source: Source) -> None:
    page = make(source, "html").decode()
    assert '<html lang="pl">' in page and "data:image/png;base64," in page and "<script" not in page
    assert not re.search(r'(src|href)="(?!#|data:)', page)
    assert "„cytat”\u00a0– w\u00a0gminie" in page and 'href="#c1-h1"' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_markdown_is_the_source_as_it_was_written(source: Source) -> None:
    text = make(source, "md").decode()
    assert text.startswith("# Plan: usługi/2027\n\n## Diagnoza\n\nZob. [](#tabela-wskazniki)")


def test_a_chapter_keeps_the_numbers_of_the_whole(plan: Document, world: World) -> None:
    chapter = plan.parts.get(title="Cele")
    page = make(source_for(world.bob, {"part": str(chapter.pk)}), "docx")
    said = words(part(page, "word/document.xml"))
    assert "2. Cele" in said and "Diagnoza" not in said and "Zob. podrozdział\u00a01.1" in said
    assert "w:anchor" not in part(page, "word/document.xml").split("Zob.")[1]


def test_a_version_says_which_one_it_is(plan: Document, world: World) -> None:
    version = cut_version(plan, by=world.alice, name="Do konsultacji")
    plan.parts.all().delete()
    said = words(part(make(source_for(world.bob, {"version": version.pk}), "docx"), "word/document.xml"))
    assert "1.1. Potrzeby" in said and "Do konsultacji" in said and version.sha256 in said


@pytest.mark.parametrize("format", TYPES)
def test_an_empty_document_is_a_file_too(world: World, format: str) -> None:
    from documents.drafts.actions import create_document

    empty = create_document(world.group, by=world.alice, title="…", parts=[("Cele", "")])
    source = source_for(world.bob, {"document": empty.pk})
    assert make(source, format) and file_name(source, format) == f"….{format}"


def test_names_of_files_suit_every_system(source: Source) -> None:
    assert file_name(source, "docx") == "Plan usługi 2027.docx"


def test_comments_come_along_only_when_wanted(plan: Document, world: World) -> None:
    part_of_plan = plan.parts.get(title="Cele")
    open_thread(part_of_plan, by=world.bob, body="Kto to *napisze*?", passage=at_units(part_of_plan, 0, 4))
    silent = make(source_for(world.olga, {"document": plan.pk, "format": "epub"}), "epub")
    loud = make(source_for(world.olga, {"document": plan.pk, "comments": True, "format": "epub"}), "epub")
    assert "napisze" not in chapters(silent)
    said = chapters(loud)
    assert "Aneks: komentarze" in said and "Kto to *napisze*?" in said and world.bob.name in said


def chapters(book: bytes) -> str:
    return words("".join(part(book, name) for name in names(book) if "/text/ch" in name))
