"""A file as officials have them: headings, a list, a table, a footnote, a picture, reviewers' marks."""

from tests.kes.intake.making import (
    PNG,
    cell,
    comment,
    commented,
    deleted,
    docx,
    footnote,
    heading,
    inserted,
    note,
    paragraph,
    picture,
    run,
    table,
)


def plan() -> bytes:
    merged = cell("Razem", look='<w:gridSpan w:val="2"/>')
    return docx(
        paragraph("Plan lokalny", style="Title"),
        heading("Diagnoza"),
        paragraph(run("W gminie mieszka "), commented(1, "12 400 osób"), run("."), note(2)),
        paragraph(picture("p1", "Mapa gminy")),
        heading("Cele"),
        paragraph(run("Cel jest "), inserted("nowy"), deleted("stary"), run(".")),
        *(paragraph(words, item=(1, 0)) for words in ("pierwszy", "drugi")),
        heading("Koszty"),
        table(["Cel", "Kwota"], ["A", "100"], [merged]),
        parts={
            "word/footnotes.xml": footnote(2, "GUS, 2025."),
            "word/comments.xml": comment(1, "Skąd ta liczba?"),
            "word/media/mapa.png": PNG,
        },
        links={"p1": "media/mapa.png"},
    )
