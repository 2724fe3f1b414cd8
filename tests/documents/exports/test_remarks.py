"""Comments and suggestions go out beside their words, where the format has that; the rest in annexes."""

import re

import pytest

from documents.drafts.actions import create_document
from documents.drafts.models import Document
from documents.drafts.projection import bring_up_to_date
from documents.exports.making import make
from documents.exports.sources import source_for
from kes.intake import MARK, read
from tests.documents.exports.archives import names, part, words
from tests.documents.exports.talked_about import propose, talked
from tests.kes.publishing.accessible import problems
from tests.people import World

__all__ = ["talked"]


def exported(document: Document, world: World, format: str, **more: object) -> bytes:
    arguments = {"document": document.pk, "comments": True, "format": format} | more
    return make(source_for(world.olga, arguments), format)


@pytest.fixture
def word(talked: Document, world: World) -> bytes:
    return exported(talked, world, "docx")


def ranges(xml: str) -> dict[str, str]:
    """The words of each comment's range."""
    found = {}
    for id in re.findall(r'<w:commentRangeStart w:id="(\d+)"', xml):
        inner = xml.partition(f'RangeStart w:id="{id}"')[2].partition(f'RangeEnd w:id="{id}"')[0]
        found[id] = "".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", inner))
    return found


def comments(xml: str) -> dict[str, tuple[str, str]]:
    """Author and words of each comment."""
    found = re.findall(r'<w:comment w:id="(\d+)"[^>]*w:author="([^"]*)"[^>]*>(.*?)</w:comment>', xml)
    return {id: (who, " / ".join(re.findall(r"<w:t [^>]*>([^<]*)", body))) for id, who, body in found}


def test_comments_are_real_ones_on_the_very_words(word: bytes, world: World) -> None:
    said = comments(part(word, "word/comments.xml"))
    on = {said[id]: text for id, text in ranges(part(word, "word/document.xml")).items()}
    assert on[(world.bob.name, "Kto *prowadzi*? / Od kiedy?")] == "prowadzi"
    assert on[(world.alice.name, "Powiat.")] == "prowadzi"
    assert on[(world.alice.name, "Załatwione")].replace("\u00a0", " ") == "15 zł"
    assert on[(world.olga.name, "Co do całości: dobrze.")] == "Cele 👍"
    assert on[(world.olga.name, "Tak jest w strategii.")] == "najważniejszy cel"


def test_who_answers_whom_and_what_is_settled(word: bytes) -> None:
    rows = re.findall(r"<w15:commentEx [^>]*>", part(word, "word/commentsExtended.xml"))
    assert sum("paraIdParent" in row for row in rows) == 1
    assert sum('done="1"' in row for row in rows) == 1
    ids = re.findall(r'w14:paraId="([^"]+)"', part(word, "word/comments.xml"))
    assert {re.search(r'paraId="([^"]+)"', row)[1] for row in rows} == set(ids)  # type: ignore[index]
    assert "commentsExtended+xml" in part(word, "[Content_Types].xml")
    assert "commentsExtended.xml" in part(word, "word/_rels/document.xml.rels")


def test_suggestions_are_tracked_changes_by_their_author(word: bytes, world: World) -> None:
    xml = part(word, "word/document.xml")
    changes = re.findall(r'<w:(ins|del) [^>]*w:author="([^"]*)"[^>]*>(.*?)</w:\1>', xml, re.DOTALL)
    shown = r">([^<]+)</w:(?:t|delText)>"
    told = [(kind, author, "".join(re.findall(shown, inner))) for kind, author, inner in changes]
    assert told == [
        ("del", world.olga.name, "pierwszy"),
        ("ins", world.olga.name, "najważniejszy"),
        ("ins", world.olga.name, "krótkie "),
    ]
    ids = re.findall(r'<w:(?:ins|del) [^>]*w:id="(\d+)"', xml)
    assert len(set(ids)) == len(ids)


def test_what_has_no_words_any_more_is_in_an_annex(word: bytes) -> None:
    said = words(part(word, "word/document.xml"))
    annex = said.partition("Aneks: pozostałe komentarze")[2]
    assert "Niepotrzebne" in annex and "Zdanie, które zniknie." in annex
    assert "Kto *prowadzi*?" not in said
    assert "Aneks: pozostałe propozycje" in said and "Most" in said.partition("pozostałe propozycje")[2]


