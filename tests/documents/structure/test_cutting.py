"""Where Markdown can be cut, and that its pieces stay whole."""

import pytest

from documents.structure.cutting import cut_at, joined, places, with_notes
from kes import markup

TEXT = """Wstęp.

### Ludność

Zażółć gęślą.
Ten sam akapit.

```
# nie nagłówek

kod
```

- punkt

  dalszy ciąg punktu

| a | b |
|---|---|
| 1 | 2 |

#### Wiek

Koniec[^1].

[^1]: Przypis
    w dwóch wierszach.
"""


def test_a_chapter_is_cut_at_headings_and_blocks_and_nowhere_inside_them() -> None:
    found = [(place.level, place.words) for place in places(TEXT)]
    assert found == [
        (3, "Ludność"),
        (0, "Zażółć gęślą."),
        (0, ""),
        (0, "punkt"),
        (0, "a b"),
        (4, "Wiek"),
        (0, "Koniec ^1 ."),
    ]


def test_a_heading_becomes_the_title_and_leaves_the_text() -> None:
    cut = cut_at(TEXT, TEXT.index("Wiek"))
    assert cut.title == "Wiek"
    assert TEXT[: cut.end].endswith("| 1 | 2 |")
    assert TEXT[cut.start :].startswith("Koniec[^1].")


def test_a_paragraph_is_cut_at_the_beginning_of_its_line() -> None:
    cut = cut_at(TEXT, TEXT.index("gęślą"))
    assert (cut.title, TEXT[cut.start :][:6]) == ("Zażółć gęślą.", "Zażółć")


def test_no_word_is_lost_at_any_place() -> None:
    for place in places(TEXT):
        cut = cut_at(TEXT, place.at)
        between = TEXT[cut.end : cut.start].strip()
        assert between == "" or (place.level and between.lstrip("# ") == place.words == cut.title)


def test_both_pieces_have_the_footnotes_they_refer_to() -> None:
    head = "Raz[^1] i dwa[^b].\n"
    notes = "[^1]: Pierwszy\n    dalej.\n\n[^b]: Drugi."
    assert (
        with_notes(head, f"{head}\nKoniec.\n\n{notes}")
        == f"{head.rstrip()}\n\n[^1]: Pierwszy\n    dalej.\n\n[^b]: Drugi."
    )
    assert with_notes("Bez przypisów.\n", notes) == "Bez przypisów.\n"
    assert with_notes(f"A[^1].\n\n{notes}", notes) == f"A[^1].\n\n{notes}"


@pytest.mark.parametrize(
    "words, notes, taken",
    [
        ("Raz[^1].", "[^1]: Pierwszy\ndalej bez wcięcia.", ["Pierwszy\ndalej bez wcięcia."]),
        ("Raz[^1], dwa[^2].", " [^1]: Pierwszy.\n   [^2]: Drugi.", ["Pierwszy.", "Drugi."]),
        ("Raz[^nota 1].", "[^nota 1]: Pierwszy.", ["Pierwszy."]),
        (
            "Raz[^1].",
            "[^1]: Zob. [^2].\n[^2]: Por. [^1] i [^3].\n\n[^3]: Trzeci.",
            ["Zob.", "Por.", "Trzeci."],
        ),
        ("Raz[^1].", "[^1]: Pierwszy\n\n    dalej\nbez wcięcia.", ["Pierwszy", "dalej\nbez wcięcia."]),
        ("Raz[^1]: oto on.", "[^1]: Pierwszy.", ["Pierwszy."]),
    ],
)
def test_a_piece_takes_along_what_the_renderer_shows_as_its_footnotes(
    words: str, notes: str, taken: list[str]
) -> None:
    piece = with_notes(words, f"{words}\n\n# B\n\nDrugie[^2].\n\n{notes}\n\nNie przypis.\n")
    whole = f"{words}\n\n{notes}\n"
    assert _rendered(piece) == _rendered(whole)
    assert all(said in piece for said in taken) and "Nie przypis" not in piece


def _rendered(text: str) -> str:
    return markup.render(text, profile="document", prefix="c1", base=3).html


@pytest.mark.parametrize(
    "notes",
    [
        "```\n[^1]: W kodzie.\n```",
        "[^2]: Drugi\n# Nagłówek [^1]",
        "[^2]: Drugi\n\n   [x] nie wcięty dość.",
    ],
)
def test_what_is_no_footnote_is_not_taken_along(notes: str) -> None:
    taken = with_notes("Raz[^1] i[^2].", f"Raz[^1] i[^2].\n\n{notes}\n")
    assert taken in ("Raz[^1] i[^2].", "Raz[^1] i[^2].\n\n[^2]: Drugi")


def test_a_fence_that_nothing_closes_hides_no_footnote() -> None:
    assert with_notes("Raz[^1].", "Raz[^1].\n\n```\nnie kod\n\n[^1]: Pierwszy.").endswith("\n[^1]: Pierwszy.")


def test_a_reference_in_code_calls_no_footnote() -> None:
    code = "```\nwiersz[^1]\n```\n"
    assert with_notes(code, f"{code}\nRaz[^1].\n\n[^1]: Pierwszy.") == code


@pytest.mark.parametrize(
    "opens, inside, closes",
    [
        ("```", "~~~", "```"),
        ("~~~", "```", "~~~"),
        ("````", "```", "````"),
        ("```", "```python", "```"),
        ("~~~", "~~", "~~~~"),
    ],
)
def test_a_fence_closes_only_the_one_that_it_belongs_to(opens: str, inside: str, closes: str) -> None:
    text = f"Wstęp.\n\n{opens}\n{inside}\n\n# kod\n\nkod\n{closes}\n\n# Nagłówek\n\nTekst.\n"
    assert [(place.level, place.words) for place in places(text)] == [(0, ""), (1, "Nagłówek"), (0, "Tekst.")]


def test_code_within_a_line_opens_no_fence() -> None:
    assert [place.words for place in places("A.\n\n```kod``` w wierszu.\n\n# B")] == ["kod w wierszu.", "B"]


@pytest.mark.parametrize(
    "first, second, result",
    [
        ("", "", "### Cele\n"),
        ("Tekst.", "Dalej.\n", "\n\n### Cele\n\nDalej.\n"),
        ("### A\n\nTekst.\n", "### B\n\nDalej.", "\n### Cele\n\n#### B\n\nDalej.\n"),
        ("#### A\n\n", "Dalej.", "#### Cele\n\nDalej.\n"),
    ],
)
def test_a_joined_chapter_stands_under_its_title(first: str, second: str, result: str) -> None:
    assert joined(first, "Cele", second) == result


def test_footnotes_of_a_joined_chapter_stay_apart() -> None:
    first, second = "A[^1].\n\n[^1]: Pierwszy.\n", "B[^1] i[^2].\n\n[^1]: Drugi.\n\n[^2]: Trzeci.\n"
    assert "B[^1-2] i[^2].\n\n[^1-2]: Drugi.\n\n[^2]: Trzeci.\n" in joined(first, "B", second)


def test_footnotes_with_spaces_in_their_names_stay_apart_too() -> None:
    assert "B[^a b-2].\n\n[^a b-2]: Drugi." in joined(
        "A[^a b].\n\n[^a b]: Raz.", "B", "B[^a b].\n\n[^a b]: Drugi."
    )
