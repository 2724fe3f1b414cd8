"""Where Markdown can be cut, and that its pieces stay whole."""

import pytest

from documents.structure.cutting import cut_at, joined, places, with_notes

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