def test_our_own_reader_finds_them_on_the_same_words(word: bytes, world: World) -> None:
    made = read(word, name="plan.docx")
    by_text = {comment.text.split("\n")[0]: comment for comment in made.comments}
    asked = by_text["Kto *prowadzi*?"]
    assert (asked.author, asked.quote) == (world.bob.name, "prowadzi")
    assert by_text["Powiat."].answers == asked.key and by_text["Załatwione"].done
    assert [(change.kind, change.author, change.text) for change in made.changes] == [
        ("deletion", world.olga.name, "pierwszy"),
        ("insertion", world.olga.name, "najważniejszy"),
        ("insertion", world.olga.name, "krótkie"),
    ]
    old, new = (re.sub(MARK, "", made.texts[name]) for name in ("rejected", "accepted"))
    assert "- pierwszy cel" in old and "- najważniejszy cel" in new


def test_no_sign_is_left_and_quotes_are_set_across_them(talked: Document, world: World) -> None:
    for format in ("docx", "odt", "epub"):
        made = exported(talked, world, format)
        texts = [part(made, name) for name in names(made) if name.endswith("ml")]
        assert texts and not any(re.search("[\U000f0000-\U000ffffd]", text) for text in texts)
    assert "„Bytowie”" in words(part(exported(talked, world, "docx"), "word/document.xml"))


def test_libreoffice_annotations(talked: Document, world: World) -> None:
    xml = part(exported(talked, world, "odt"), "content.xml")
    started = re.findall(r'<office:annotation [^>]*office:name="([^"]+)"', xml)
    assert sorted(started) == sorted(re.findall(r'<office:annotation-end office:name="([^"]+)"', xml))
    assert "Proponowane brzmienie: najważniejszy cel" in words(xml) and 'loext:resolved="true"' in xml
    inner = xml.partition("Kto *prowadzi*?")[2].partition("<office:annotation-end")[0]
    assert "prowadzi" in words(inner.rpartition("</office:annotation>")[2])


def test_other_formats_list_everything(talked: Document, world: World) -> None:
    made = exported(talked, world, "pdf")
    assert problems(made) == []
    chapters = exported(talked, world, "epub")
    said = words("".join(part(chapters, name) for name in names(chapters) if "/text/ch" in name))
    assert "Aneks: komentarze" in said and "Aneks: propozycje zmian" in said and "Kto *prowadzi*?" in said


def test_a_part_takes_its_own_along(talked: Document, world: World) -> None:
    chapter = talked.parts.get()
    made = exported(talked, world, "docx", part=str(chapter.pk))
    assert "Powiat." in part(made, "word/comments.xml")


def test_without_the_wish_there_are_none(talked: Document, world: World) -> None:
    made = make(source_for(world.olga, {"document": talked.pk, "format": "docx"}), "docx")
    assert "Powiat." not in part(made, "word/comments.xml")
    assert "<w:ins " not in part(made, "word/document.xml")


ORDERS = """Wstęp do *planu*.

Pierwsze zdanie. Drugie zdanie.

- pierwszy cel
- drugi cel
- trzeci cel

1. raz
2. dwa

Zbędny akapit.

Koniec."""

ACCEPTED = """Wstęp do *planu*.

Pierwsze zdanie.

Drugie zdanie.

- pierwszy cel
- trzeci cel

1. raz
2. dwa
3. trzy

Koniec.

I jeszcze *jeden* akapit."""


def test_proposals_for_whole_paragraphs_come_back_from_word_as_they_were(world: World) -> None:
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", ORDERS)])
    chapter = bring_up_to_date(document.parts.get())
    propose(chapter, "Pierwsze zdanie. Drugie", "Pierwsze zdanie.\n\nDrugie", world, "Osobno.")
    propose(chapter, "- drugi cel\n", "", world)
    propose(chapter, "2. dwa\n", "2. dwa\n3. trzy\n", world)
    propose(chapter, "Zbędny akapit.\n\n", "", world)
    propose(chapter, "Koniec.", "Koniec.\n\nI jeszcze *jeden* akapit.", world)
    made = exported(document, world, "docx")
    assert "Aneks" not in words(part(made, "word/document.xml"))
    found = read(made, name="plan.docx")
    old, new = (re.sub(MARK, "", found.texts[name]).strip() for name in ("rejected", "accepted"))
    assert old == f"# Cele\n\n{ORDERS}"
    assert new.replace("\u00a0", " ") == f"# Cele\n\n{ACCEPTED}"
    assert [(one.text, one.quote) for one in found.comments] == [("Osobno.", "Pierwsze zdanie. Drugie")]
    xml = part(made, "word/document.xml")
    marks = re.findall(r"<w:rPr><w:(ins|del) [^>]*/></w:rPr></w:pPr>", xml)
    assert marks == ["del", "ins", "ins", "del", "ins", "del", "ins"]
    ids = re.findall(r'<w:(?:ins|del) [^>]*w:id="(\d+)"', xml)
    assert len(set(ids)) == len(ids)
