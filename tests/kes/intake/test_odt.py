"""ODT in: the same structures as from Word, and the same honesty."""

from kes.intake.reading import read
from tests.kes.intake.making import PNG, odt


def text(content: str, **more: object) -> str:
    return read(odt(content, **more), "plan.odt").texts["accepted"].strip()  # type: ignore[arg-type]


def test_headings_paragraphs_and_links() -> None:
    link = '<text:a xlink:href="https://gov.pl">stronę</text:a>'
    body = f'<text:h text:outline-level="1">Cele</text:h><text:p>Zob. {link}.</text:p>'
    assert text(body) == "# Cele\n\nZob. [stronę](https://gov.pl)."


def test_tables_and_notes() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(a)}{cell.format(b)}</table:table-row>" for a, b in ("AB", "12")
    )
    note = '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Przypis.</text:p></text:note-body></text:note>'  # noqa: E501
    made = text(
        f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table><text:p>x{note}</text:p>'  # noqa: E501
    )
    assert made == "| A | B |\n| --- | --- |\n| 1 | 2 |\n\nx[^1]\n\n[^1]: Przypis."


def test_pictures_come_out() -> None:
    frame = '<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="Pictures/a.png"/><svg:desc>Mapa</svg:desc></draw:frame>'  # noqa: E501
    made = read(odt(f"<text:p>{frame}</text:p>", files={"Pictures/a.png": PNG}), "x.odt")
    (picture,) = made.pictures
    assert picture.content == PNG and f"(/files/{picture.key})" in made.texts["accepted"]


def test_text_boxes_and_macros_are_named() -> None:
    box = "<draw:frame><draw:text-box><text:p>w ramce</text:p></draw:text-box></draw:frame>"
    made = read(odt(f"<text:p>x{box}</text:p>", files={"Basic/Standard/Module1.xml": "<x/>"}), "x.odt")
    kinds = {finding.kind for finding in made.findings}
    assert {"text_box", "macro"} <= kinds
    lost = [word for finding in made.findings if finding.kind == "lost_words" for word in finding.places]
    assert "ramce" in made.texts["accepted"] or "ramce" in lost
