"""A text is cut at its headings, at the level that was chosen; footnotes follow their calls."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafts.exporting import whole
from documents.imports.splitting import BOLD, Piece, best_level, joined, levels, pieces, title_of

CONSTITUTION = Path(__file__).resolve().parents[4] / "shared/data/konstytucja/konstytucja-rp-1997.md"


def cut(text: str, level: int | None = None) -> list[tuple[str, str]]:
    found = pieces(text, best_level(text) if level is None else level, title=title_of(text) or "notatka")
    return [(piece.title, piece.text) for piece in found]


def test_a_single_top_heading_is_the_title_and_the_next_level_cuts() -> None:
    text = "# Plan\n\nWstęp.\n\n## Diagnoza\n\nTekst.\n\n### Ludność\n\n## Cele\n\n- jeden\n"
    assert title_of(text) == "Plan"
    assert cut(text) == [("Plan", "Wstęp."), ("Diagnoza", "Tekst.\n\n### Ludność"), ("Cele", "- jeden")]


def test_a_text_without_headings_is_one_part() -> None:
    assert cut("Tekst.") == [("notatka", "Tekst.")]


def test_headings_in_code_do_not_cut() -> None:
    assert len(cut("## A\n\n```\n## nie\n```\n\n## B\n")) == 2


def test_each_level_says_how_many_parts_it_makes() -> None:
    text = "# A\n\n## B\n\nx\n\n## C\n\ny\n\n# D\n\nz\n"
    assert levels(text) == [(0, 1), (1, 2), (2, 4)]
    assert [title for title, _text in cut(text, 2)] == ["A", "B", "C", "D"]
    assert cut(text, 0)[0][1].startswith("# A")


def test_bold_lines_are_the_headings_of_people_who_know_no_styles() -> None:
    text = "**Cele**\n\nTekst.\n\n**Zadania:**\n\nTekst **gruby**.\n"
    assert levels(text) == [(0, 1), (BOLD, 2)]
    assert cut(text) == [("Cele", "Tekst."), ("Zadania", "Tekst **gruby**.")]


def test_titles_are_words() -> None:
    assert cut("## **Cele** i [środki](https://x.pl)[^1] 2\\*3\n\nx\n\n## B\n")[0][0] == "Cele i środki 2*3"


def test_footnotes_follow_their_calls_into_the_part() -> None:
    text = "## A\n\nx[^1]\n\n## B\n\ny[^2] z[^1]\n\n[^1]: jeden\n\n    dalej\n\n[^2]: dwa\n"
    assert cut(text) == [
        ("A", "x[^1]\n\n[^1]: jeden\n\n    dalej"),
        ("B", "y[^2] z[^1]\n\n[^1]: jeden\n\n    dalej\n\n[^2]: dwa"),
    ]


def test_a_footnote_called_only_elsewhere_leaves_the_part_where_it_stood() -> None:
    assert cut("## A\n\nx[^1]\n\n## B\n\ny\n\n[^1]: jeden\n") == [("A", "x[^1]\n\n[^1]: jeden"), ("B", "y")]


def test_joined_parts_keep_the_title_of_the_second_as_a_heading() -> None:
    assert joined(Piece("A", "x"), Piece("B", "y")) == Piece("A", "x\n\n## B\n\ny")


@given(st.lists(st.tuples(st.text("abcź", min_size=1), st.text("xyż \n")), min_size=2, max_size=5))
def test_what_is_exported_is_imported_with_the_same_parts(parts: list[tuple[str, str]]) -> None:
    wanted = [(title, text.strip("\n") if text.strip() else "") for title, text in parts]
    assert cut(whole("Plan", wanted)) == wanted


@pytest.mark.skipif(not CONSTITUTION.exists(), reason="the material in ../shared is not here")
def test_the_constitution_is_cut_into_its_chapters() -> None:
    text = CONSTITUTION.read_text(encoding="utf-8")
    chapters = cut(text)
    assert title_of(text).startswith("Konstytucja")
    assert sum(part.count("### Art.") for _title, part in chapters) == 243
    assert len(chapters) >= 13
