"""Markdown files become drafts; files that are no text get a clear answer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafts.exporting import whole
from documents.drafts.importing import LARGEST, Unreadable, decoded, split

CONSTITUTION = Path(__file__).resolve().parents[4] / "shared/data/konstytucja/konstytucja-rp-1997.md"


def test_a_single_top_heading_is_the_title_and_the_next_level_cuts() -> None:
    draft = split("# Plan\n\nWstęp.\n\n## Diagnoza\n\nTekst.\n\n### Ludność\n\n## Cele\n\n- jeden\n")
    assert draft.title == "Plan"
    assert draft.parts == [("Plan", "Wstęp."), ("Diagnoza", "Tekst.\n\n### Ludność"), ("Cele", "- jeden")]


def test_a_text_without_headings_is_one_part_named_after_the_file() -> None:
    assert split("Tekst.", fallback="notatka").parts == [("notatka", "Tekst.")]


def test_headings_in_code_do_not_cut() -> None:
    assert len(split("## A\n\n```\n## nie\n```\n\n## B\n").parts) == 2


@pytest.mark.parametrize(
    "raw, words",
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"PK\x03\x04 word", "not a text file"),
        (b"abc\0def", "not a text file"),
        ("Zażółć".encode("iso-8859-2"), "not in UTF-8"),
        (b"a" * (LARGEST + 1), "5 MB"),
    ],
)
def test_a_file_that_is_no_text_is_named(raw: bytes, words: str) -> None:
    from django.utils.translation import override

    with override("en"), pytest.raises(Unreadable, match=words):
        decoded(raw)


@given(st.lists(st.tuples(st.text("abcź", min_size=1), st.text("xyż \n")), min_size=2, max_size=5))
def test_what_is_exported_is_imported_with_the_same_parts(parts: list[tuple[str, str]]) -> None:
    wanted = [(title, text.strip("\n") if text.strip() else "") for title, text in parts]
    assert split(whole("Plan", wanted)).parts == wanted


@pytest.mark.skipif(not CONSTITUTION.exists(), reason="the material in ../shared is not here")
def test_the_constitution_is_cut_into_its_chapters() -> None:
    draft = split(decoded(CONSTITUTION.read_bytes()))
    assert draft.title.startswith("Konstytucja")
    assert sum(text.count("### Art.") for _title, text in draft.parts) == 243
    assert len(draft.parts) >= 13
