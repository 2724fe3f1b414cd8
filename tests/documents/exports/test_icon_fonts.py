"""Private characters of icon fonts in a text never pass for the signs of remarks."""

import re

import pytest

from documents.comments.actions import open_thread
from documents.drafts.actions import add_part, create_document
from documents.drafts.models import Document
from documents.drafts.projection import bring_up_to_date
from documents.exports.making import make
from documents.exports.marking import Mark, marked
from documents.exports.sources import source_for
from documents.rendering import rendered
from kes.publishing.signs import SIGNS, START, sign
from tests.documents.exports.archives import part, words
from tests.documents.exports.talked_about import on, propose
from tests.people import World

HIGH, LOW = "\U000f03f2", "\U000f0001"
MAIN = {"docx": "word/document.xml", "odt": "content.xml"}


@pytest.fixture(params=[HIGH, LOW], ids=["high", "low"])
def icons(request: pytest.FixtureRequest, world: World) -> Document:
    """One chapter without them that is talked about; they stand everywhere else."""
    icon = request.param
    texts = [
        ("Cele", "Gmina prowadzi centrum. Zob. [](#ikony).\n"),
        (f"Ikony {icon}", f"Telefon {icon} 600.\n"),
    ]
    document = create_document(world.group, by=world.alice, title=f"Plan {icon}", parts=texts)
    goals, symbols = document.parts.all()
    code = add_part(document, by=world.alice, title="Kod", text=f"```\nx {icon}\n```\n\n&#{ord(icon)};\n")
    open_thread(goals, by=world.bob, body=f"Kto? {icon}", passage=on(goals, "prowadzi"))
    open_thread(symbols, by=world.bob, body=f"Czyj {icon} numer?", passage=on(symbols, "Telefon"))
    open_thread(code, by=world.bob, body="Cały rozdział.")
    propose(bring_up_to_date(goals), "centrum", f"centrum {icon}", world, f"Znak {icon}.")
    return document


@pytest.mark.parametrize("format", MAIN)
def test_a_file_with_comments_is_made_all_the_same(icons: Document, world: World, format: str) -> None:
    arguments = {"document": icons.pk, "comments": True, "format": format}
    xml = part(make(source_for(world.olga, arguments), format), MAIN[format])
    inside = re.sub(r"<office:annotation .*?</office:annotation>", "", xml)  # whose words stay as they are
    assert not SIGNS.search(inside)
    said = words(inside).replace("\u00a0", " ")
    assert "Telefon" in said and "600." in said and "Cele" in said
    begins = {"docx": "<w:commentRangeStart ", "odt": "<office:annotation "}[format]
    begun, _start, rest = xml.partition(begins)
    assert "Gmina" in begun and "prowadzi" in rest


def test_without_comments_they_stay(icons: Document, world: World) -> None:
    made = make(source_for(world.olga, {"document": icons.pk}), "docx")
    assert SIGNS.search(part(made, "word/document.xml"))


@pytest.mark.parametrize("text", [f"Telefon {HIGH}.", f"Telefon &#{ord(HIGH)};."])
def test_a_chapter_that_has_them_is_not_marked(text: str) -> None:
    html, done = marked(text, [Mark(0, 0, 7)], lambda markdown: rendered(markdown, "c1").html)
    assert not done and not SIGNS.search(html) and "Telefon" in html


@pytest.mark.parametrize("words", [f"Nowy {HIGH}.\n\nAkapit", f"Nowy &#{ord(HIGH)};.\n\nAkapit"])
def test_a_proposal_that_brings_them_is_left_for_the_annex(words: str) -> None:
    marks = [Mark(0, 0, 5), Mark(1, 7, 11, words)]
    html, done = marked("Jeden. Dwa.", marks, lambda markdown: rendered(markdown, "c1").html)
    assert done == {0} and sign(0, START) in html and sign(1, START) not in html
    assert HIGH not in html
