"""Changed blocks of code in a DOCX with tracked changes: both wordings are there, and marked as such."""

import re
from datetime import UTC, datetime
from functools import partial
from xml.etree import ElementTree

import pytest

from documents.versions.redline import Chapter, redline
from documents.versions.redline.tracked import tracked
from kes import markup
from kes.publishing import Labels, Publication
from kes.publishing.tracked import SIGNS, to_tracked_docx
from tests.documents.versions.test_tracking import W, xml_of

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
GONE_OR_NEW = [
    ("one two", "one three"),
    ("one two\nx", "one three\n\n  x"),
    ("a b c d\n\ne", "a b c d\n\ne\nf g"),
    ("a b c\nd e", "a b c"),
]


def made(old: str, new: str) -> str:
    sides = [[Chapter("k", "T", text, partial(_html, text))] for text in (old, new)]
    found = redline(sides[0], sides[1], whole=True)
    chapters = [(tracked(one.title), tracked([block.node for block in one.blocks])) for one in found.chapters]
    publication = Publication("Plan", "pl", (), labels=Labels(), created=MOMENT)
    return xml_of(to_tracked_docx(publication, chapters, author="Bob", moment=MOMENT))


def _html(text: str) -> str:
    return markup.render(text, profile="document", prefix="c0", base=3).html


def lines(xml: str, *, accept: bool) -> list[str]:
    """The paragraphs once all changes are accepted, or all rejected; lines in them as they are."""
    gone = f"{W}del" if accept else f"{W}ins"
    done, open_line = [], ""
    for paragraph in ElementTree.fromstring(xml).iter(f"{W}p"):
        open_line += _words(paragraph, gone)
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            done.append(open_line)
            open_line = ""
    return done


def _words(element: ElementTree.Element, gone: str) -> str:
    if element.tag in (gone, f"{W}pPr"):
        return ""
    if element.tag == f"{W}br":
        return "\n"
    own = element.text or "" if element.tag in (f"{W}t", f"{W}delText") else ""
    return own + "".join(_words(child, gone) for child in element)


@pytest.mark.parametrize("old, new", GONE_OR_NEW)
def test_code_that_changed_is_old_when_rejected_and_new_when_accepted(old: str, new: str) -> None:
    xml = made(*(f"Wstęp.\n\n```\n{code}\n```\n\nKoniec." for code in (old, new)))
    assert not SIGNS.search(xml)
    assert "<w:ins " in xml or "<w:del " in xml
    assert lines(xml, accept=False)[-3:] == ["Wstęp.", old, "Koniec."]
    assert lines(xml, accept=True)[-3:] == ["Wstęp.", new, "Koniec."]


def test_code_that_comes_or_goes_as_a_whole_leaves_no_empty_paragraph() -> None:
    with_code, without = "Wstęp.\n\n```\nx\n\ny z\n```\n\nKoniec.", "Wstęp.\n\nKoniec."
    for old, new in ((with_code, without), (without, with_code)):
        xml = made(old, new)
        assert not SIGNS.search(xml)
        for text, accept in ((old, False), (new, True)):
            wanted = ["x\n\ny z", "Koniec."] if text == with_code else ["Koniec."]
            assert lines(xml, accept=accept)[-len(wanted) - 1 :] == ["Wstęp.", *wanted]


def test_changed_code_looks_like_code() -> None:
    xml = made("```\na b\n```", "```\na c\n```")
    (paragraph,) = re.findall(r"<w:p>(?:(?!</w:p>).)*VerbatimChar.*?</w:p>", xml, re.DOTALL)
    assert 'w:pStyle w:val="SourceCode"' in paragraph


def test_code_that_stays_is_a_block_as_before() -> None:
    xml = made("A.\n\n```\na b\n```", "B.\n\n```\na b\n```")
    assert 'w:pStyle w:val="SourceCode"' in xml and lines(xml, accept=True)[-1] == "a b"
