"""From block ids and offsets to the text of the version; nothing is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.consultations.passages import LONGEST, Anchor, Misplaced, find_passage, locate
from documents.drafts.text.units import unit_index
from documents.versions.models import Version, VersionPart

LETTERS = st.text("aąćęłńóśźżŻ 😀👩‍🔬\n", min_size=1, max_size=40)


def part(*texts: str) -> VersionPart:
    blocks = [[f"c1-p{n}", "paragraph", text, [], ""] for n, text in enumerate(texts, start=1)]
    return VersionPart(position=1, title="Diagnoza", blocks=blocks)


@given(LETTERS, st.data())
def test_offsets_count_utf16_units(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = Anchor("c1-p1", unit_index(text, start), "c1-p1", unit_index(text, end))
    (piece,) = locate(part(text), anchor).pieces
    assert (piece.before, piece.chosen, piece.after) == (text[:start], text[start:end], text[end:])


@given(LETTERS, LETTERS, LETTERS, st.data())
def test_a_passage_over_blocks_holds_the_end_the_middle_and_the_beginning(
    first: str, middle: str, last: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(first)))
    end = data.draw(st.integers(0, len(last)))
    anchor = Anchor("c1-p1", unit_index(first, start), "c1-p3", unit_index(last, end))
    passage = locate(part(first, middle, last), anchor)
    assert passage.quote == f"{first[start:]}\n{middle}\n{last[:end]}"


def test_without_offsets_the_whole_block_is_meant(version: Version) -> None:
    passage = find_passage(version, Anchor("c2-p1"))
    assert passage is not None
    assert passage.quote == "Łódź łączy pokolenia."
    assert passage.place == "Cele i działania › Cele"
    assert passage.anchor == Anchor("c2-p1", 0, "c2-p1", 21)


def test_a_remark_on_the_whole_text_has_no_passage(version: Version) -> None:
    assert find_passage(version, Anchor()) is None


def test_the_title_of_a_chapter_can_be_remarked_on(version: Version) -> None:
    passage = find_passage(version, Anchor("c2"))
    assert passage is not None
    assert (passage.chapter, passage.quote, passage.place) == (2, "Cele i działania", "Cele i działania")


def test_a_heading_is_part_of_its_own_place(version: Version) -> None:
    passage = find_passage(version, Anchor("c2-h1"))
    assert passage is not None
    assert passage.place == "Cele i działania › Cele"


def test_a_list_item_with_a_list_is_one_block(version: Version) -> None:
    outer = next(row for row in version.parts.get(position=1).blocks if row[2].startswith("żółw"))
    passage = find_passage(version, Anchor(outer[0]))
    assert passage is not None
    assert "gęś" in passage.quote
    assert len(passage.pieces) == 1


def test_blocks_inside_others_are_not_counted_twice(version: Version) -> None:
    items = [row for row in version.parts.get(position=1).blocks if row[1] == "item" and not row[4]]
    passage = find_passage(version, Anchor(items[0][0], 0, items[-1][0], 4))
    assert passage is not None
    assert passage.quote.count("gęś") == 1


def test_a_passage_that_spans_chapters_is_refused_in_words(version: Version) -> None:
    with pytest.raises(Misplaced, match=r"chapter|rozdział"):
        find_passage(version, Anchor("c1-p1", 0, "c2-p1", 4))


NOWHERE = [
    Anchor("c9-p1"), Anchor("c1-p99"), Anchor("c1-p1", 0, "c1-p99", 1), Anchor("main"), Anchor("c1-p1'\""),
    Anchor("c1-p1", 5, "c1-p1", 4), Anchor("c1-p1", 0, "c1-p1", 999), Anchor("c1-p1", 998, "c1-p1", 999),
    Anchor("c1-p2", 0, "c1-p1", 3), Anchor("c1-p1", 9, "c1-p1", 20), Anchor("c0"), Anchor("c01-p1"),
]  # fmt: skip


@pytest.mark.parametrize("anchor", NOWHERE, ids=str)
def test_what_is_not_in_the_text_is_refused(version: Version, anchor: Anchor) -> None:
    with pytest.raises(Misplaced):
        find_passage(version, anchor)


def test_an_offset_inside_of_an_emoji_is_refused() -> None:
    with pytest.raises(Misplaced):
        locate(part("a😀b"), Anchor("c1-p1", 0, "c1-p1", 2))


@pytest.mark.parametrize("anchor", [Anchor("c1-p1", 3, "c1-p1", 3), Anchor("c1-p2")])
def test_an_empty_passage_is_refused(anchor: Anchor) -> None:
    with pytest.raises(Misplaced):
        locate(part("żółw", ""), anchor)


def test_a_passage_that_is_too_long_is_refused() -> None:
    with pytest.raises(Misplaced):
        locate(part("ż" * LONGEST, "a"), Anchor("c1-p1", 0, "c1-p2", 1))
