"""Out as DOCX and ODT and in again: the structure is the same, to the letter of the Markdown."""

import re

import pytest

from kes.intake.reading import read
from kes.publishing import Publication, to_docx, to_odt
from tests.kes.intake.making import docx, heading, paragraph, run, table

pytestmark = pytest.mark.sweep

NBSP = "\u00a0"
TEXTS = {
    "headings": "# Diagnoza\n\nTekst.\n\n## Ludność\n\nTekst.\n\n### Migracje\n\nTekst.\n\n# Cele\n\nTekst.\n",  # noqa: E501
    "emphasis": "a **gruby** *kursywa* ~~skreślony~~ ***oba*** **gruby** ***i kursywa*** **razem** koniec\n",
    "bullets": "- a\n- b\n- c\n",
    "bullets in bullets": "- a\n    - b\n        - c\n    - d\n- e\n",
    "numbers": "1. a\n2. b\n3. c\n",
    "numbers from seven": "7. a\n8. b\n",
    "numbers in bullets": "- a\n    1. b\n    2. c\n- d\n",
    "bullets in numbers": "1. a\n    - b\n    - c\n2. d\n",
    "several paragraphs in an item": "- a\n\n    b\n\n- c\n",
    "table": "| Cel | Kwota |\n| --- | --- |\n| A | 100 |\n| B | 200 |\n",
    "table with marks": "| **Cel** | Kwota |\n| --- | --- |\n| *A* i B | [x](https://gov.pl) |\n| a<br>b |  |\n",  # noqa: E501
    "wide table": "| a | b | c | d | e | f | g |\n| --- | --- | --- | --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",  # noqa: E501
    "footnotes": "Raz[^1], dwa[^2].\n\n[^1]: Ustawa z 2019 r.\n\n[^2]: GUS, **2025**.\n",
    "footnote in a table": "| a[^1] | b |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: nota\n",
    "links": "Zob. [stronę](https://gov.pl/a?b=c) i https://www.gov.pl/dostepnosc oraz [**x**](https://x.pl).\n",
    "quotation": "Tekst.\n\n> Cytat *ważny*.\n>\n> Dalej.\n\nTekst.\n",
    "lines of an address": "ul. Długa 5  \n00-001 Warszawa\n",
    "signs": "2\\*3 \\[x\\] a_b # C# 100 % & <x> \\`y\\` 1) a\n",
    "legal marks": "Cele:\n\n1) pierwszy;\n\n2) drugi:\n\na) jeden,\n\nb) dwa.\n",
    "tasks": "- [ ] zadzwonić\n- [x] napisać\n",
    "code": "```\na  b\nc\n```\n",
    "all at once": (
        "# Plan\n\nWstęp **ważny**[^1].\n\n- a\n    1. b\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n\n> q\n\n"
        "## Dalej\n\nKoniec.\n\n[^1]: Przypis.\n"
    ),
}
NOT_IN_ODT = {"code", "wide table"}  # pandoc's ODT reader keeps the words of code as a paragraph


@pytest.mark.parametrize("name", TEXTS)
def test_docx(name: str) -> None:
    assert _again(to_docx(_published(TEXTS[name])), "x.docx") == TEXTS[name]


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in NOT_IN_ODT])
def test_odt(name: str) -> None:
    assert _again(to_odt(_published(TEXTS[name])), "x.odt") == TEXTS[name]


def test_a_file_of_word_goes_out_and_comes_in_the_same() -> None:
    first = read(
        docx(
            heading("Cele"),
            paragraph(run("a "), run("b", "<w:b/>")),
            *(paragraph(words, item=(1, level)) for words, level in (("x", 0), ("y", 1), ("z", 0))),
            table(["A", "B"], ["1", "2"]),
        ),
        "x.docx",
    ).texts["accepted"]
    assert _again(to_docx(_published(first)), "y.docx") == first


def _published(text: str) -> Publication:
    return Publication("Plan", "pl", [text])


def _again(content: bytes, name: str) -> str:
    """Published texts hold their spaces after one-letter words; the table's sides are typography."""
    text = read(content, name).texts["accepted"].replace(NBSP, " ")
    return re.sub(r":?---:?", "---", text)
