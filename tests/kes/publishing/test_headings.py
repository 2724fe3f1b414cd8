"""Headings that hold no words: PDF/UA takes none, and what hangs on them stays."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from kes import markup
from kes.publishing import Block, Heading, Html, Publication, to_docx, to_odt, to_pdf
from kes.publishing.chunk import Context, blocks_of
from tests.kes.publishing.accessible import problems
from tests.kes.publishing.samples import Maker, part, report

ONLY_A_NOTE = "# {}\n\nTekst.\n\n[^1]: Treść przypisu."
MAIN: dict[Maker, str] = {to_docx: "word/footnotes.xml", to_odt: "content.xml"}


def html(text: str) -> Html:
    return Html(markup.render(text, profile="document", prefix="c1", base=3).html)


def chapter(heading: str) -> Publication:
    blocks: list[Block] = [Heading("Rozdział", 1, "c1"), html(ONLY_A_NOTE.format(heading))]
    return replace(report(), blocks=blocks, contents=True)


@pytest.mark.parametrize("heading", ["[^1]", "**[^1]**", "*[^1]* \u200b"])
def test_a_heading_that_is_only_a_footnote_makes_a_pdf(heading: str) -> None:
    made = to_pdf(chapter(heading))
    assert problems(made) == []
    said = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)
    assert "Treść przypisu." in said.replace("\u00a0", " ") and "Tekst." in said


@pytest.mark.parametrize("maker", MAIN)
def test_its_footnote_is_in_every_file(maker: Maker) -> None:
    made = part(maker(chapter("[^1]")), MAIN[maker])
    assert "Treść przypisu." in "".join(made.itertext()).replace("\u00a0", " ")


def test_only_words_make_a_heading() -> None:
    def kinds(heading: str) -> list[str]:
        return [block["t"] for block in blocks_of(html(ONLY_A_NOTE.format(heading)).html, Context(1, "", ""))]

    assert kinds("[^1]") == ["Para", "Para"]
    assert kinds("Cel[^1]") == kinds("`x`[^1]") == ["Header", "Para"]
    assert kinds("\u200b") == ["Para"]
