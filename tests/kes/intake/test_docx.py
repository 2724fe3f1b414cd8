"""DOCX in: everything that our Markdown knows is kept, and what it does not know is named."""

import pytest

from kes.intake import Intake
from kes.intake.reading import read
from tests.kes.intake.making import (
    PNG,
    cell,
    comment,
    commented,
    deleted,
    docx,
    drawing,
    footnote,
    heading,
    inserted,
    link,
    note,
    paragraph,
    picture,
    run,
    table,
    text_box,
)

FOOTNOTES = {
    "word/footnotes.xml": footnote(2, "Ustawa z 2019 r."),
    "word/endnotes.xml": footnote(2, "Na końcu.", "endnote"),
}


def taken(*body: str, reading: str = "accepted", **more: object) -> str:
    return read(docx(*body, **more), "plan.docx").texts[reading].strip()  # type: ignore[arg-type]


def found(intake: Intake) -> dict[str, int]:
    return {finding.kind: finding.count for finding in intake.findings}


def test_headings_and_paragraphs() -> None:
    assert taken(heading("Plan"), paragraph("Wstęp."), heading("Cele", 2)) == "# Plan\n\nWstęp.\n\n## Cele"


def test_bold_italic_strike_hug_the_words() -> None:
    text = taken(
        paragraph(run("a "), run("gruby ", "<w:b/>"), run("i kursywa", "<w:i/>"), run("x", "<w:strike/>"))
    )
    assert text == "a **gruby** *i kursywa*~~x~~"


def test_runs_of_one_style_are_one() -> None:
    """Word cuts words anywhere: for its spelling, for its own bookkeeping."""
    assert taken(paragraph(run("wy", "<w:b/>"), run("raz", "<w:b/>"))) == "**wyraz**"


def test_lists_in_lists() -> None:
    items = [
        ("a", 1, 0),
        ("b", 1, 1),
        ("c", 1, 2),
        ("d", 1, 0),
        ("jeden", 2, 0),
        ("dwa", 2, 0),
        ("pod", 2, 1),
    ]
    text = taken(*(paragraph(words, item=(key, level)) for words, key, level in items))
    assert text == "- a\n    - b\n        - c\n- d\n\n1. jeden\n2. dwa\n    1. pod"


def test_the_marks_of_law_stay_as_they_are() -> None:
    made = read(docx(*(paragraph(words, item=(3, 0)) for words in ("gmina;", "powiat."))), "x.docx")
    assert made.texts["accepted"] == "1) gmina;\n\n2) powiat.\n"
    assert found(made) == {"lettered_list": 1}


def test_a_table_and_what_was_merged_in_it() -> None:
    wide = cell("Razem", look='<w:gridSpan w:val="2"/>')
    tall = cell("A", look='<w:vMerge w:val="restart"/>')
    under = cell(paragraph(), look="<w:vMerge/>")
    made = read(
        docx(heading("Koszty"), table(["Cel", "Kwota|zł"], [wide], [tall, "1"], [under, "2"], columns=2)),
        "x.docx",
    )
    lines = made.texts["accepted"].split("\n")[2:]
    assert lines[0] == "| Cel | Kwota\\|zł |"
    assert lines[2:6] == ["| Razem |  |", "| A | 1 |", "|  | 2 |", ""]
    (merged,) = (finding for finding in made.findings if finding.kind == "merged_cell")
    assert (merged.count, merged.places) == (2, ["Koszty"])


def test_a_cell_of_several_paragraphs_is_one_line() -> None:
    assert "| a<br>b | c |" in taken(table(["x", "y"], [cell("a", "b"), "c"]))


def test_a_table_in_a_table_keeps_its_words_and_is_named() -> None:
    inner = table(["wewn", "ętrzna"])
    made = read(docx(table(["x", "y"], ["1", cell(inner, "po")])), "x.docx")
    assert "| 1 | wewn · ętrzna<br>po |" in made.texts["accepted"]
    assert found(made) == {"nested_table": 1}


def test_a_table_of_one_cell_is_a_frame_around_text() -> None:
    made = read(docx(table([cell("Uwaga", "Ważne.")])), "x.docx")
    assert made.texts["accepted"] == "Uwaga\n\nWażne.\n"
    assert found(made) == {"frame": 1}


def test_footnotes_and_endnotes() -> None:
    text = taken(paragraph(run("Tekst"), note(2), run(" i"), note(2, "endnote")), parts=FOOTNOTES)
    assert text == "Tekst[^1] i[^2]\n\n[^1]: Ustawa z 2019 r.\n\n[^2]: Na końcu."


def test_links_lead_out_and_bad_ones_become_words() -> None:
    links = {"l1": "https://gov.pl/a(b)", "l2": "file:///C:/plan.docx"}
    made = read(docx(paragraph(link("l1", "strona"), run(" i "), link("l2", "plik")), links=links), "x.docx")
    assert made.texts["accepted"] == "[strona](https://gov.pl/a%28b%29) i plik\n"
    assert found(made) == {"bad_link": 1}


def test_pictures_come_out_with_their_descriptions() -> None:
    made = read(
        docx(
            paragraph(picture("p1", "Mapa gminy")),
            parts={"word/media/image1.png": PNG},
            links={"p1": "media/image1.png"},
        ),
        "x.docx",
    )
    (shown,) = made.pictures
    assert (shown.alt, shown.content) == ("Mapa gminy", PNG)
    assert made.texts["accepted"] == f"![Mapa gminy](/files/{shown.key})\n"


def test_a_picture_without_a_description_and_one_of_a_strange_kind_are_named() -> None:
    made = read(
        docx(
            paragraph(picture("p1"), picture("p2", "Logo")),
            parts={"word/media/a.png": PNG, "word/media/b.emf": b"\x01\x00\x00\x00emf"},
            links={"p1": "media/a.png", "p2": "media/b.emf"},
        ),
        "x.docx",
    )
    assert found(made) == {"picture": 1, "no_alt": 1}
    assert "Logo" in made.texts["accepted"]


@pytest.mark.parametrize("style", ["Quote", "Cytat"])
def test_quotations(style: str) -> None:
    assert (
        taken(paragraph("a", style=style), paragraph("b", style=style), paragraph("c")) == "> a\n>\n> b\n\nc"
    )


def test_the_table_of_contents_is_left_out_and_named() -> None:
    made = read(docx(paragraph("Cele\t3", style="TOC1"), heading("Cele"), paragraph("Tekst.")), "x.docx")
    assert made.texts["accepted"] == "# Cele\n\nTekst.\n"
    assert found(made)["contents"] == 1


def test_the_title_is_the_title() -> None:
    made = read(docx(paragraph("Plan lokalny", style="Title"), heading("Cele")), "x.docx")
    assert made.title == "Plan lokalny"


def test_tracked_changes_are_accepted_or_rejected_and_listed() -> None:
    made = read(
        docx(heading("Cel"), paragraph(run("Ala "), inserted("nowa"), deleted("stara"), run("."))), "x.docx"
    )
    assert made.texts == {"accepted": "# Cel\n\nAla nowa.\n", "rejected": "# Cel\n\nAla stara.\n"}
    assert [(change.kind, change.author, change.text, change.place) for change in made.changes] == [
        ("insertion", "Ewa", "nowa", "Cel"),
        ("deletion", "Jan", "stara", "Cel"),
    ]


def test_a_paragraph_break_that_was_put_in_goes_when_changes_are_rejected() -> None:
    mark = '<w:rPr><w:ins w:id="3" w:author="Ewa" w:date="2026-01-02T10:00:00Z"/></w:rPr>'
    made = read(docx(paragraph("jeden", look=mark), paragraph(run(" dwa"), inserted("!"))), "x.docx")
    assert made.texts == {"accepted": "jeden\n\ndwa!\n", "rejected": "jeden dwa\n"}


def test_comments_keep_passage_author_and_answers() -> None:
    done = '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    extended = done + '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>'
    made = read(
        docx(
            paragraph(run("To "), commented(1, "ważne słowa"), commented(2, "")),
            parts={
                "word/comments.xml": comment(1, "Skąd to?") + comment(2, "Z ustawy.", "Jan"),
                "word/commentsExtended.xml": extended,
            },
        ),
        "x.docx",
    )
    first, second = made.comments
    assert (first.author, first.text, first.quote, first.done) == ("Ola", "Skąd to?", "ważne słowa", True)
    assert (second.author, second.answers) == ("Jan", 1)


def test_what_pandoc_passes_over_is_counted_with_its_place() -> None:
    box = text_box(paragraph("w ramce"))
    made = read(
        docx(
            heading("Wykresy"),
            paragraph(drawing('<c:chart r:id="none"/>', "chart")),
            paragraph(box),
            paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
            paragraph(
                '<w:r><w:br w:type="page"/></w:r>',
                run("czerwony", '<w:color w:val="FF0000"/><w:rFonts w:ascii="Arial"/>'),
            ),
            paragraph('<w:fldSimple w:instr=" REF x ">' + run("Tabela 1") + "</w:fldSimple>"),
            parts={"word/header1.xml": "<w:p><w:r><w:t>Pismo</w:t></w:r></w:p>"},
        ),
        "x.docx",
    )
    assert found(made) == {
        "chart": 1, "text_box": 1, "equation": 1, "page_break": 1, "color": 1, "font": 1, "field": 1,
        "header_footer": 1
    }  # fmt: skip
    assert all(finding.places == ["Wykresy"] for finding in made.findings if finding.kind != "header_footer")
    assert "w ramce" in made.texts["accepted"] and "Tabela 1" in made.texts["accepted"]


def test_words_that_got_lost_on_the_way_are_named() -> None:
    """A table whose grid is missing: pandoc drops cells. Nobody may find that out a month later."""
    bare = table(["jeden", "dwa"], ["trzy", "cztery"]).replace('<w:gridCol w:w="2000"/>', "<w:gridCol/>", 1)
    broken = bare.replace('<w:gridCol w:w="2000"/>', "")
    made = read(docx(broken), "x.docx")
    lost = {word for finding in made.findings if finding.kind == "lost_words" for word in finding.places}
    kept = made.texts["accepted"]
    assert all(word in kept or word in lost for word in ("jeden", "dwa", "trzy", "cztery"))
